import Attacks
import Experiments
import Jobs
import Numeric
import Oversampling
import Parameters
import Tabular
import TestSupport
import Testing

@Suite struct MembershipGameTests {
  private let data: PreparedData
  private let publication: Publication
  private let members = RandomRows.normal(40, 4, seed: 1)
  private let holdout = RandomRows.normal(30, 4, seed: 2)

  init() throws {
    // The first record stands twice in the training rows.
    data = try TinyFeatures.data(
      minority: members.stacked(on: members.rows([0])),
      majority: RandomRows.normal(150, 4, seed: 3), grow: "rare")
    var plan = ExperimentPlan()
    plan.goal = .ratio(5)
    publication = try Publication.make(plan, from: data, in: .unattended(threads: 2))
  }

  private func play(
    _ type: any MembershipAttack.Type, holdout: Matrix, seed: UInt32 = 0, threads: Int = 2
  ) throws -> MembershipReport {
    try MembershipGame(publication, data, holdout: holdout, seed: seed)
      .play(Selection(type), in: .unattended(threads: threads))
  }

  @Test func withoutAHoldoutItIsRefused() {
    let error = #expect(throws: MembershipGameError.self) {
      _ = try MembershipGame(publication, data, holdout: holdout.rows([]))
    }
    #expect(error == .noHoldout(className: "rare"))
    #expect(error?.description.contains("keep a holdout") == true)
  }

  @Test func aHoldoutOfTrainingRecordsIsRefused() {
    #expect(throws: MembershipGameError.tooFewPeople(members: 30, others: 0, className: "rare")) {
      _ = try MembershipGame(publication, data, holdout: members.rows(Array(0..<10)))
    }
  }

  @Test func membersAreTheDifferentRecordsAndOthersTheHoldout() throws {
    let report = try play(DistanceMembership.self, holdout: holdout)
    #expect(report.score.ranking.positives == 40)
    #expect(report.score.ranking.negatives == 30)
    #expect(report.candidates.count == 70 && report.scores.count == 70)
    #expect(report.candidates[0].truth == .member(sourceRow: 150))
    #expect(report.candidates[40].truth == .other(holdoutRow: 0))
    #expect(report.remarks.isEmpty)
  }

  @Test func recordsInBothPartsAreLeftOutOfBoth() throws {
    let report = try play(
      DistanceMembership.self, holdout: holdout.stacked(on: members.rows([3, 3, 5])))
    #expect(report.score.ranking.positives == 38)
    #expect(report.score.ranking.negatives == 30)
    #expect(report.remarks.first?.hasPrefix("2 records are in the training rows") == true)
  }

  @Test func halfOfTheHoldoutIsTheReferenceWhereOneIsNeeded() throws {
    let report = try play(PlagiarismMembership.self, holdout: holdout)
    #expect(report.score.ranking.negatives == 15)
    #expect(report.remarks.first?.hasPrefix("15 of 30 people") == true)
    #expect(report.remarks.last == PlagiarismMembership.cannotSee)
    let other = try play(PlagiarismMembership.self, holdout: holdout, seed: 1)
    #expect(other.candidates != report.candidates)
  }

  /// Rows of the holdout do not decide how anything is scaled.
  @Test func theScaleIsThatOfTheTrainingRows() throws {
    var wide = holdout
    wide[0, 0] = 1e6
    let plain = try play(DistanceMembership.self, holdout: holdout)
    let stretched = try play(DistanceMembership.self, holdout: wide)
    #expect(plain.scores.prefix(40) == stretched.scores.prefix(40))
    #expect(stretched.scores[40] < -1e4)
    #expect(plain.scores.suffix(29) == stretched.scores.suffix(29))
  }

  @Test func unitsOfTheColumnsDoNotMatter() throws {
    var scaled = members.stacked(on: members.rows([0]))
    for row in 0..<scaled.rows { scaled[row, 2] *= 1024 }
    var others = RandomRows.normal(150, 4, seed: 3)
    for row in 0..<others.rows { others[row, 2] *= 1024 }
    var held = holdout
    for row in 0..<held.rows { held[row, 2] *= 1024 }
    let far = try TinyFeatures.data(minority: scaled, majority: others, grow: "rare")
    // The same release in other units.
    let view = try Publication.make(ExperimentPlan(), from: far, in: .unattended())
    let report = try MembershipGame(view, far, holdout: held)
      .play(Selection(DistanceMembership.self), in: .unattended())
    #expect(report.scores.allSatisfy { $0 <= 0 && $0 > -10 })
  }

  @Test func theMostExposedAreMembersWithTheHighestScores() throws {
    let report = try play(OnSegmentMembership.self, holdout: holdout)
    let exposed = report.mostExposed(5)
    #expect(exposed.count == 5)
    #expect(exposed.allSatisfy { report.candidates[$0].isMember })
    let scores = exposed.map { report.scores[$0] }
    #expect(scores == scores.sorted(by: >))
    #expect(scores[0] == report.scores.prefix(40).max())
    #expect(report.mostExposed(1000).count == 40)
  }

  @Test func anUnknownAttackIsNamed() throws {
    let game = try MembershipGame(publication, data, holdout: holdout)
    let error = #expect(throws: PlanError.self) {
      _ = try game.play(
        Selection(name: "mia-nothing", values: ParameterValues([])), in: .unattended())
    }
    #expect(error?.description.contains("mia-on-segment") == true)
  }

  @Test(arguments: MembershipCatalog.all.filter { !$0.needs.contains(.generator) })
  func threadsDoNotChangeTheReport(_ type: any MembershipAttack.Type) throws {
    let one = try play(type, holdout: holdout, threads: 1)
    let many = try play(type, holdout: holdout, threads: 5)
    #expect(one.scores == many.scores && one.score == many.score)
  }
}

private let folder = Fixture.sharedFolder(#filePath)

/// The benchmark datasets, read from beside the project; skipped where they are not.
@Suite(.enabled(if: folder != nil, "there is no folder ../shared/datasets"))
struct MembershipDatasetTests {
  /// A third of the people is kept apart; the release is made of the others.
  @Test(arguments: ["ecoli", "yeast_me2", "solar_flare_m0", "car_eval_4"])
  func segmentsGiveMembersAwayWhereReconSMOTESucceeds(name: String) throws {
    let report = try MembershipDataset(name, folder: #require(folder)).report(
      OnSegmentMembership.self)
    #expect(report.score.ranking.auc >= 0.95)
  }

  /// A release that is the members' records, once each and many times. Attacks that are not maximal
  /// then have to say so, and where.
  @Test(arguments: [
    ("ecoli", 1), ("ecoli", 27), ("yeast_me2", 1), ("yeast_me2", 27), ("solar_flare_m0", 1),
    ("solar_flare_m0", 27), ("car_eval_34", 1), ("abalone", 1), ("mammography", 1),
  ])
  func copiesGiveEverybodyAwayOrItIsSaid(name: String, times: Int) throws {
    let dataset = try MembershipDataset(name, folder: #require(folder))
    let maximal = [MonteCarloMembership.name]
    for type in MembershipCatalog.all {
      let score = try #require(try dataset.copies(times, type))
      guard type.cannotSee == nil || maximal.contains(type.name) else { continue }
      #expect(score.ranking.auc == 1, "\(type.name)")
      #expect(score.advantage == 1)
    }
  }

  /// What is said to escape an attack does.
  @Test func whatIsSaidToEscapeDoes() throws {
    let dataset = try MembershipDataset("ecoli", folder: #require(folder))
    let told = MembershipCatalog.all.filter {
      $0.cannotSee != nil && $0.name != MonteCarloMembership.name
    }
    #expect(
      told.map { $0.name } == [
        "mia-dpi", "mia-density-ratio", "mia-classifier", "mia-likelihood-gain",
      ])
    for type in told {
      #expect(try #require(try dataset.copies(27, type)).ranking.auc < 1, "\(type.name)")
      #expect(type.cannotSee?.hasPrefix("It does not") == true)
    }
  }
}
