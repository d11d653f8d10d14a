import Terminal
import TestSupport
import Testing
import Workbench

/// The tables of keys.
@MainActor struct BindingTests {
  @Test(arguments: PaneCatalog.all.indices)
  func noKeyOfAPaneMeansTwoThings(_ index: Int) {
    let keys = PaneCatalog.all[index].bindings.flatMap(\.keys)
    #expect(keys.count == Set(keys).count, "\(PaneCatalog.all[index].title)")
  }

  @Test func noGlobalKeyMeansTwoThings() {
    let keys = GlobalBindings.all.flatMap(\.keys)
    #expect(keys.count == Set(keys).count)
  }

  /// Global keys must work everywhere on the main screen; an overlay may close itself by the keys
  /// that would close it anyway.
  @Test(arguments: PaneCatalog.all.indices)
  func noPaneTakesAGlobalKey(_ index: Int) {
    let type = PaneCatalog.all[index]
    let isOverlay = index >= PaneCatalog.main.count
    let global = isOverlay ? GlobalBindings.inOverlays : GlobalBindings.all
    let isHelp = type.title == HelpPane.title
    let closing: Set<Key> =
      isHelp
      ? [.escape, .character("q"), .character("?")]
      : [.escape, .character("q")]
    let shared = Set(type.bindings.flatMap(\.keys)).intersection(global.flatMap(\.keys))
    #expect(shared.subtracting(isOverlay ? closing : []).isEmpty, "\(type.title): \(shared)")
  }

  @Test(arguments: PaneCatalog.main.indices)
  func aPaneAnswersToItsKeys(_ index: Int) {
    let state = WorkbenchTrial.finished()
    for key in PaneCatalog.main[index].type.bindings.flatMap(\.keys) {
      var pane = state.panes[index]
      if index == 2 { _ = pane.handle(.character("+"), seeing: state.session) }
      if case .ignored = pane.handle(key, seeing: state.session) {
        Issue.record("\(PaneCatalog.main[index].type.title) ignores \(key)")
      }
    }
  }

  @Test func everyGlobalKeyMeansSomething() {
    for key in GlobalBindings.all.flatMap(\.keys) {
      #expect(GlobalBindings.action(for: key, overlay: nil) != nil, "\(key)")
    }
  }

  @Test func overlaysKeepMostGlobalKeysToThemselves() {
    #expect(GlobalBindings.action(for: .character("r"), overlay: .open) == nil)
    #expect(GlobalBindings.action(for: .control("c"), overlay: .open) != nil)
  }
}
