import Experiments
import Jobs
import Terminal
import TestSupport
import Testing
import Workbench

/// How much is kept apart as a holdout and as a test part.
@MainActor struct KeptPartTests {
  @Test func theTestPartStandsBesideTheHoldout() throws {
    let session = WorkbenchTrial.finished().session
    let fields = session.settingFields
    let place = try #require(fields.firstIndex(of: .holdout))
    #expect(fields[place + 1] == .test)
    let row = session.settingRow(.test)
    #expect(row.label == "test" && row.value == "0" && row.hint == "0..0.9")
    #expect(row.isAdjustable && row.isTyped)
  }

  @Test func bothShareWhatMayBeKeptApart() {
    var state = WorkbenchTrial.finished()
    _ = reduce(&state, .sampling(.set(.holdout, text: "0.3")))
    _ = reduce(&state, .sampling(.step(.test, 4)))
    #expect(state.session.preparation.test == 0.2)
    #expect(state.session.isChanged(.test) && state.session.isChanged(.holdout))
    #expect(state.session.settingRow(.test).hint == "0..0.6")
    #expect(state.session.settingRow(.holdout).hint == "0..0.7")
    _ = reduce(&state, .sampling(.set(.test, text: "0.7")))
    #expect(
      state.session.notice
        == Notice(
          .error,
          "test: found 0.7; test goes from 0 to 0.6 beside holdout 0.3: together at most 0.9"))
    #expect(state.session.preparation.test == 0.2)
    for _ in 0..<20 { _ = reduce(&state, .sampling(.step(.test, 1))) }
    #expect(state.session.preparation.test == 0.6)
    #expect(
      state.session.notice
        == Notice(.plain, "test goes from 0 to 0.6 beside holdout 0.3: together at most 0.9"))
    _ = reduce(&state, .sampling(.reset(.test)))
    #expect(state.session.preparation.test == 0)
    _ = reduce(&state, .sampling(.set(.test, text: "much")))
    #expect(state.session.notice == Notice(.error, "test: found 'much', expected 0 to 0.6"))
  }

  @Test func anotherTestPartPreparesAnew() {
    var state = WorkbenchTrial.finished()
    let effects = reduce(&state, .sampling(.set(.test, text: "0.25")))
    #expect(effects.count == 1 && state.session.isStale)
    #expect(state.session.wantedPreparation.test == 0.25)
    let settled = reduce(&state, .sampling(.settled(change: state.session.changeCount)))
    let job = JobID(state.session.nextJob - 1)
    #expect(settled == [.prepare(job, path: "clinic.csv", state.session.wantedPreparation)])
  }

  @Test func aPartThatIsTooSmallIsSaidBesideItsSetting() throws {
    let trial = WorkbenchTrial("(jobs) (jobs) (jobs)")
    _ = trial.loop.run(opening: "clinic.csv")
    var state = trial.loop.state
    #expect(state.session.warnings(beside: .test).isEmpty)
    var preparation = Preparation()
    preparation.holdout = 0.25
    preparation.test = 0.01
    let dataset = try TinyDatasets.openClinic(isPublic: false).dataset
    let data = try PreparedData(dataset, preparation)
    #expect(data.smallParts.map(\.rows) == [3, 0])
    #expect(data.smallParts.map(\.part) == [.holdout, .test])
    var named = Preparation()
    named.holdoutRows = [0]
    #expect(try PreparedData(dataset, named).smallParts.map(\.part) == [.holdout])
    let small = PreparedPicture(
      data: data, map: try PaneFixture.map(of: data), minorityPlaces: [], otherPlaces: [])
    state.session.prepared = .finished(small)
    let holdout = state.session.warnings(beside: .holdout).joined()
    #expect(holdout.contains("only 3 rows of class") && holdout.contains("too few to tell much"))
    #expect(state.session.warnings(beside: .test).joined().contains("no row of class"))
  }
}
