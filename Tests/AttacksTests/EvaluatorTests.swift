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

  /// Trap 15: repeated claims change neither precision nor recall.
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

  /// Trap 15: no true claim, and nothing is divided by it.
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

  @Test func aRecordOfAnotherClassIsTrueAndCountedApart() {
    let truth = GroundTruth(
      records: Matrix([[0, 0]]), datasetRows: [0], recordOfRow: [], touched: [0], scales: [1, 1],
      others: Matrix([[5, 5]]))
    var evaluator = Evaluator(truth: truth, kind: .synthetic)
    for values in [[0.0, 0], [5, 5], [7, 7]] {
      evaluator.record(Guess(.record(values: values), evidence: evidence()))
    }
    let score = evaluator.score
    #expect(score.trueClaims == 1 && score.otherClaims == 1 && score.claims == 3)
    #expect(score.precision == 2.0 / 3)
    #expect(score.recall == 1)
    #expect(evaluator.claims.map(\.isTrue) == [true, true, false])
  }

  @Test func certainAndProbableClaimsAreKeptApart() {
    var evaluator = Evaluator(truth: truth, kind: .synthetic)
    func claim(_ values: [Double], _ certainty: Certainty) {
      evaluator.record(
        Guess(.record(values: values), evidence: evidence(), certainty: certainty))
    }
    claim([0, 0], .certain)
    claim([1, 100], .probable)
    claim([9, 9], .probable)
    #expect(evaluator.score.certainClaims == 1)
    #expect(evaluator.score.certainPrecision == 1)
    #expect(evaluator.score.precision == 2.0 / 3)
    claim([1, 100], .certain)
    #expect(evaluator.score.certainClaims == 2)
    #expect(evaluator.score.claims == 3)
  }

  @Test func whatABlurredReleaseStillTellsIsEnough() {
    let blurred = GroundTruth(
      records: Matrix([[0, 0]]), datasetRows: [0], recordOfRow: [], touched: [0], scales: [1, 1],
      tolerance: 0.01)
    var evaluator = Evaluator(truth: blurred, kind: .synthetic)
    evaluator.record(Guess(.record(values: [0.009, 0]), evidence: evidence()))
    evaluator.record(Guess(.record(values: [0.011, 0]), evidence: evidence()))
    #expect(evaluator.claims.map(\.isTrue) == [true, false])
  }
}
