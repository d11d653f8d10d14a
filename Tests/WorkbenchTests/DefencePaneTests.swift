import Experiments
import Oversampling
import Parameters
import Terminal
import TestSupport
import Testing
import Workbench

/// The list of defences.
@MainActor struct DefencePaneTests {
  private let state = WorkbenchTrial.finished()

  /// Rounding, then noise, is on.
  private var defended: WorkbenchState {
    var state = state
    _ = reduce(&state, .sampling(.defence(.toggle("round"))))
    _ = reduce(&state, .sampling(.defence(.toggle("noise"))))
    return state
  }

  private func text(_ pane: DefencePane, _ session: Session) -> [String] {
    drawn(pane, session, 118, 24).text
  }

  private func change(_ response: Response) -> DefenceChange? {
    guard case .act(.sampling(.defence(let change))) = response else { return nil }
    return change
  }

  @Test(arguments: [Size(width: 80, height: 24), Size(width: 120, height: 40)])
  func theListLooksAsRecordedAndTheAttacksStayInSight(_ size: Size) {
    var state = defended
    _ = reduce(&state, .layout(.show(.defences)))
    let canvas = frame(state, size: size, glyphs: .braille).canvas
    #expect(expectGolden(canvas, named: "defences-\(size.width)x\(size.height)") == .matching)
    #expect(canvas.text.contains { $0.contains("DistinSMOTE") })
  }

  @Test func everyDefenceIsThereWithWhatItIsSaidToDo() {
    var pane = DefencePane()
    for defence in DefenceCatalog.all {
      let shown = text(pane, state.session).joined(separator: " ").split(separator: " ")
        .joined(separator: " ")
      #expect(shown.contains(defence.title))
      #expect(shown.contains("\(defence.title) is \(defence.summary)."))
      _ = pane.handle(.down, seeing: state.session)
    }
  }

  @Test func spaceSwitchesOnAndOff() {
    var state = state
    var pane = DefencePane()
    let first = DefenceCatalog.all[0].name
    #expect(change(pane.handle(.character(" "), seeing: state.session)) == .toggle(first))
    let effects = reduce(&state, .sampling(.defence(.toggle(first))))
    #expect(state.session.plan.defences.map(\.name) == [first])
    #expect(effects == [.settle(change: state.session.changeCount, milliseconds: 250)])
    #expect(text(pane, state.session)[0].contains("[1]"))
    _ = reduce(&state, .sampling(.defence(.toggle(first))))
    #expect(state.session.plan.defences.isEmpty)
    #expect(!state.session.isStale)
  }

  @Test func theirOrderIsShownAndCanBeChanged() {
    var state = defended
    var pane = DefencePane()
    #expect(change(pane.handle(.character(">"), seeing: state.session)) == .move("round", 1))
    _ = reduce(&state, .sampling(.defence(.move("round", 1))))
    #expect(state.session.plan.defences.map(\.name) == ["noise", "round"])
    #expect(text(pane, state.session)[0].contains("[2]"))
    _ = reduce(&state, .sampling(.defence(.move("round", 1))))
    #expect(state.session.notice?.text == "it comes last")
    _ = reduce(&state, .sampling(.defence(.move("shuffle", 1))))
    #expect(state.session.notice?.text.contains("is off") == true)
  }

  @Test func theSettingsOfWhatIsOnStandBelowIt() {
    let session = defended.session
    var pane = DefencePane()
    let rows = text(pane, session)
    #expect(rows[1].contains("decimals"))
    #expect(!text(pane, state.session)[1].contains("decimals"))
    _ = pane.handle(.down, seeing: session)
    #expect(
      change(pane.handle(.right, seeing: session))
        == .step("round", parameter: "decimals", 1))
    #expect(text(pane, session)[1].contains("◂ own ▸"))
  }

  @Test func aSmallShareIsSteppedInDecades() throws {
    var state = defended
    let share = { (state: WorkbenchState) in state.session.plan.defences[1].values.real("share") }
    var seen: [Double] = []
    for amount in [1, 1, 1, 1, -1, -1, -1, -1, -1] {
      _ = reduce(&state, .sampling(.defence(.step("noise", parameter: "share", amount))))
      seen.append(share(state))
    }
    #expect(seen == [0.002, 0.005, 0.01, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005])
    _ = reduce(&state, .sampling(.defence(.step("noise", parameter: "share", -20))))
    #expect(share(state) == 0)
    _ = reduce(&state, .sampling(.defence(.step("noise", parameter: "share", 40))))
    #expect(share(state) == 1)
    _ = reduce(&state, .sampling(.defence(.reset("noise", parameter: "share"))))
    #expect(share(state) == 0.001)
  }

  @Test func aTypedShareIsTakenOrRefusedWithTheReason() {
    let session = defended.session
    var pane = DefencePane()
    for key in [Key.down, .down, .down, .enter, .character("7"), .enter] {
      guard case .redraw = pane.handle(key, seeing: session) else {
        Issue.record("\(key) did something")
        return
      }
    }
    #expect(text(pane, session).contains { $0.contains("share: found 7") })
    for key in [Key.control("u")] + "0.03".map({ Key.character($0) }) {
      _ = pane.handle(key, seeing: session)
    }
    #expect(
      change(pane.handle(.enter, seeing: session))
        == .set("noise", parameter: "share", text: "0.03"))
  }

  @Test func whatDoesNothingForTheMethodIsDimWithTheReason() throws {
    var state = state
    _ = reduce(&state, .sampling(.set(.method, text: "rose")))
    _ = reduce(&state, .sampling(.defence(.toggle("triangle"))))
    let canvas = drawn(DefencePane(), state.session, 118, 24)
    let row = try #require(canvas.text.firstIndex { $0.contains("Random neighbor") })
    #expect(canvas.text[row].contains("! changes how rows are drawn on lines, and ROSE draws none"))
    #expect(canvas.roleText[row].allSatisfy { $0 == "d" || $0 == "." })
    #expect(state.session.warnings(beside: .defences).count == 1)
  }

  @Test func anEarlierDefenceThatALaterOneReplacesIsNamed() {
    var state = state
    for name in ["random-neighbor", "step-per-feature", "random-k"] {
      _ = reduce(&state, .sampling(.defence(.toggle(name))))
    }
    #expect(
      state.session.warnings(beside: .defences)
        == ["Random neighbor does not work: a later one takes its place"])
  }

  @Test func asciiHasOnlyASCII() {
    var pane = DefencePane()
    for _ in 0..<16 {
      let canvas = drawn(pane, defended.session, 78, 11, glyphs: .ascii)
      #expect(canvas.text.joined().allSatisfy { $0.isASCII })
      _ = pane.handle(.down, seeing: defended.session)
    }
  }

  @Test func noSizeTraps() {
    var typing = DefencePane()
    let session = defended.session
    for key in [Key.down, .down, .down, .enter] { _ = typing.handle(key, seeing: session) }
    for pane in [DefencePane(), typing] {
      #expect(survivesEverySize(pane, session))
      #expect(survivesEverySize(pane, Session()))
    }
  }
}
