import Terminal
import TestSupport
import Testing
import Workbench

@Suite struct HelpPaneTests {
  private let session = Session()

  /// Help as it is when opened over a focused pane.
  private func help(over pane: any Pane = AttackPane()) -> HelpPane {
    var state = WorkbenchState(panes: [pane], theme: .plain, themes: [])
    state.focus = 0
    var help = HelpPane()
    help.open(over: state)
    return help
  }

  private func text(_ pane: HelpPane, height: Int = 300) -> [String] {
    drawn(pane, session, 78, height).text
  }

  @Test func theFocusedPaneComesFirst() {
    let titles = text(help()).filter { !$0.hasPrefix(" ") }.map { $0.filter { $0 != " " } }
    #expect(titles.prefix(2) == ["Attacks", "Everywhere"])
    #expect(titles.count { $0 == "Attacks" } == 1)
  }

  @Test func everyBindingIsThere() {
    let all = text(help()).joined(separator: " ").split(separator: " ").joined(separator: " ")
    for binding in GlobalBindings.all + PaneCatalog.all.flatMap({ $0.bindings }) {
      #expect(all.contains(KeyText.of(binding.keys)))
      #expect(all.contains(binding.help))
    }
  }

  @Test func theFilterKeepsWhatHasTheWordInIt() {
    var pane = help()
    for key in [Key.character("/")] + "zoom in".map({ Key.character($0) }) {
      _ = pane.handle(key, seeing: session)
    }
    let shown = text(pane).joined(separator: "\n")
    #expect(shown.contains("zoom in"))
    #expect(!shown.contains("open a file"))
  }

  @Test func keysAreTextWhileFiltering() {
    var pane = help()
    _ = pane.handle(.character("/"), seeing: session)
    guard case .redraw = pane.handle(.character("q"), seeing: session) else {
      Issue.record("q was obeyed")
      return
    }
    #expect(text(pane)[0].hasPrefix("/q"))
    _ = pane.handle(.escape, seeing: session)
    #expect(!text(pane)[0].hasPrefix("/"))
  }

  @Test func scrollingMovesTheText() {
    var pane = help()
    let top = text(pane, height: 20)
    _ = pane.handle(.character("j"), seeing: session)
    #expect(text(pane, height: 20)[0] == top[1])
    _ = pane.handle(.character("g"), seeing: session)
    #expect(text(pane, height: 20) == top)
  }

  @Test func wideScreensHaveTwoColumns() {
    let canvas = drawn(help(), session, 118, 20)
    #expect(canvas.text[0].hasPrefix("Attacks"))
    #expect(canvas.text.contains { !$0.dropFirst(60).allSatisfy { $0 == " " } })
  }

  @Test func asciiHasOnlyASCII() {
    #expect(
      drawn(help(), session, 118, 120, glyphs: .ascii).text.joined().allSatisfy { $0.isASCII })
  }

  @Test func noSizeTraps() {
    #expect(survivesEverySize(help(), session))
    var filtered = help()
    for key in "/nothing".map({ Key.character($0) }) { _ = filtered.handle(key, seeing: session) }
    #expect(survivesEverySize(filtered, session))
  }
}
