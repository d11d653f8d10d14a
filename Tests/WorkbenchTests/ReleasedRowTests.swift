import Attacks
import Experiments
import Jobs
import Numeric
import Oversampling
import Parameters
import Terminal
import TestSupport
import Testing
import Workbench

/// Releases whose rows are not where, or what, they were when they were made.
@MainActor struct ReleasedRowTests {
  /// A run on data with a category after these keys.
  private func session(after keys: String) -> Session {
    let trial = WorkbenchTrial("(jobs) (jobs) (jobs) \(keys) (300) (jobs) (jobs) (jobs)") { _, _ in
      try TinyDatasets.openWard()
    }
    _ = trial.loop.run(opening: "ward.csv")
    return trial.session
  }

  private static func words(_ line: String) -> [String] {
    line.split(separator: " ").map(String.init)
  }

  private func words(of canvas: Canvas) -> String {
    canvas.text.flatMap(Self.words).joined(separator: " ")
  }

  @Test func realRowsAreMaskedWhereverTheyAreAndWhateverWasDoneToThem() throws {
    // The second and, below the settings of that, the fourth defence.
    let session = session(after: "D j <space> j j j j <space> <esc>")
    #expect(session.plan.defences.map(\.name) == ["noise", "shuffle"])
    #expect(session.run == .finished)
    let view = try #require(session.picture.publication).view(.augmented)
    let real = view.origins.indices.filter { view.origins[$0].isReal }
    #expect(real.count == 12)
    #expect(real != Array(0..<12))
    for row in view.origins.indices {
      #expect(
        session.picture.isRealRecord(row: row, of: .augmented) == view.origins[row].isReal)
      #expect(session.picture.values(ofRow: row, of: .augmented) == view.release.minority.row(row))
    }
    #expect(session.picture.values(ofRow: view.origins.count, of: .augmented) == nil)
    #expect(session.picture.isRealRecord(row: view.origins.count, of: .augmented))
  }

  @Test func noMaskedValueIsShownOfAShuffledRelease() throws {
    let fixture = try PaneFixture(defences: ["shuffle"])
    let origins = try #require(fixture.session.picture.publication).view(.augmented).origins
    #expect(origins.prefix(12).contains { !$0.isReal })
    for (number, attack) in fixture.session.picture.attacks.enumerated() {
      for claim in attack.claims.indices {
        let session = fixture.with {
          $0.selectedAttack = number
          $0.selectedClaim = claim
        }
        let words = Set(drawn(EvidencePane(), session, 200, 80).text.flatMap(Self.words))
        #expect(words.isDisjoint(with: fixture.realValueTexts))
      }
    }
  }

  @Test func attacksOnNumbersAloneAreShownWithTheColumnsTheyUse() throws {
    let session = session(after: "M / smote-nc <enter> <enter>")
    #expect(session.plan.method == "smote-nc")
    #expect(session.picture.publication?.columnNames == ["age", "bmi", "crp", "ldh"])
    #expect(session.preparedPicture?.data.columnNames.count == 7)
    let claims = session.picture.attacks.flatMap(\.claims)
    try #require(!claims.isEmpty)
    for (number, attack) in session.picture.attacks.enumerated() where !attack.claims.isEmpty {
      var looking = session
      looking.selectedAttack = number
      let shown = words(of: drawn(EvidencePane(), looking, 90, 80))
      #expect(shown.contains("ldh"))
      #expect(!shown.contains("ward"))
      #expect(shown.contains("Of their columns it used the 4 of numbers."))
      // A claim that is a real record has its place in the plane all the same.
      let matched = attack.claims.contains { $0.record != nil }
      let marks = drawn(ProjectionPane(), looking, 84, 26).cells.count { $0.role == .plotMatched }
      #expect(matched == (marks > 0))
    }
  }

  @Test func onlySyntheticRowsOfTheMinorityAreDrawn() throws {
    let session = session(after: "j j j <enter> case=30,control=60 <enter>")
    #expect(session.plan.goal == .counts(["case": 30, "control": 60]))
    #expect(session.picture.syntheticPlaces.count == 2 * (18 + 20))
    #expect(session.picture.minoritySyntheticPlaces.count == 2 * 18)
    let line = StatusLine(session)
    var canvas = Canvas(Size(width: 80, height: 1))
    line.draw(into: &canvas, area: canvas.bounds, over: canvas.bounds)
    #expect(canvas.text[0].contains("38 synthetic rows, 18 of class case, attacked"))
  }

  @Test func rowsKeptApartAreNotInThePicture() throws {
    let downs = String(repeating: "j ", count: 9)
    let session = session(after: "\(downs) <enter> 0.5 <enter>")
    #expect(session.preparation.holdout == 0.5)
    let prepared = try #require(session.preparedPicture)
    #expect(prepared.data.preparation == session.wantedPreparation)
    #expect(prepared.minorityPlaces.count == 2 * 6)
    #expect(prepared.otherPlaces.count == 2 * 20)
    #expect(session.run == .finished)
  }
}
