import Attacks
import Experiments
import Jobs
import Numeric
import Oversampling
import Parameters
import TestSupport
import Testing

@Suite struct PublicationTests {
  @Test func anAugmentedReleaseHoldsTheRealRowsFirst() throws {
    let minority = RandomRows.normal(30, 3)
    let publication = try AttackTrial(minority: minority, majorityCount: 100).publication()
    let release = publication.release(.augmented)
    #expect(release.minority.rows == 100)
    #expect(release.minority.rows(Array(0..<30)) == minority)
    #expect(release.others.rows == 100)
  }

  @Test func aSyntheticReleaseHoldsNothingElse() throws {
    let publication = try AttackTrial(minority: RandomRows.normal(30, 3), majorityCount: 100)
      .publication()
    let release = publication.release(.synthetic)
    #expect(release.minority == publication.synthetic.rows)
    #expect(release.others.rows == 0)
  }

  @Test func copiesCountAsOneRecord() throws {
    let once = RandomRows.normal(20, 3)
    let publication = try AttackTrial(minority: once.stacked(on: once), majorityCount: 200)
      .publication()
    #expect(publication.uniqueRecords == 20)
    #expect(
      publication.truth(.augmented).recordOfRow.prefix(40).map(Int.init)
        == Array(0..<20) + Array(0..<20))
  }

  @Test func touchedAreTheRecordsThatAreParents() throws {
    var trial = try AttackTrial(minority: RandomRows.normal(50, 3), majorityCount: 100)
    trial.goal = .ratio(0.1)
    let publication = try trial.publication()
    #expect(publication.synthetic.parents.count == 5)
    #expect(publication.truth(.synthetic).touched.count <= 10)
    #expect(publication.touched == Double(publication.truth(.synthetic).touched.count) / 50)
  }

  @Test func anAttackOnTheWrongReleaseIsRefused() throws {
    let publication = try AttackTrial(minority: RandomRows.normal(30, 3)).publication()
    let error = #expect(throws: PlanError.self) {
      _ = try ExperimentRunner.assess(
        Selection(ReconSMOTE.self), .augmented, on: publication, in: .unattended())
    }
    #expect(error?.description.contains("of kind synthetic, not augmented") == true)
  }

  @Test func theSamePlanGivesTheSameReport() throws {
    let trial = try AttackTrial(minority: RandomRows.normal(60, 5))
    for attack in AttackCatalog.all {
      let first = try trial.report(attack)
      let second = try trial.report(attack)
      #expect(first.claims == second.claims)
      #expect(first.score == second.score)
    }
  }

  @Test(arguments: [("smote2", "there is no method 'smote2'")])
  func anUnknownMethodIsNamed(name: String, message: String) throws {
    var plan = ExperimentPlan()
    plan.method = name
    let data = try Self.data()
    let error = #expect(throws: PlanError.self) {
      _ = try Publication.make(plan, from: data, in: .unattended())
    }
    #expect(error?.description.contains(message) == true)
  }

  private static func data() throws -> PreparedData {
    try TinyFeatures.data(minority: RandomRows.normal(10, 3), majority: RandomRows.normal(20, 3))
  }
}
