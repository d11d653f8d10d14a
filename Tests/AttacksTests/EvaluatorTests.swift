import Attacks
import Numeric
import Testing

@Suite struct EvaluatorTests {
  private let truth = GroundTruth(
    records: Matrix([[0, 0], [1, 100], [2, 50]]), datasetRows: [4, 7, 9],
    recordOfRow: [0, 1, 2, -1, 0], touched: [0, 2], scales: [1, 0.02])

  private func evidence() -> Evidence { Evidence(reason: .onNoLine, lines: []) }

  private func score(_ claims: [Claim], _ kind: ReleaseKind = .synthetic) -> AttackScore {
    var evaluator = Evaluator(truth: truth, kind: kind)
    for claim in claims { evaluator.record(Guess(claim, evidence: evidence())) }
    return evaluator.score
  }

  @Test func aRecordCountsOnceHoweverOftenItIsClaimed() {
    let score = score([.real(row: 0), .real(row: 4), .real(row: 1), .real(row: 3)], .augmented)
    #expect(score.claims == 3)
    #expect(score.trueClaims == 2)
    #expect(score.precision == 2.0 / 3)
    #expect(score.recall == 2.0 / 3)
    #expect(score.bound == 3)
  }

  @Test func theToleranceIsAbsoluteAndInScaledUnits() {
    // 100 + 4e-7 is 8e-9 off in scaled units, 100 + 6e-7 is 1.2e-8 off.
    #expect(score([.record(values: [1, 100 + 4e-7])]).trueClaims == 1)
    #expect(score([.record(values: [1, 100 + 6e-7])]).trueClaims == 0)
  }

  @Test func onSyntheticRowsAloneTheBoundAreTheRecordsTouched() {
    #expect(score([]).bound == 2)
  }

  @Test func withoutAClaimNothingIsWrongAndNothingIsKnown() {
    let score = score([])
    #expect(score.precision == 1)
    #expect(score.precisionInterval == Interval(low: 0, high: 1))
    #expect(score.recall == 0)
    #expect(score.f1 == 0)
  }

  @Test func aRowThatIsNotThereIsAWrongClaim() {
    #expect(score([.real(row: 77), .real(row: -1)], .augmented).trueClaims == 0)
  }
}
