import CKernels
import Foundation
import Jobs
import Numeric

/// Rows and their neighbors, to count the chords through each and the lines that end there.
struct ChordField: Sendable {
  /// The rows; neighbors are neighbors in these units.
  private let released: Matrix
  /// The rows with every column spanning −1 to 1 over the whole release: noise that is a share of
  /// the range is equally large in all of them then.
  private let scaled: Matrix
  private let halfRanges: [Double]
  private let search: NearestNeighbors
  private let count: Int

  /// Pairs of neighbors between two looks at the cancel flag: a millisecond or so.
  private static let pairsPerLook = 50_000
  /// Rows that the tolerance is chosen by.
  private static let sampled = 1500
  /// Steps of the ladder of tolerances to each doubling, from `finest` on.
  private static let stepsPerDoubling = 2
  private static let finest = 0x1p-23
  private static let doublings = 22
  /// Share of all pairs beyond which being in line means nothing.
  private static let mostInLine = 0.25

  /// - Parameters:
  ///   - released: different rows.
  ///   - others: rows of other classes, which say how far the columns range.
  ///   - neighbors: rows around each that are paired up.
  init(_ released: Matrix, others: Matrix, neighbors: Int) {
    self.released = released
    count = min(neighbors, released.rows - 1)
    search = NearestNeighbors(released)
    let scale = ColumnRanges(released.stacked(on: others))
    halfRanges = scale.halves
    scaled = scale.scaled(released)
  }

  private var grain: Int { max(1, Self.pairsPerLook / (count * count)) }

  /// How far three rows in line may be off it if values are off by up to `noise` of the range.
  static func tolerance(forNoise noise: Double, columns: Int) -> Double {
    2.5 * 2 * noise * (Double(max(1, columns - 1)) / 3).squareRoot()
  }

  /// The change of values that a tolerance allows for, per column in release units.
  func amplitudes(ofTolerance tolerance: Double) -> [Double] {
    let share = tolerance / Self.tolerance(forNoise: 1, columns: released.columns)
    return halfRanges.map { 2 * share * $0 }
  }

  /// The tolerance at which the number of pairs in line grows least, and by how much it does when
  /// the tolerance is doubled: about 1 where hardly any are in line by chance.
  ///
  /// Pairs by chance grow by about the number of columns less one as a power of the tolerance; pairs
  /// of a bent line stop growing where the tolerance reaches the noise.
  ///
  /// - Throws: `CancellationError`.
  func tolerance(
    in context: RunContext<AttackUpdate>
  ) throws -> (tolerance: Double, growth: Double) {
    let steps = Self.stepsPerDoubling * Self.doublings
    let ladder = (0..<steps).map { step in
      Self.finest * exp2(Double(step) / Double(Self.stepsPerDoubling))
    }
    let stride = max(1, released.rows / Self.sampled)
    let sample = Swift.stride(from: 0, to: released.rows, by: stride).map { Int32($0) }
    context.report(.stage("how far rows are off their lines", Fraction(0)))
    let parts = try parallelChunks(of: sample.count, grain: grain, in: context) { range in
      let part = Array(sample[range])
      let near = try neighbors(of: part, in: context)
      var totals = [Int64](repeating: 0, count: steps)
      ck_chord_ladder(
        scaled.storage, Int32(scaled.columns), part, Int64(part.count), near, Int32(count), ladder,
        Int32(steps), &totals)
      return totals
    }
    let totals = ladder.indices.map { step in parts.reduce(0) { $0 + Double($1[step]) } }
    let best = Self.flattest(totals, rows: sample.count, pairs: count * (count - 1) / 2)
    return (ladder[best.step], best.growth)
  }

  /// The step at which the counts grow least over a doubling, between too few and too many.
  private static func flattest(_ totals: [Double], rows: Int, pairs: Int) -> (
    step: Int, growth: Double
  ) {
    let reach = stepsPerDoubling / 2
    let most = mostInLine * Double(rows) * Double(pairs)
    var best = (step: totals.count / 2, growth: Double.infinity)
    for step in reach..<totals.count - reach {
      let growth = (totals[step + reach] + 1) / (totals[step - reach] + 1)
      guard totals[step - reach] > 0.5 * Double(rows), totals[step + reach] < most,
        growth < best.growth
      else { continue }
      best = (step, growth)
    }
    return best
  }

  /// The chords and line ends at every row.
  ///
  /// - Throws: `CancellationError`.
  func chords(
    within tolerance: Double, in context: RunContext<AttackUpdate>
  ) throws -> [ck_chords] {
    let done = Locked(0)
    return try parallelChunks(of: released.rows, grain: grain, in: context) { range in
      let part = range.map { Int32($0) }
      let near = try neighbors(of: part, in: context)
      var found = [ck_chords](repeating: ck_chords(), count: part.count)
      ck_chords_near(
        scaled.storage, Int32(scaled.columns), part, Int64(part.count), near, Int32(count),
        tolerance, &found)
      let share = done.withLock { done in
        done += range.count
        return Fraction(done, of: released.rows)
      }
      context.report(.stage("chords", share))
      return found
    }.flatMap(\.self)
  }

  private func neighbors(
    of rows: [Int32], in context: RunContext<AttackUpdate>
  ) throws -> [Int32] {
    try search.nearest(
      count, to: released.rows(rows.map(Int.init)), excluding: rows,
      in: context.silenced(Never.self, threads: 1)
    ).indices
  }
}
