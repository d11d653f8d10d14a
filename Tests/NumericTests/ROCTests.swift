import Numeric
import TestSupport
import Testing

private struct Answers: Decodable {
  struct Case: Decodable {
    let name: String
    let scores: [Double]
    let labels: [Bool]
    let auc: Double
    let fpr: [Double]
    let tpr: [Double]
    let thresholds: [Double]
    let tprAt: [Double]

    enum CodingKeys: String, CodingKey {
      case name, scores, labels, auc, fpr, tpr, thresholds
      case tprAt = "tpr_at"
    }
  }
  let cases: [Case]
}

/// Expected values from scikit-learn; see `Tests/Peers/make_roc_fixtures.py`.
@Suite struct ROCTests {
  private let cases: [Answers.Case]

  init() throws {
    cases = try Fixture.load("roc.json", as: Answers.self, besides: #filePath).cases
    #expect(cases.count >= 7)
  }

  @Test func areasAgree() throws {
    for answer in cases {
      let curve = try #require(ROCCurve(scores: answer.scores, isPositive: answer.labels))
      #expect(abs(curve.area - answer.auc) < 1e-9, "\(answer.name)")
    }
  }

  @Test func curvesAgreePointByPoint() throws {
    for answer in cases {
      let curve = try #require(ROCCurve(scores: answer.scores, isPositive: answer.labels))
      #expect(curve.points.count == answer.fpr.count, "\(answer.name)")
      for (place, point) in curve.points.enumerated() {
        #expect(abs(curve.falsePositiveRate(point) - answer.fpr[place]) < 1e-9)
        #expect(abs(curve.truePositiveRate(point) - answer.tpr[place]) < 1e-9)
      }
      #expect(curve.points.dropFirst().map(\.threshold) == answer.thresholds)
    }
  }

  @Test func ratesAtFewFalsePositivesAgree() throws {
    for answer in cases {
      let curve = try #require(ROCCurve(scores: answer.scores, isPositive: answer.labels))
      for (rate, expected) in zip([0.01, 0.001], answer.tprAt) {
        let point = curve.point(atFalsePositiveRate: rate)
        #expect(abs(curve.truePositiveRate(point) - expected) < 1e-9, "\(answer.name)")
      }
    }
  }

  @Test func theAdvantageIsTheLargestDifference() throws {
    for answer in cases {
      let curve = try #require(ROCCurve(scores: answer.scores, isPositive: answer.labels))
      let expected = zip(answer.tpr, answer.fpr).map { $0 - $1 }.max()
      #expect(abs(curve.advantage - (expected ?? .nan)) < 1e-12)
    }
  }

  /// Trap 20.
  @Test func aRateBelowOneOverTheNegativesIsNotMeasurable() throws {
    let curve = try #require(
      ROCCurve(scores: (0..<200).map(Double.init), isPositive: (0..<200).map { $0 >= 100 }))
    #expect(curve.canMeasure(falsePositiveRate: 0.01))
    #expect(!curve.canMeasure(falsePositiveRate: 0.001))
  }

  @Test func withoutBothKindsThereIsNoCurve() {
    #expect(ROCCurve(scores: [1, 2], isPositive: [false, false]) == nil)
    #expect(ROCCurve(scores: [], isPositive: []) == nil)
  }

  @Test func aScoreThatIsNoNumberIsTheLowest() throws {
    let curve = try #require(ROCCurve(scores: [.nan, 1], isPositive: [true, false]))
    #expect(curve.area == 0)
  }
}
