import Jobs
import Numeric
import Tabular

/// Distances of synthetic rows to the training rows beside those of people who are not in the
/// training rows, and what the two say.
///
/// A distance means nothing alone: where people lie close together, so do fresh people. Given the
/// training rows, fresh synthetic rows and holdout rows are exchangeable, so a shuffle of the two
/// gives an exact test.
struct DistanceComparison: Sendable {
  /// Of the synthetic rows, ascending.
  let released: [Double]
  /// Of the holdout; without one, of each training row to the others; ascending, perhaps empty.
  let unseen: [Double]
  /// Whether `unseen` is the holdout.
  let hasHoldout: Bool
  let statistic: SampleStatistic
  let seed: UInt32
  /// Synthetic rows that equal training rows.
  let copies: CopyRule

  /// The statistic of the synthetic rows.
  let value: Double
  /// The statistic of the unseen people; nil where there are none.
  let reference: Double?

  /// Below this share of the unseen people's value the synthetic rows are too near to be called
  /// clean.
  static let leastRatio = 0.8

  static let rules = (
    ties: "equal distances are one distance: nothing is counted twice",
    interval: "95 %, percentiles of 1,000 bootstrap samples of the synthetic rows, and of the "
      + "holdout rows for the ratio",
    threshold: "leak: below the holdout in all of 1,000 shuffles of synthetic and holdout rows "
      + "(one in a thousand, because many measures are read together), or 0 where the holdout is "
      + "not as often at 0 (Fisher's exact test, one in a thousand), or \(CopyRule.rule); clean: "
      + "the ratio to the holdout is at least 0.8 with 95 % confidence; without a holdout never "
      + "clean, and a leak only at 0 where training rows do not come that near to each other. The "
      + "level and 0.8 are ours; that the holdout is the yardstick is common practice"
  )

  /// - Parameter scores: one per row, from its nearest rows.
  /// - Throws: `MeasureError`, `CancellationError`.
  init(
    _ records: ClosestRecords, by statistic: SampleStatistic, in context: RunContext<Fraction>,
    scores: (NearestRows) -> [Double] = \.nearest
  ) throws {
    let released = scores(
      try records.lists(from: .synthetic, to: .training, in: context.step(0, of: 2)))
    let unseen = try records.unseen(in: context.step(1, of: 2)).map(scores) ?? []
    self.init(
      released: released, unseen: unseen, hasHoldout: records.input.holdout != nil,
      by: statistic, seed: records.input.seed)
  }

  /// - Parameters:
  ///   - hasHoldout: whether `unseen` is as good a yardstick as a holdout.
  ///   - heldOut: how near the holdout comes, if `unseen` is something else; empty without one.
  init(
    released: [Double], unseen: [Double], hasHoldout: Bool, by statistic: SampleStatistic,
    seed: UInt32, heldOut: [Double]? = nil
  ) {
    self.released = released.sorted()
    self.unseen = unseen.sorted()
    self.hasHoldout = hasHoldout
    self.statistic = statistic
    self.seed = seed
    value = statistic.of(self.released) ?? .nan
    reference = statistic.of(self.unseen)
    let people = heldOut ?? (hasHoldout ? unseen : [])
    copies = CopyRule(released, beside: people.isEmpty ? nil : people)
  }

  /// The value by the reference; nil for a reference of 0.
  var ratio: Double? { reference.flatMap { $0 > 0 ? value / $0 : nil } }

  /// Of the value.
  func interval<Update>(in context: RunContext<Update>) throws -> Interval? {
    try Bootstrap(seed: seed, purpose: "distances").interval(in: context) { _, random in
      statistic.of(released, counts: Bootstrap.counts(released.count, &random))
    }
  }

  /// Of `ratio`.
  func ratioInterval<Update>(in context: RunContext<Update>) throws -> Interval? {
    guard released.count > 1, unseen.count > 1 else { return nil }
    return try Bootstrap(seed: seed, purpose: "ratio").interval(in: context) { _, random in
      let here = statistic.of(released, counts: Bootstrap.counts(released.count, &random))
      let there = statistic.of(unseen, counts: Bootstrap.counts(unseen.count, &random))
      guard let here, let there, there > 0 else { return nil }
      return here / there
    }
  }

  /// By `rules`.
  ///
  /// - Parameter ratios: the interval of `ratio`, if there is one.
  func verdict<Update>(
    ratios: Interval?, in context: RunContext<Update>
  ) throws -> MeasureVerdict {
    if copies.isLeak || (value == 0 && hasMoreZerosThanChance) { return .leak }
    let test = ShuffleTest(seed: seed, purpose: "distances")
    guard hasHoldout || value == 0 else { return .unclear }
    if try test.isLower(released, than: unseen, by: statistic, in: context) { return .leak }
    return hasHoldout && (ratios?.low ?? 0) >= Self.leastRatio ? .clean : .unclear
  }

  /// Whether more synthetic than unseen rows are at 0 than chance would have; without a holdout the
  /// training rows stand in for it, at their stricter level.
  private var hasMoreZerosThanChance: Bool {
    guard copies.hasUnseen else {
      let chance = ExactShareTest.probability(
        copies.copies, of: released.count, against: CopyRule.zeros(unseen), of: unseen.count)
      return chance <= ShareComparison.levelAmongTraining
    }
    return copies.isBeyondChance
  }

  /// The numbers behind the verdict.
  func parts(ratios: Interval?) -> [MeasurePart] {
    let who = hasHoldout ? "holdout to training" : "training rows to each other"
    return (reference.map { [MeasurePart(who, $0)] } ?? [])
      + (ratio.map { [MeasurePart("ratio to that", $0)] } ?? [])
      + (ratios.map { [MeasurePart("ratio, low", $0.low), MeasurePart("ratio, high", $0.high)] }
        ?? [])
      + [MeasurePart("synthetic rows at 0", Double(copies.copies))]
  }

  /// What a reader has to know about these rows.
  var remarks: [String] {
    var remarks: [String] = []
    if !hasHoldout {
      remarks.append(
        "without a holdout nobody can say whether this is near: give real rows that nothing was "
          + "made from")
    }
    if let remark = copies.remark { remarks.append(remark) }
    if case .quantile(let share) = statistic, share < 0.5, min(released.count, unseen.count) < 20 {
      remarks.append(
        "with fewer than 20 rows the 5th percentile is little more than the smallest value")
    }
    return remarks
  }

  /// How a sentence ends, behind a semicolon: what it is for others, and what follows.
  func comparison(_ verdict: MeasureVerdict) -> String {
    let end =
      switch verdict {
      case .leak: "so the release follows the people it was made from"
      case .clean: "so it comes no nearer than chance"
      case .unclear where hasHoldout && value == 0 && reference == 0:
        "so nearness tells nobody apart here"
      case .unclear where hasHoldout: "which decides nothing for so few rows"
      case .unclear: "which decides nothing without a holdout"
      }
    guard let reference else { return end }
    let who = hasHoldout ? "people it was not made from" : "real people among themselves"
    return "for \(who) that is \(PlainText.number(reference)), \(end)"
  }
}
