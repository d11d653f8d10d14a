import Attacks
import DifferentialPrivacy
import TestSupport
import Testing

private struct Answers: Decodable {
  let oneRun: [[Double]]
  let gaussian: [[Double]]

  enum CodingKeys: String, CodingKey {
    case oneRun = "one_run"
    case gaussian
  }
}

/// Published vectors, and values from SciPy; see `Tests/Peers/make_distribution_fixtures.py`.
@Suite struct EpsilonBoundTests {
  private let answers: Answers

  init() throws {
    let source = #filePath.replacing("/Membership/", with: "/")
    answers = try Fixture.load("audits.json", besides: source)
    #expect(answers.oneRun.count == 20 && answers.gaussian.count > 10)
  }

  /// True positives, members, false positives, others, bound.
  @Test(arguments: [
    (100, 100, 0, 100, 3.2813), (500, 500, 0, 500, 4.9056), (1000, 1000, 0, 1000, 5.6006),
    (60, 100, 10, 100, 1.0373), (50, 1000, 1, 1000, 1.9045),
  ])
  func theClopperPearsonBoundHasItsPublishedValues(
    found: Int, members: Int, accused: Int, others: Int, expected: Double
  ) {
    let counts = DecisionCounts(
      truePositives: found, of: members, falsePositives: accused, of: others)
    let bound = EpsilonBound.clopperPearson(counts)
    #expect(abs(bound.value - expected) < 5e-5)
    #expect(bound.largest >= bound.value)
    #expect(bound.delta == 0 && bound.method == .clopperPearson)
  }

  @Test func theLargestBoundIsThatOfNoMistake() {
    let bound = EpsilonBound.clopperPearson(
      DecisionCounts(truePositives: 60, of: 100, falsePositives: 10, of: 100))
    #expect(abs(bound.largest - 3.2813) < 5e-5)
  }

  /// The other side of the formula: nobody is accused wrongly of not being a member.
  @Test func missingNobodyShowsAsMuchAsAccusingNobody() {
    let accusing = EpsilonBound.clopperPearson(
      DecisionCounts(truePositives: 20, of: 100, falsePositives: 0, of: 100))
    let missing = EpsilonBound.clopperPearson(
      DecisionCounts(truePositives: 100, of: 100, falsePositives: 80, of: 100))
    #expect(accusing.value > 1)
    #expect(abs(accusing.value - missing.value) < 1e-12)
  }

  @Test func aLargerDeltaExplainsMore() {
    let counts = DecisionCounts(truePositives: 60, of: 100, falsePositives: 1, of: 100)
    let values = [0, 0.01, 0.1, 0.49].map {
      EpsilonBound.clopperPearson(counts, delta: $0).value
    }
    #expect(values == values.sorted(by: >))
    #expect(values[0] - values[1] > 0.01 && values[3] < 0.5)
  }

  @Test func guessingShowsNothing() throws {
    let counts = DecisionCounts(truePositives: 50, of: 100, falsePositives: 50, of: 100)
    #expect(EpsilonBound.clopperPearson(counts).value == 0)
    #expect(try #require(EpsilonBound.gaussian(counts, delta: 1e-5)).value == 0)
    #expect(EpsilonBound.oneRun(OneRunAudit(canaries: 100, guesses: 100, correct: 50)).value == 0)
  }

  @Test func theGaussianCurveAgrees() {
    for row in answers.gaussian {
      let privacy = GaussianPrivacy(mu: row[0])
      #expect(abs(privacy.delta(epsilon: row[2]) - row[1]) <= 1e-10 * row[1], "\(row)")
      #expect(abs(privacy.epsilon(delta: row[1]) - row[2]) < 1e-8, "\(row)")
    }
  }

  /// The analytic Gaussian mechanism of published vectors: σ = 3.730632 is (1, 1e-5)-private.
  @Test(arguments: [
    (3.730632, 1.0, 1e-5), (7.031827, 0.5, 1e-5), (5.495266, 1, 1e-9), (1.543861, 3, 1e-6),
    (0.499889, 10, 1e-5),
  ])
  func theCurveAgreesWithTheAnalyticMechanism(sigma: Double, epsilon: Double, delta: Double) {
    #expect(abs(GaussianPrivacy(mu: 1 / sigma).epsilon(delta: delta) - epsilon) < 2e-4)
  }

  @Test func theGaussianBoundIsTighterAndHasNoValueWithoutDelta() throws {
    let counts = DecisionCounts(truePositives: 1000, of: 1000, falsePositives: 0, of: 1000)
    let gaussian = try #require(EpsilonBound.gaussian(counts, delta: 1e-5))
    #expect(gaussian.value > 2 * EpsilonBound.clopperPearson(counts, delta: 1e-5).value)
    #expect(gaussian.value == gaussian.largest)
    #expect(EpsilonBound.gaussian(counts, delta: 0) == nil)
  }

  @Test func aMuOfNothingIsPrivate() {
    #expect(GaussianPrivacy(mu: 0).epsilon(delta: 1e-5) == 0)
    #expect(GaussianPrivacy(mu: -1).epsilon(delta: 0) == 0)
    #expect(GaussianPrivacy(mu: 1).epsilon(delta: 0) == .infinity)
  }

  @Test(arguments: [(100, 100, 100, 3.4930), (1000, 1000, 800, 1.2543)])
  func oneRunHasItsPublishedValues(
    canaries: Int, guesses: Int, correct: Int, expected: Double
  ) {
    let audit = OneRunAudit(canaries: canaries, guesses: guesses, correct: correct)
    #expect(abs(audit.epsilon() - expected) < 5e-5)
  }

  /// However many of the canaries were guessed about, and whatever came of it.
  @Test(arguments: [(180, 0.0), (180, 1e-5), (40, 0.0), (20_000, 1e-5)])
  func theLargestOfOneRunIsThatOfItsCanaries(canaries: Int, delta: Double) {
    func bound(_ guesses: Int, _ correct: Int) -> EpsilonBound {
      .oneRun(
        OneRunAudit(canaries: canaries, guesses: guesses, correct: correct, delta: delta))
    }
    let all = bound(canaries, canaries)
    #expect(all.largest >= all.value)
    for share in [20, 4, 2] {
      let few = bound(canaries / share, canaries / share)
      #expect(few.largest == all.largest && few.value <= few.largest)
      #expect(bound(canaries / share, canaries / share / 2).largest == all.largest)
    }
    if delta == 0 { #expect(all.largest == all.value) }
  }

  /// A bound without its condition is none.
  @Test func everyBoundSaysWhatItHoldsFor() throws {
    for trials in [EpsilonBound.Trials.people, .runs] {
      let bounds = EpsilonBound.Method.allCases.map {
        EpsilonBound($0, value: 1, largest: 2, trials: trials)
      }
      #expect(Set(bounds.map(\.holdsFor)).count == 3 && Set(bounds.map(\.holdsBriefly)).count == 3)
      #expect(bounds.allSatisfy { $0.holdsBriefly.count <= 30 })
      let gaussian = try #require(bounds.first { $0.method == .gaussian })
      #expect(gaussian.holdsFor.contains("for Gaussian mechanisms only"))
      #expect(gaussian.holdsFor.contains("no bound for SMOTE"))
      let oneRun = try #require(bounds.first { $0.method == .oneRun })
      #expect(oneRun.holdsFor.contains("fair coin"))
    }
    let people = EpsilonBound(.clopperPearson, value: 1, largest: 2)
    #expect(people.holdsFor.contains("exchangeable"))
    let runs = EpsilonBound(.clopperPearson, value: 1, largest: 2, trials: .runs)
    #expect(runs.holdsFor.contains("independent runs") && runs != people)
  }

  @Test func oneRunPValuesAgree() {
    for row in answers.oneRun {
      let audit = OneRunAudit(
        canaries: Int(row[0]), guesses: Int(row[1]), correct: Int(row[2]), delta: row[3])
      #expect(abs(audit.pValue(epsilon: row[4]) - row[5]) < 1e-10, "\(row)")
    }
  }

  @Test func oneRunKeepsItsPromiseAtTheBound() {
    let audit = OneRunAudit(canaries: 400, guesses: 120, correct: 110, delta: 1e-4)
    let epsilon = audit.epsilon()
    #expect(epsilon > 0.5)
    #expect(audit.pValue(epsilon: epsilon) < 0.05)
    #expect(audit.pValue(epsilon: epsilon + 1e-6) >= 0.05)
    #expect(EpsilonBound.oneRun(audit).largest > epsilon)
  }
}
