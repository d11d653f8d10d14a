import Attacks
import Experiments
import Jobs
import Numeric
import Oversampling
import Parameters
import TestSupport
import Testing

@Suite struct ShadowRunTests {
  private static func plan(_ training: Int, _ test: Int, targets: Int) -> ShadowPlan {
    var plan = ShadowPlan()
    plan.trainingRuns = training
    plan.testRuns = test
    plan.targets = targets
    return plan
  }

  private static func data() throws -> PreparedData {
    try TinyFeatures.data(
      minority: RandomRows.normal(14, 3, seed: 3), majority: RandomRows.normal(90, 3, seed: 4),
      scaling: .minmax)
  }

  private static func selection(_ attack: any ShadowAttack.Type) -> Selection {
    Selection(name: attack.name, values: ParameterValues(attack.parameters))
  }

  /// The shortcut for SMOTE and the program itself see the same leak.
  @Test func theShortcutForSMOTEAgreesWithTheProgram() throws {
    let data = try Self.data()
    var whole = ExperimentPlan()
    // Nothing to cut or to add, but no longer plain SMOTE.
    whole.keepsRange = true
    let areas = try [ExperimentPlan(), whole].map { plan in
      try ShadowRun.run(
        Self.selection(ShadowGenerator.self), on: data, plan, Self.plan(60, 40, targets: 14),
        in: .unattended(threads: 2)
      ).outcome.targets.map(\.all.auc)
    }
    let means = areas.map { $0.reduce(0, +) / 14 }
    #expect(abs(means[0] - means[1]) < 0.05)
    #expect(means[0] > 0.75)
  }

  /// Every method of the catalogue, as it is.
  @Test(arguments: [ADASYN.self, BorderlineSMOTE1.self, ROSE.self] as [any Oversampler.Type])
  func otherMethodsAreRunAsTheyAre(method: any Oversampler.Type) throws {
    var plan = ExperimentPlan()
    plan.method = method.name
    plan.parameters = ParameterValues(method.parameters)
    let reports = try [1, 3].map { threads in
      try ShadowRun.run(
        Self.selection(ShadowGenerator.self), on: Self.data(), plan, Self.plan(6, 4, targets: 3),
        in: .unattended(threads: threads))
    }
    #expect(reports[0].state == reports[1].state)
    #expect(reports[0].state.finished.count == 3)
    #expect(reports[0].sourceRows.allSatisfy { (90..<104).contains($0) })
    #expect(reports[0].threat.knows.contains(.generator))
  }

  @Test func settingsAndMethodsHaveFingerprintsOfTheirOwn() throws {
    let data = try Self.data()
    var larger = ExperimentPlan()
    try larger.parameters.set("k", to: .integer(6))
    var ratio = ExperimentPlan()
    ratio.goal = .ratio(3)
    var other = ExperimentPlan()
    other.method = ADASYN.name
    other.parameters = ParameterValues(ADASYN.parameters)
    var otherExact = other
    otherExact.isExact = true
    let fingerprints = try [ExperimentPlan(), larger, ratio, other, otherExact].map { plan in
      try ShadowRun.study(
        Self.selection(ShadowGenerator.self), on: data, plan, ShadowPlan(),
        in: .unattended(threads: 1)
      ).fingerprint
    }
    #expect(Set(fingerprints).count == 5)
  }

  @Test func anUnknownAttackIsNamed() throws {
    let data = try Self.data()
    #expect(throws: PlanError.self) {
      try ShadowRun.run(
        Selection(name: "shadow-boxing", values: ParameterValues([])), on: data,
        in: .unattended(threads: 1))
    }
  }
}
