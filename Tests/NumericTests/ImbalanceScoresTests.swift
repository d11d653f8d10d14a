import Foundation
import Numeric
import TestSupport
import Testing

private struct Answers: Decodable {
  struct Case: Decodable {
    let name: String
    let labels: [Bool]
    let scores: [Double]
    /// Null where there is no score.
    let expected: [String: Double?]
    /// Scores that Smokeout defines otherwise, each for a reason that the script tells.
    let departures: [String]
  }
  let cases: [Case]
}

/// Expected values from scikit-learn and imbalanced-learn; see
/// `Tests/Peers/check_imbalance_scores.py`.
@Suite struct ImbalanceScoresTests {
  private let cases: [Answers.Case]

  init() throws {
    cases = try Fixture.load("imbalance.json", as: Answers.self, besides: #filePath).cases
    #expect(cases.count == 20)
  }

  /// By the names of the fixture; missing where there is none.
  private func scores(_ answer: Answers.Case) throws -> [String: Double] {
    let scores = try #require(
      ImbalanceScores(scores: answer.scores, isPositive: answer.labels))
    let counts = scores.counts
    var named = [
      "recall": counts.recall, "specificity": counts.specificity, "precision": counts.precision,
      "f1": counts.f1, "g_mean": counts.geometricMean,
      "balanced_accuracy": counts.balancedAccuracy, "mcc": counts.matthewsCorrelation,
      "pr_auc": scores.averagePrecision, "iba": counts.indexOfBalancedAccuracy(),
    ]
    named["roc_auc"] = scores.area
    named["brier"] = scores.brier
    for least in [0.1, 0.5, 0.9, 1.0] {
      named["recall_at_\(least)"] = scores.recall(atPrecision: least)
    }
    return named
  }

  @Test func allScoresAgreeWithThePeers() throws {
    var compared = 0
    for answer in cases {
      let found = try scores(answer)
      for (name, expected) in answer.expected where !answer.departures.contains(name) {
        let value = try #require(found[name], "\(answer.name): \(name)")
        #expect(abs(value - (expected ?? .nan)) < 1e-9, "\(answer.name): \(name)")
        compared += 1
      }
    }
    #expect(compared == 20 * 15 - 6)
  }

  @Test func departuresAreThoseThatAreListed() throws {
    for answer in cases {
      let found = try scores(answer)
      for name in answer.departures {
        let peer = try #require(answer.expected[name])
        #expect(found[name] != peer || found[name] == nil, "\(answer.name): \(name)")
      }
      if answer.name == "only negatives, none called" { #expect(found["specificity"] == 1) }
    }
    #expect(cases.flatMap(\.departures).sorted().filter { $0 == "roc_auc" }.count == 4)
  }

  /// For the script that compares: set `SMOKEOUT_IMBALANCE_SCORES` to the file to write.
  @Test(
    .enabled(
      if: ProcessInfo.processInfo.environment["SMOKEOUT_IMBALANCE_SCORES"] != nil,
      "SMOKEOUT_IMBALANCE_SCORES is not set"))
  func scoresAreWrittenForTheScript() throws {
    let path = try #require(ProcessInfo.processInfo.environment["SMOKEOUT_IMBALANCE_SCORES"])
    let named = try Dictionary(uniqueKeysWithValues: cases.map { ($0.name, try scores($0)) })
    try JSONEncoder().encode(named).write(to: URL(fileURLWithPath: path))
  }

  /// Trap 15: no true positive makes an F1 of 0, and nothing is divided by it.
  @Test func withoutTruePositivesScoresAreNothingAndNumbers() {
    let counts = ConfusionCounts(
      isCalled: [false, false, true], isPositive: [true, true, false])
    #expect(counts.precision == 0 && counts.recall == 0 && counts.f1 == 0)
    #expect(counts.geometricMean == 0 && counts.indexOfBalancedAccuracy() == 0)
    let none = ConfusionCounts(isCalled: [], isPositive: [])
    #expect(none.f1 == 0 && none.balancedAccuracy == 0 && none.matthewsCorrelation == 0)
    #expect(ImbalanceScores(scores: [], isPositive: []) == nil)
  }

  /// Everything called frequent: accuracy is .99, and none of these scores is taken in.
  @Test func callingEverythingFrequentIsChance() {
    let counts = ConfusionCounts(
      isCalled: Array(repeating: false, count: 1000), isPositive: (0..<1000).map { $0 < 10 })
    #expect(counts.balancedAccuracy == 0.5 && counts.geometricMean == 0)
    #expect(counts.f1 == 0 && counts.matthewsCorrelation == 0)
  }

  @Test func intervalsHoldTheScoresAndDoNotCollapse() {
    func counts(_ found: Int, _ passed: Int) -> ConfusionCounts {
      ConfusionCounts(
        isCalled: (0..<10).map { $0 < found } + (0..<100).map { $0 >= passed },
        isPositive: (0..<110).map { $0 < 10 })
    }
    for (found, passed) in [(0, 100), (4, 85), (10, 0), (10, 100), (0, 0)] {
      let counts = counts(found, passed)
      for (value, interval) in [
        (counts.balancedAccuracy, counts.balancedAccuracyInterval),
        (counts.geometricMean, counts.geometricMeanInterval),
      ] {
        #expect(interval.low <= value && value <= interval.high)
        #expect(interval.high - interval.low > 0.1)
        #expect(interval.low >= 0 && interval.high <= 1)
      }
    }
    let middle = counts(4, 85).geometricMeanInterval
    let z = 2.241402727604947
    let ends = [(4.0, 10.0), (85.0, 100.0)].map { WilsonEstimate($0.0, of: $0.1, z: z).interval }
    #expect(abs(middle.low * middle.low - ends[0].low * ends[1].low) < 1e-12)
    #expect(abs(middle.high * middle.high - ends[0].high * ends[1].high) < 1e-12)
    #expect(abs(NormalDistribution.quantile(1 - 0.05 / 4) - z) < 1e-9)
  }

  /// Of 400 samples with a true G-mean of .6 and a true balanced accuracy of .625.
  @Test func intervalsHoldTheTruthAsOftenAsTheySay() {
    var random = NumPyRandom(seed: 11)
    var (geometric, balanced) = (0, 0)
    for _ in 0..<400 {
      let isPositive = (0..<150).map { $0 < 30 }
      let isCalled = isPositive.map { random.uniform() < ($0 ? 0.45 : 0.2) }
      let counts = ConfusionCounts(isCalled: isCalled, isPositive: isPositive)
      let one = counts.geometricMeanInterval
      let other = counts.balancedAccuracyInterval
      geometric += one.low <= 0.6 && 0.6 <= one.high ? 1 : 0
      balanced += other.low <= 0.625 && 0.625 <= other.high ? 1 : 0
    }
    #expect(geometric >= 380 && (367...395).contains(balanced))
  }

  @Test func aScoreThatIsNoNumberIsTheLowest() throws {
    let scores = try #require(
      ImbalanceScores(scores: [.nan, 0.9], isPositive: [true, false]))
    #expect(scores.area == 0 && scores.brier == nil && scores.averagePrecision == 0.5)
  }
}
