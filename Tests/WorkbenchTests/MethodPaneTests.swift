import Experiments
import Oversampling
import Parameters
import Terminal
import TestSupport
import Testing
import Workbench

/// The menu of methods.
@MainActor struct MethodPaneTests {
  private let state = WorkbenchTrial.finished()

  private func opened() -> MethodPane {
    var pane = MethodPane()
    pane.open(over: state)
    return pane
  }

  private func text(_ pane: MethodPane, _ session: Session, _ height: Int = 40) -> String {
    drawn(pane, session, 100, height).text.joined(separator: "\n")
  }

  private func chosen(_ response: Response) -> String? {
    guard case .act(.sampling(.set(.method, let name))) = response else { return nil }
    return name
  }

  @Test(arguments: [Size(width: 80, height: 24), Size(width: 120, height: 40)])
  func theMenuLooksAsRecorded(_ size: Size) {
    var state = state
    _ = reduce(&state, .layout(.show(.methods)))
    let canvas = frame(state, size: size, glyphs: .braille).canvas
    #expect(expectGolden(canvas, named: "methods-\(size.width)x\(size.height)") == .matching)
  }

  @Test func everyMethodIsThereWithItsPaper() {
    var pane = opened()
    for method in OversamplerCatalog.all {
      let shown = text(pane, state.session).split(separator: "\n").joined(separator: " ")
        .split(separator: " ").joined(separator: " ")
      #expect(shown.contains(method.title))
      #expect(shown.contains(method.source.text))
      #expect(shown.contains(method.source.link))
      _ = pane.handle(.down, seeing: state.session)
    }
  }

  @Test func enterChoosesAndTheMenuCloses() {
    var state = state
    _ = reduce(&state, .layout(.show(.methods)))
    var pane = opened()
    _ = pane.handle(.down, seeing: state.session)
    let name = chosen(pane.handle(.enter, seeing: state.session))
    #expect(name == OversamplerCatalog.all[1].name)
    let effects = reduce(&state, .sampling(.set(.method, text: name ?? "")))
    #expect(state.overlay == nil)
    #expect(state.session.plan.method == name)
    #expect(effects == [.settle(change: state.session.changeCount, milliseconds: 250)])
  }

  @Test func movingChoosesNothing() {
    var pane = opened()
    for key in [Key.down, .end, .home, .up] {
      guard case .redraw = pane.handle(key, seeing: state.session) else {
        Issue.record("\(key) did something")
        return
      }
    }
    guard case .act(.layout(.closeOverlay)) = pane.handle(.escape, seeing: state.session) else {
      Issue.record("still open")
      return
    }
  }

  @Test func theFilterFindsAMethodByAnyWordOfIt() {
    var pane = opened()
    for key in [Key.character("/")] + "adaptive".map({ Key.character($0) }) {
      _ = pane.handle(key, seeing: state.session)
    }
    #expect(text(pane, state.session).contains("no method has that in it"))
    _ = pane.handle(.escape, seeing: state.session)
    for key in [Key.character("/")] + "adasyn".map({ Key.character($0) }) + [.enter] {
      _ = pane.handle(key, seeing: state.session)
    }
    #expect(chosen(pane.handle(.enter, seeing: state.session)) == "adasyn")
  }

  @Test func whatCannotWorkOnTheDataIsDimWithTheReason() throws {
    let canvas = drawn(opened(), state.session, 100, 40)
    let row = try #require(canvas.text.firstIndex { $0.contains("SMOTE-NC ") })
    #expect(canvas.text[row].contains("! SMOTE-NC"))
    #expect(canvas.text[row].contains("needs a category, and all columns are numbers"))
    let roles = Set(canvas.cells[(100 * row)..<(100 * row + 100)].map(\.role))
    #expect(roles.isSubset(of: [.dim, .warning, .text]) && roles.contains(.dim))
    #expect(!canvas.roleText[row].contains("x"))
  }

  @Test func theAdviserNamesWhatSuitsTheDataAndWhy() throws {
    let session = state.session
    let best = try #require(session.advice.first)
    let shown = text(opened(), session).split(separator: "\n").prefix(3).joined(separator: " ")
    #expect(shown.contains("* suits this data: "))
    #expect(shown.contains(OversamplerCatalog.named(best.method)?.title ?? "?"))
    #expect(text(opened(), Session()).contains("once there are any"))
  }

  @Test func asciiHasOnlyASCII() {
    var pane = opened()
    for _ in OversamplerCatalog.all {
      let canvas = drawn(pane, state.session, 78, 19, glyphs: .ascii)
      #expect(canvas.text.joined().allSatisfy { $0.isASCII })
      _ = pane.handle(.down, seeing: state.session)
    }
  }

  @Test func noSizeTraps() {
    var filtering = opened()
    _ = filtering.handle(.character("/"), seeing: state.session)
    for pane in [opened(), filtering] {
      #expect(survivesEverySize(pane, state.session))
      #expect(survivesEverySize(pane, Session()))
    }
  }
}
