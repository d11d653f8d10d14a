import Jobs
import Numeric
import Tabular

/// How many synthetic rows lie nearer to the training rows than to the holdout; ties count half.
///
/// A synthetic row is next to one real row, and many may be next to the same one. So the real rows
/// are what chance is about: the interval draws training and holdout rows, each with the synthetic
/// rows that it is the nearest to, and the test shuffles which of the real rows were trained on.
struct ClosestShare: Sendable {
  /// `P(d(s,T) < d(s,H)) + ½ P(=)` with the tables as they are.
  let plain: Double
  /// The same with equally many rows of both, expected over all draws from the larger table.
  let equalSized: Double
  /// What fresh rows would give for `plain`, but for ties.
  let chance: Double
  /// Share of the synthetic rows that are as near to one as to the other.
  let ties: Double
  /// Whether every synthetic row equals a training row.
  let isCopied: Bool
  let hasEqualSizes: Bool

  /// The share that the test shuffles: `plain`, but for a table that was cut.
  private let tested: Double
  private let shares: (plain: [Double], equalSized: [Double])
  private let neighborhoods: Neighborhoods
  private let seed: UInt32

  static let ties = "equal distances count half (SDMetrics counts them as safe)"
  static let interval =
    "95 %, percentiles of 1,000 bootstrap samples of training and holdout rows, each with the "
    + "synthetic rows that it is the nearest to; Wilson's with as many trials as there are such "
    + "rows where all agree"
  static let threshold =
    "leak: above every one of 1,000 shuffles of who is training and who is holdout (one in a "
    + "thousand, because many measures are read together), or every synthetic row equal to a "
    + "training row; clean: the share is at most 0.6 with 95 % confidence. 0.5 is mostlyai-qa's, "
    + "the level and 0.6 are ours"
  /// Above this the share is not called clean.
  static let mostClean = 0.6

  /// - Throws: `MeasureError`, `CancellationError`.
  init(_ records: ClosestRecords, in context: RunContext<Fraction>) throws {
    let lists = try ClosestLists(records, in: context.step(0, of: 2))
    let training = lists.training
    let holdout = lists.holdout
    let plain = Self.shares(
      try records.lists(from: .synthetic, to: .training, in: context.step(2, of: 4)),
      try records.lists(from: .synthetic, to: .holdout, in: context.step(3, of: 4)))
    let queries = plain.count
    hasEqualSizes = training.count == holdout.count
    let equal = hasEqualSizes ? plain : (0..<queries).map { lists.equalSizedShare($0) }
    shares = (plain, equal)
    self.plain = plain.reduce(0, +) / Double(queries)
    equalSized = equal.reduce(0, +) / Double(queries)
    tested = Self.shares(training.lists, holdout.lists).reduce(0, +) / Double(queries)
    let trained = Double(records.input.training.rowCount)
    chance = trained / (trained + Double(try records.rows(.holdout).count))
    ties = Double(plain.count { $0 == 0.5 }) / Double(queries)
    isCopied = try records.isCopied(in: context)
    neighborhoods = Neighborhoods(training, holdout)
    seed = records.input.seed
  }

  /// 1 where the first is nearer, 0 where the second is, one half for a tie.
  private static func shares(_ training: NearestRows, _ holdout: NearestRows) -> [Double] {
    zip(training.nearest, holdout.nearest).map { own, other in
      own < other ? 1 : own == other ? 0.5 : 0
    }
  }

  /// Of `equalSized`.
  func interval<Update>(in context: RunContext<Update>) throws -> Interval? {
    try interval(of: shares.equalSized, in: context)
  }

  /// Of `plain`.
  func plainInterval<Update>(in context: RunContext<Update>) throws -> Interval? {
    try interval(of: shares.plain, in: context)
  }

  /// By `threshold`.
  func verdict<Update>(
    _ interval: Interval?, in context: RunContext<Update>
  ) throws -> MeasureVerdict {
    if isCopied { return .leak }
    let test = ShuffleTest(seed: seed, purpose: "closest share")
    let isBeyondChance = try test.isBeyondChance(in: context) { random in
      neighborhoods.shuffledShare(&random) >= tested - 1e-12
    }
    if isBeyondChance { return .leak }
    return (interval?.high ?? 1) <= Self.mostClean ? .clean : .unclear
  }

  private func interval<Update>(
    of values: [Double], in context: RunContext<Update>
  ) throws -> Interval? {
    let clusters = neighborhoods.clusters(of: values)
    if let first = values.first, values.allSatisfy({ $0 == first }) {
      return ShareInterval.wilson(
        first, trials: Double(clusters.count { $0.rows > 0 }))
    }
    let bootstrap = Bootstrap(seed: seed, purpose: "closest share")
    let tables = [
      0..<neighborhoods.trainingCount,
      neighborhoods.trainingCount..<clusters.count,
    ]
    return try bootstrap.interval(in: context) { _, random in
      var sum = 0.0
      var rows = 0.0
      for table in tables {
        for _ in table {
          let cluster = clusters[table.lowerBound + random.integer(below: table.count)]
          sum += cluster.sum
          rows += cluster.rows
        }
      }
      return rows > 0 ? sum / rows : nil
    }
  }
}
