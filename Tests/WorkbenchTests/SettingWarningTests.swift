import Experiments
import Oversampling
import Tabular
import Terminal
import TestSupport
import Testing
import Workbench

/// Warnings beside the setting that causes them.
@MainActor struct SettingWarningTests {
  /// A finished run with warnings of every cause.
  private var state: WorkbenchState {
    var state = WorkbenchTrial.finished()
    state.session.picture.warnings = [
      RunWarning(.method, "12 of 28 synthetic rows have a real row of another class nearest"),
      RunWarning(.parameter("k"), "as many neighbors as rows"),
      RunWarning(.parameter("m"), "no row is in danger"),
      RunWarning(.goal, "28 rows were requested, 30 were made; exact cuts down"),
      RunWarning(.defence("round"), "rounding changes nothing here"),
    ]
    return state
  }

  private func screen(_ state: WorkbenchState, _ width: Int = 80, _ height: Int = 24) -> Canvas {
    frame(state, size: Size(width: width, height: height), glyphs: .braille).canvas
  }

  /// All that stands on a screen in the columns `area`, without runs of blanks.
  private func words(_ canvas: Canvas, in columns: Range<Int>) -> String {
    canvas.text.map { row in String(row.dropFirst(columns.lowerBound).prefix(columns.count)) }
      .joined(separator: " ").split(separator: " ").joined(separator: " ")
  }

  @Test func eachStandsBesideItsSetting() {
    let session = state.session
    #expect(session.warnings(beside: .parameter("k")) == ["as many neighbors as rows"])
    #expect(session.warnings(beside: .goal).count == 1)
    #expect(session.warnings(beside: .defences) == ["rounding changes nothing here"])
    // SMOTE has no m: what is said of it is a matter of the method.
    #expect(session.warnings(beside: .method).contains("no row is in danger"))
    #expect(session.warnings(beside: .seed).isEmpty)
  }

  @Test(arguments: [Size(width: 80, height: 24), Size(width: 120, height: 40)])
  func settingsWithWarningsLookAsRecorded(_ size: Size) {
    var state = state
    _ = reduce(&state, .layout(.focus(1)))
    let canvas = screen(state, size.width, size.height)
    #expect(expectGolden(canvas, named: "warned-\(size.width)x\(size.height)") == .matching)
  }

  @Test(arguments: [Size(width: 80, height: 24), Size(width: 120, height: 40)])
  func theViewOfAllWarningsLooksAsRecorded(_ size: Size) {
    var state = state
    _ = reduce(&state, .layout(.show(.warnings)))
    let canvas = screen(state, size.width, size.height)
    #expect(expectGolden(canvas, named: "warnings-\(size.width)x\(size.height)") == .matching)
  }

  @Test func aSignMarksTheSetting() {
    let rows = drawn(SettingsPane(), state.session, 40, 20).text
    #expect(rows.contains { $0.hasPrefix(" !k ") })
    #expect(rows.contains { $0.hasPrefix(" !defences") })
    #expect(rows.contains { $0.hasPrefix("  seed") })
  }

  @Test func theWarningOfTheSelectedSettingIsReadInFullAtTheLeastSize() {
    var state = state
    for warning in state.session.picture.warnings.dropFirst(1) {
      var pane = SettingsPane()
      let fields = state.session.settingFields
      let field = fields.first { state.session.warnings(beside: $0).contains(warning.text) }
      for _ in 0..<(field.flatMap { fields.firstIndex(of: $0) } ?? 0) {
        _ = pane.handle(.down, seeing: state.session)
      }
      state.panes[1] = pane
      #expect(words(screen(state), in: 1..<25).contains(warning.text), "\(warning.text)")
    }
  }

  @Test func everyWarningIsReadInFullInTheViewOfAll() {
    let session = state.session
    let text = words(drawn(WarningPane(), session, 76, 17), in: 0..<76)
    for warning in session.warnings { #expect(text.contains(warning.text), "\(warning.text)") }
  }

  @Test func theViewScrollsToItsEnd() {
    var session = state.session
    session.picture.warnings += (1...30).map { RunWarning(.method, "number \($0).") }
    var pane = WarningPane()
    #expect(!words(drawn(pane, session, 76, 17), in: 0..<76).contains("rounding changes"))
    pane.place(in: Rect(x: 0, y: 0, width: 76, height: 17))
    _ = pane.handle(.character("G"), seeing: session)
    #expect(words(drawn(pane, session, 76, 17), in: 0..<76).contains("rounding changes"))
  }

  @Test func rowsOnTheOtherSideAreNamedFirstOnesAndHowManyMore() throws {
    let trial = WorkbenchTrial(
      "(jobs) (jobs) (jobs) M / rose <enter> <enter> j <enter> 9 <enter> (300) (jobs)")
    _ = trial.loop.run(opening: "clinic.csv")
    let session = trial.session
    let findings = try #require(session.picture.findings)
    try #require(findings.onOtherSide.count > 2)
    let line = try #require(session.warnedRows(limit: 2).last)
    let first = findings.onOtherSide.prefix(2).map { "\($0 + 1)" }.joined(separator: ", ")
    #expect(
      line
        == "another class nearest: synthetic rows \(first) and "
        + "\(findings.onOtherSide.count - 2) more")
  }

  @Test func missingValuesAreSaidBesideWhatFillsThem() throws {
    let trial = WorkbenchTrial("(jobs) (jobs) (jobs)") { _, _ in
      try TinyDatasets.openWard(missing: 3)
    }
    _ = trial.loop.run(opening: "ward.csv")
    let text = "6 cells of 'bmi', 'crp' are missing: choose what impute puts in their place"
    #expect(trial.session.warnings(beside: .impute) == [text])
    guard case .failed(let message) = trial.session.run else {
      Issue.record("made something of missing values")
      return
    }
    #expect(message.contains("bmi") && message.contains("crp"))
    #expect(message.hasSuffix("; the setting impute does that"))
    var state = trial.loop.state
    _ = reduce(&state, .sampling(.step(.impute, 1)))
    #expect(state.session.warnings(beside: .impute).isEmpty)
    let effects = reduce(&state, .sampling(.settled(change: state.session.changeCount)))
    guard case .prepare(_, _, let preparation)? = effects.last else {
      Issue.record("nothing is prepared anew")
      return
    }
    #expect(preparation.imputation == .median)
  }

  @Test func asciiHasOnlyASCII() {
    for pane in [WarningPane(), SettingsPane()] as [any Pane] {
      let canvas = drawn(pane, state.session, 76, 18, glyphs: .ascii)
      #expect(canvas.text.joined().allSatisfy { $0.isASCII })
    }
  }

  @Test func noSizeTraps() {
    #expect(survivesEverySize(WarningPane(), state.session))
    #expect(survivesEverySize(SettingsPane(), state.session))
    #expect(survivesEverySize(WarningPane(), Session()))
  }
}
