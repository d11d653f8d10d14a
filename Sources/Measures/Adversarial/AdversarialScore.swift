import Jobs
import Numeric
import Tabular

/// How well the nearest neighbor tells real rows from synthetic ones, with equally many of both.
///
///     NNAA = ½ ( mean[ d(r, S) > d(r, R without r) ] + mean[ d(s, R) > d(s, S without s) ] )
///
/// Source: Yale, Dash, Dutta, Guyon, Pavao and Bennett, Neurocomputing 416, 2020.
struct AdversarialScore: Sendable {
  /// What was counted among the rows of one table, as shares.
  struct Half: Sendable {
    /// Rows that are nearer to their own table.
    var nearer = 0.0
    /// Rows that are as near to one table as to the other.
    var ties = 0.0
  }

  /// Draws from the larger table.
  static let resamples = 30

  /// Rows of each table.
  let size: Int
  /// Real and synthetic rows, in either order.
  let halves: (Half, Half)

  /// The share of rows that are told apart; a tie is not.
  var value: Double { (halves.0.nearer + halves.1.nearer) / 2 }

  /// The same with ties counted half, as chance has them.
  var fair: Double { value + (halves.0.ties + halves.1.ties) / 4 }

  /// What `fair` is for fresh rows: one row of its own table fewer to be near to.
  var chance: Double { Double(size - 1) / Double(2 * size - 1) }

  /// Of `value`, from Wilson's of its halves.
  func interval(z: Double = ShareInterval.z95) -> Interval {
    interval(halves.0.nearer, halves.1.nearer, z)
  }

  /// Of `fair`.
  func fairInterval(z: Double = ShareInterval.z95) -> Interval {
    interval(halves.0.nearer + halves.0.ties / 2, halves.1.nearer + halves.1.ties / 2, z)
  }

  private func interval(_ one: Double, _ other: Double, _ z: Double) -> Interval {
    let trials = Double(size)
    return ShareInterval.mean(
      (one, ShareInterval.wilson(one, trials: trials, z: z)),
      (other, ShareInterval.wilson(other, trials: trials, z: z)))
  }

  /// - Parameter real: the table that the synthetic rows are told apart from.
  /// - Throws: `MeasureError`, `CancellationError`.
  init(
    _ real: Table, _ records: ClosestRecords, in context: RunContext<Fraction>
  ) throws {
    try records.require(2, of: real)
    try records.require(2, of: .synthetic)
    let reals = try records.rows(real).count
    let made = try records.rows(.synthetic).count
    size = min(reals, made)
    if reals == made {
      halves = (
        Self.half(
          own: try records.lists(from: real, to: real, in: context.step(0, of: 4)).nearest,
          other: try records.lists(from: real, to: .synthetic, in: context.step(1, of: 4)).nearest),
        Self.half(
          own: try records.lists(from: .synthetic, to: .synthetic, in: context.step(2, of: 4))
            .nearest,
          other: try records.lists(from: .synthetic, to: real, in: context.step(3, of: 4)).nearest)
      )
    } else {
      let small = reals < made ? real : .synthetic
      let large = reals < made ? .synthetic : real
      halves = try DrawnScore(small, large, records, in: context).halves(in: context)
    }
  }

  static func half(own: [Double], other: [Double]) -> Half {
    var half = Half()
    for (own, other) in zip(own, other) {
      if other > own { half.nearer += 1 } else if other == own { half.ties += 1 }
    }
    half.nearer /= Double(own.count)
    half.ties /= Double(own.count)
    return half
  }
}
