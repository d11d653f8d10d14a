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
  /// What fresh rows would give for `plain`, but for ties.
  let chance: Double
  /// Share of the synthetic rows that are as near to one as to the other.
  let ties: Double
  /// Synthetic rows that equal training rows.
  let copies: CopyRule

  private let sizes: (training: Int, holdout: Int)
  private let shares: [Double]
  private let neighborhoods: Neighborhoods
  private let seed: UInt32

  static let ties = "equal distances count half (SDMetrics counts them as safe)"
  static let interval =
    "95 %, percentiles of 1,000 bootstrap samples of training and holdout rows, each with the "
    + "synthetic rows that it is the nearest to; Wilson's with as many trials as there are such "
    + "rows where no two samples would differ: where all agree, or a table has one row"
  static let threshold =
    "leak: above every one of 1,000 shuffles of who is training and who is holdout (one in a "
    + "thousand, because many measures are read together), or \(CopyRule.rule); clean: the share "
    + "is at most 0.6 with 95 % confidence. 0.5 is mostlyai-qa's, the level and 0.6 are ours"
  /// Above this the share is not called clean.
  static let mostClean = 0.6

  /// - Throws: `MeasureError`, `CancellationError`.
  init(_ records: ClosestRecords, in context: RunContext<Fraction>) throws {
    let training = try records.lists(from: .synthetic, to: .training, in: context.step(0, of: 3))
    let holdout = try records.lists(from: .synthetic, to: .holdout, in: context.step(1, of: 3))
    sizes = (try records.rows(.training).count, try records.rows(.holdout).count)
    shares = Self.shares(training, holdout)
    plain = shares.reduce(0, +) / Double(shares.count)
    chance = Double(sizes.training) / Double(sizes.training + sizes.holdout)
    ties = Double(shares.count { $0 == 0.5 }) / Double(shares.count)
    copies = try records.copies(in: context.step(2, of: 3))
    seed = records.input.seed
    var random = Bootstrap(seed: seed, purpose: "equally near").random(0)
    neighborhoods = Neighborhoods(training, holdout, sizes: sizes, &random)
  }

  /// 1 where the first is nearer, 0 where the second is, one half for a tie.
  private static func shares(_ training: NearestRows, _ holdout: NearestRows) -> [Double] {
    zip(training.nearest, holdout.nearest).map { own, other in
      own < other ? 1 : own == other ? 0.5 : 0
    }
  }

  /// Whether there are as many training as holdout rows.
  var hasEqualSizes: Bool { sizes.training == sizes.holdout }

  /// `plain` with equally many rows of both.
  ///
  /// The larger table is drawn down to the size of the smaller, and a synthetic row counts in a draw
  /// if the real row that is the nearest to it was drawn. Over all draws a row next to the larger
  /// table so counts as often as its neighbor is drawn. Chance is one half, a copy is 1; if rows
  /// whose neighbor was not drawn counted as well, copies of it would look like chance.
  var equalSized: Double { equalSized(plain) }

  private func equalSized(_ share: Double) -> Double {
    guard !hasEqualSizes else { return share }
    let own = share * Double(sizes.holdout)
    let other = (1 - share) * Double(sizes.training)
    return own / (own + other)
  }

  /// Of `equalSized`.
  func interval<Update>(in context: RunContext<Update>) throws -> Interval? {
    try plainInterval(in: context).map {
      Interval(low: equalSized($0.low), high: equalSized($0.high))
    }
  }

  /// By `threshold`.
  ///
  /// - Parameter interval: of `equalSized`.
  func verdict<Update>(
    _ interval: Interval?, in context: RunContext<Update>
  ) throws -> MeasureVerdict {
    if copies.isLeak { return .leak }
    let test = ShuffleTest(seed: seed, purpose: "closest share")
    let tested = neighborhoods.share
    let isBeyondChance = try test.isBeyondChance(in: context) { random in
      neighborhoods.shuffledShare(&random) >= tested - 1e-12
    }
    if isBeyondChance { return .leak }
    return (interval?.high ?? 1) <= Self.mostClean ? .clean : .unclear
  }

  /// Of `plain`.
  func plainInterval<Update>(in context: RunContext<Update>) throws -> Interval? {
    let clusters = neighborhoods.clusters(of: shares)
    let wilson = ShareInterval.wilson(plain, trials: Double(clusters.count { $0.rows > 0 }))
    guard sizes.training > 1, sizes.holdout > 1, shares.contains(where: { $0 != shares[0] })
    else { return wilson }
    let bootstrap = Bootstrap(seed: seed, purpose: "closest share")
    let tables = [0..<sizes.training, sizes.training..<clusters.count]
    let found = try bootstrap.interval(in: context) { _, random in
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
    return found.map { $0.low < $0.high ? $0 : wilson }
  }
}
