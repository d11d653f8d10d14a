import Attacks
import Experiments
import Jobs
import Oversampling
import Parameters
import Terminal
import TestSupport
import Testing
import Workbench

/// Decisions: an action in, the state and the effects out.
@MainActor struct ReducerTests {
  /// A finished run on the tiny dataset.
  private let state = WorkbenchTrial.finished()

  @Test func rowsInTheMakingLeaveThePictureBefore() throws {
    var state = state
    let before = state.session.picture.attacks.count
    _ = reduce(&state, .sampling(.runNow))
    let job = try #require(state.session.activeRun)
    var picture = RunPicture()
    picture.making = Fraction(0.5)
    _ = reduce(&state, .attack(.event(job, .updated(picture))))
    #expect(state.session.making == Fraction(0.5))
    #expect(state.session.picture.attacks.count == before)
    picture.making = nil
    _ = reduce(&state, .attack(.event(job, .updated(picture))))
    #expect(state.session.making == nil)
  }

  @Test func anotherMethodHasItsOwnDefaultsAndKeepsWhatWasChosen() {
    var state = state
    _ = reduce(&state, .sampling(.set(.method, text: KMeansSMOTE.name)))
    #expect(state.session.plan.parameters.integer("k") == 2)
    _ = reduce(&state, .sampling(.set(.method, text: SMOTE.name)))
    #expect(state.session.plan.parameters.integer("k") == 5)
    _ = reduce(&state, .sampling(.step(.parameter("k"), 2)))
    _ = reduce(&state, .sampling(.set(.method, text: ADASYN.name)))
    #expect(state.session.plan.parameters.integer("k") == 7)
  }

  @Test func openingAFileLoadsIt() {
    var state = WorkbenchTrial.state()
    let effects = reduce(&state, .dataset(.open(path: "clinic.csv")))
    #expect(effects == [.load(JobID(1), path: "clinic.csv")])
    #expect(state.session.opening?.path == "clinic.csv")
  }

  @Test func aFileThatCannotBeReadLeavesTheOpenOne() {
    var state = state
    _ = reduce(&state, .dataset(.open(path: "other.csv")))
    let job = JobID(state.session.nextJob - 1)
    _ = reduce(&state, .dataset(.loading(job, .failed("line 3: 8 fields"))))
    #expect(state.session.openDataset?.name == "clinic.csv")
    #expect(state.session.notice == Notice(.error, "line 3: 8 fields"))
  }

  @Test func anotherFileStartsAllOver() throws {
    var state = state
    _ = reduce(&state, .dataset(.open(path: "other.csv")))
    let job = JobID(state.session.nextJob - 1)
    let dataset = try TinyDatasets.openClinic(warnings: ["one", "two"])
    let effects = reduce(&state, .dataset(.loading(job, .finished(dataset))))
    #expect(
      effects == [.prepare(JobID(job.number + 1), path: "clinic.csv", Preparation())])
    #expect(!state.session.hasPicture)
    #expect(state.session.notice?.text == "one (and 1 more, see Dataset)")
  }

  @Test func newsOfAnOlderFileIsDropped() throws {
    var state = WorkbenchTrial.state()
    _ = reduce(&state, .dataset(.open(path: "one.csv")))
    let effects = reduce(&state, .dataset(.open(path: "two.csv")))
    #expect(effects == [.cancel(JobID(1)), .load(JobID(2), path: "two.csv")])
    let dataset = try TinyDatasets.openClinic()
    #expect(reduce(&state, .dataset(.loading(JobID(1), .finished(dataset)))).isEmpty)
    #expect(state.session.openDataset == nil)
  }

  @Test func twentyChangesStartOneRun() {
    var state = state
    var effects: [Effect] = []
    for number in 0..<20 {
      let amount = number.isMultiple(of: 2) ? 1 : -1
      effects += reduce(&state, .sampling(.step(.parameter("k"), amount)))
    }
    let changes = effects.compactMap { effect in
      if case .settle(let change, _) = effect { change } else { nil }
    }
    #expect(changes.count == 20)
    let runs = changes.flatMap { reduce(&state, .sampling(.settled(change: $0))) }
    #expect(runs == [.run(JobID(state.session.nextJob - 1), state.session.plan)])
  }

  @Test func aChangeCancelsTheRunOnlyWhenItSettles() {
    var state = state
    let first = reduce(&state, .sampling(.runNow))
    let old = JobID(state.session.nextJob - 1)
    #expect(first == [.run(old, state.session.plan)])
    let change = reduce(&state, .sampling(.step(.parameter("k"), 1)))
    #expect(change == [.settle(change: state.session.changeCount, milliseconds: 250)])
    let settled = reduce(&state, .sampling(.settled(change: state.session.changeCount)))
    let new = JobID(old.number + 1)
    #expect(settled == [.cancel(old), .run(new, state.session.plan)])
  }

  @Test func newsOfAnOlderRunIsDropped() {
    var state = state
    _ = reduce(&state, .sampling(.runNow))
    let old = JobID(state.session.nextJob - 1)
    _ = reduce(&state, .sampling(.runNow))
    let picture = state.session.picture
    _ = reduce(&state, .attack(.event(old, .finished(RunPicture()))))
    #expect(state.session.picture.attacks.count == picture.attacks.count)
    #expect(state.session.run == .running(JobID(old.number + 1)))
  }

  @Test func cancelKeepsWhatWasFoundAndSaysStopped() {
    var state = state
    _ = reduce(&state, .sampling(.runNow))
    let job = JobID(state.session.nextJob - 1)
    var partial = state.session.picture
    partial.attacks[1].state = .running
    _ = reduce(&state, .attack(.event(job, .updated(partial))))
    #expect(reduce(&state, .attack(.cancel)) == [.cancel(job)])
    #expect(state.session.run == .stopped)
    #expect(state.session.picture.attacks.map(\.state) == [.done, .stopped])
    let claims = partial.attacks[1].claims
    #expect(state.session.picture.attacks[1].claims == claims)
    // What the job still says does not change that.
    _ = reduce(&state, .attack(.event(job, .finished(RunPicture()))))
    #expect(state.session.run == .stopped)
    #expect(state.session.picture.attacks.count == 2)
  }

  @Test func cancelWithoutARunSaysSo() {
    var state = state
    #expect(reduce(&state, .attack(.cancel)).isEmpty)
    #expect(state.session.notice?.text == "nothing is running; q quits")
  }

  @Test func cancelStopsARunThatIsAboutToStart() {
    var state = state
    _ = reduce(&state, .sampling(.step(.parameter("k"), 1)))
    let change = state.session.changeCount
    _ = reduce(&state, .attack(.cancel))
    #expect(reduce(&state, .sampling(.settled(change: change))).isEmpty)
    #expect(state.session.run == .stopped)
  }

  @Test func withoutAutoRunAChangeOnlyMakesThePictureStale() {
    var state = state
    #expect(reduce(&state, .sampling(.step(.runsByItself, 1))).isEmpty)
    #expect(reduce(&state, .sampling(.step(.parameter("k"), 1))).isEmpty)
    #expect(state.session.isStale)
    #expect(reduce(&state, .sampling(.step(.parameter("k"), -1))).isEmpty)
    #expect(!state.session.isStale)
  }

  @Test func anotherScalePreparesTheDataBeforeTheRun() {
    var state = state
    _ = reduce(&state, .sampling(.step(.scale, 1)))
    let effects = reduce(&state, .sampling(.settled(change: state.session.changeCount)))
    let job = JobID(state.session.nextJob - 1)
    #expect(
      effects == [.prepare(job, path: "clinic.csv", Preparation(scaling: .minmax))])
    #expect(state.session.run == .settling)
  }

  @Test(arguments: [SettingField.impute, .holdout, .test, .scale])
  func whatBelongsToThePreparationPreparesAnew(_ field: SettingField) {
    var state = state
    _ = reduce(&state, .sampling(.step(field, 1)))
    #expect(state.session.isStale && state.session.isChanged(field))
    let effects = reduce(&state, .sampling(.settled(change: state.session.changeCount)))
    let job = JobID(state.session.nextJob - 1)
    #expect(
      effects == [.prepare(job, path: "clinic.csv", state.session.wantedPreparation)])
    _ = reduce(&state, .sampling(.reset(field)))
    #expect(state.session.wantedPreparation == Preparation())
  }

  @Test func theSeedDecidesWhatIsKeptApartOnlyIfAnythingIs() {
    var state = state
    _ = reduce(&state, .sampling(.set(.seed, text: "9")))
    #expect(state.session.wantedPreparation == Preparation())
    _ = reduce(&state, .sampling(.set(.holdout, text: "0.25")))
    #expect(state.session.wantedPreparation.splitSeed == 9)
    _ = reduce(&state, .sampling(.set(.holdout, text: "0.95")))
    #expect(state.session.notice == Notice(.error, "holdout: found '0.95', expected 0 to 0.9"))
  }

  @Test func nothingIsMadeOfATestPart() throws {
    var state = WorkbenchTrial.state()
    _ = reduce(&state, .dataset(.open(path: "ward.csv")))
    let dataset = try TinyDatasets.openWard(isTestPart: true)
    let effects = reduce(&state, .dataset(.loading(JobID(1), .finished(dataset))))
    #expect(effects == [.prepare(JobID(2), path: "ward.csv", Preparation())])
    let prepared = try PreparedData(dataset.dataset)
    let picture = PreparedPicture(
      data: prepared, map: try PaneFixture.map(of: prepared), minorityPlaces: [], otherPlaces: [])
    let advising = reduce(&state, .dataset(.preparing(JobID(2), .finished(picture))))
    #expect(advising == [.advise(JobID(3))])
    #expect(reduce(&state, .sampling(.runNow)).isEmpty)
    #expect(state.session.notice?.text.hasPrefix("ward.csv was kept apart, and") == true)
    #expect(reduce(&state, .sampling(.step(.parameter("k"), 1))).isEmpty)
    #expect(state.session.run == .idle)
  }

  @Test func adviceAboutOlderDataIsDropped() {
    var state = state
    let advice = [MethodAdvice(method: "rose", reason: "the class has 9 rows")]
    _ = reduce(&state, .dataset(.advising(JobID(999), .finished(advice))))
    #expect(state.session.advice != advice)
  }

  @Test func anAdviserThatWasStoppedIsAskedAgainWhenTheMenuOpens() {
    var state = state
    state.session.advice = []
    let effects = reduce(&state, .layout(.show(.methods)))
    let job = JobID(state.session.nextJob - 1)
    #expect(effects == [.advise(job)])
    #expect(reduce(&state, .attack(.cancel)) == [.cancel(job)])
    _ = reduce(&state, .dataset(.advising(job, .cancelled)))
    #expect(reduce(&state, .layout(.show(.methods))) == [.advise(JobID(job.number + 1))])
    let advice = [MethodAdvice(method: "rose", reason: "the class has 9 rows")]
    _ = reduce(&state, .dataset(.advising(JobID(job.number + 1), .finished(advice))))
    #expect(state.session.advice == advice)
    #expect(reduce(&state, .layout(.show(.methods))).isEmpty)
  }

  @Test(arguments: [
    ("minority", BalanceGoal.word(.minority)), ("not majority", .word(.notMajority)),
    ("all", .word(.all)), ("0.5", .strategy(0.5)),
    ("case=20,control=50", .counts(["case": 20, "control": 50])),
  ])
  func aStrategyMayBeANumberAWordOrCounts(_ text: String, _ goal: BalanceGoal) {
    var state = state
    _ = reduce(&state, .sampling(.set(.goal, text: text)))
    #expect(state.session.plan.goal == goal, "\(state.session.notice?.text ?? "")")
    #expect(state.session.settingRow(.goal).value == text)
    #expect(!state.session.plan.goal.isRatio)
  }

  @Test(arguments: [
    ("most", "strategy: found 'most', expected a number"),
    ("ghost=50", "strategy: there is no class 'ghost'"),
    ("case=5", "strategy: found 5 rows for class 'case', expected at least the 12"),
    ("0.1", "strategy 0.1 asks for no new rows"),
  ])
  func aStrategyThatMakesNoSenseIsRefusedWithTheReason(_ text: String, _ reason: String) {
    var state = state
    _ = reduce(&state, .sampling(.set(.goal, text: text)))
    #expect(state.session.plan.goal == .strategy(1))
    #expect(state.session.notice?.text.hasPrefix(reason) == true)
  }

  @Test func wordsAreTurnedAndCountsAreTyped() {
    var state = state
    _ = reduce(&state, .sampling(.set(.goal, text: "auto")))
    _ = reduce(&state, .sampling(.step(.goal, 1)))
    #expect(state.session.plan.goal == .word(.minority))
    #expect(state.session.effectiveRatio != nil)
    _ = reduce(&state, .sampling(.set(.goal, text: "case=24")))
    _ = reduce(&state, .sampling(.step(.goal, 1)))
    #expect(state.session.notice?.text == "counts are typed: Enter opens the field")
    #expect(state.session.effectiveRatio == 1)
    _ = reduce(&state, .sampling(.step(.goalKind, 1)))
    #expect(state.session.plan.goal == .ratio(1))
  }

  @Test func everySettingCanBeTurnedAndPutBack() {
    var state = state
    let fresh = state.session.plan
    for field in state.session.settingFields where field.menu == nil {
      let before = state.session.settingRow(field).value
      // What is at its end can still go the other way.
      _ = reduce(&state, .sampling(.step(field, 1)))
      if state.session.settingRow(field).value == before {
        _ = reduce(&state, .sampling(.step(field, -1)))
      }
      #expect(state.session.settingRow(field).value != before, "\(field)")
      _ = reduce(&state, .sampling(.reset(field)))
    }
    #expect(state.session.plan == fresh)
    #expect(state.session.preparation == Preparation())
  }

  @Test func kStopsAtTheSizeOfTheClass() {
    var state = state
    _ = reduce(&state, .sampling(.step(.parameter("k"), 100)))
    #expect(state.session.plan.parameters.integer("k") == 11)
    _ = reduce(&state, .sampling(.step(.parameter("k"), 1)))
    #expect(state.session.notice?.text == "k is at most 11: the class has 12 rows")
    _ = reduce(&state, .sampling(.set(.parameter("k"), text: "12")))
    #expect(state.session.notice == Notice(.error, "k: found 12, expected 1 to 11"))
    #expect(state.session.plan.parameters.integer("k") == 11)
  }

  @Test func theOtherKindOfAmountAsksForTheSameRows() {
    var state = state
    _ = reduce(&state, .sampling(.step(.goalKind, 1)))
    #expect(state.session.plan.goal == .ratio(2.33))
    _ = reduce(&state, .sampling(.step(.goalKind, 1)))
    #expect(state.session.plan.goal == .strategy(1))
  }

  @Test func anAmountMovesByTwentieths() {
    var state = state
    _ = reduce(&state, .sampling(.step(.goal, -1)))
    #expect(state.session.plan.goal == .strategy(0.95))
    _ = reduce(&state, .sampling(.set(.goal, text: "0.52")))
    _ = reduce(&state, .sampling(.step(.goal, 1)))
    #expect(state.session.plan.goal == .strategy(0.55))
    _ = reduce(&state, .sampling(.reset(.goal)))
    #expect(state.session.plan.goal == .strategy(1))
  }

  @Test func revealingEndsWithTheClaim() {
    var state = state
    _ = reduce(&state, .attack(.select(attack: 0, claim: 3)))
    _ = reduce(&state, .attack(.toggleReveal))
    #expect(!state.session.isMasked(claim: 3))
    #expect(state.session.isMasked(claim: 2))
    _ = reduce(&state, .attack(.select(attack: 0, claim: 2)))
    #expect(state.session.isMasked(claim: 3))
  }

  @Test func revealingEndsWithTheAttack() {
    var state = state
    _ = reduce(&state, .attack(.toggleReveal))
    _ = reduce(&state, .attack(.select(attack: 1, claim: 0)))
    #expect(state.session.isMasked(claim: 0))
  }

  @Test func theSelectedClaimStaysTheSameWhenClaimsAreSorted() {
    var state = state
    _ = reduce(&state, .sampling(.runNow))
    let job = JobID(state.session.nextJob - 1)
    _ = reduce(&state, .attack(.select(attack: 0, claim: 2)))
    _ = reduce(&state, .attack(.toggleReveal))
    var picture = state.session.picture
    let selected = picture.attacks[0].claims[2].guess.claim
    picture.attacks[0].claims.reverse()
    _ = reduce(&state, .attack(.event(job, .updated(picture))))
    let session = state.session
    #expect(session.picture.attacks[0].claims[session.selectedClaim].guess.claim == selected)
    #expect(session.revealedClaim == session.selectedClaim)
    // A picture without that claim shows none of its values.
    picture.attacks[0].claims.removeAll { $0.guess.claim == selected }
    _ = reduce(&state, .attack(.event(job, .updated(picture))))
    #expect(state.session.revealedClaim == nil)
  }

  @Test func revealingEndsWithTheEvidence() {
    var state = state
    _ = reduce(&state, .layout(.show(.evidence)))
    _ = reduce(&state, .attack(.toggleReveal))
    _ = reduce(&state, .layout(.closeOverlay))
    #expect(state.session.isMasked(claim: 0))
  }

  @Test func aPublicDatasetHasNothingToReveal() {
    var state = WorkbenchTrial.finished(isPublic: true)
    #expect(!state.session.isMasked(claim: 0))
    _ = reduce(&state, .attack(.toggleReveal))
    #expect(state.session.revealedClaim == nil)
  }

  @Test func quitGoesBackBeforeItLeaves() {
    var state = state
    _ = reduce(&state, .layout(.zoom))
    _ = reduce(&state, .layout(.show(.help)))
    #expect(reduce(&state, .layout(.quit)).isEmpty)
    #expect(state.overlay == nil)
    #expect(reduce(&state, .layout(.quit)).isEmpty)
    #expect(!state.isZoomed)
    #expect(reduce(&state, .layout(.quit)) == [.quit])
  }

  @Test func quitAsksOnceWhileARunGoesOn() {
    var state = state
    _ = reduce(&state, .sampling(.runNow))
    #expect(reduce(&state, .layout(.quit)).isEmpty)
    #expect(state.session.notice?.text == "a run is going on: q again to quit")
    #expect(reduce(&state, .layout(.quit)) == [.quit])
  }

  @Test func openingAFileClosesTheChoice() {
    var state = state
    _ = reduce(&state, .layout(.show(.open)))
    _ = reduce(&state, .dataset(.open(path: "clinic.csv")))
    #expect(state.overlay == nil)
    #expect(state.overlayPane == nil)
  }

  @Test func theQuestionGoesWhenTheRunEnds() throws {
    var state = state
    _ = reduce(&state, .sampling(.runNow))
    let job = try #require(state.session.activeRun)
    _ = reduce(&state, .layout(.quit))
    _ = reduce(&state, .attack(.event(job, .updated(state.session.picture))))
    #expect(state.session.notice?.text == "a run is going on: q again to quit")
    _ = reduce(&state, .attack(.event(job, .finished(state.session.picture))))
    #expect(state.session.notice == nil)
  }

  @Test func theOpenOverlayAsksForItsFolder() {
    var state = state
    let effects = reduce(&state, .layout(.show(.open)))
    let job = JobID(state.session.nextJob - 1)
    #expect(effects == [.list(job, folder: ".")])
    #expect(state.overlay == .open)
  }

  @Test func focusGoesAround() {
    var state = state
    let start = state.focus
    for _ in 0..<4 { _ = reduce(&state, .layout(.focusNext)) }
    #expect(state.focus == start)
    _ = reduce(&state, .layout(.focus(0)))
    _ = reduce(&state, .layout(.focusPrevious))
    #expect(state.focus == 3)
    _ = reduce(&state, .layout(.focus(7)))
    #expect(state.focus == 3)
  }
}
