import Jobs
import Numeric
import Tabular

/// How often each row of two tables counts.
struct RowWeights: Sendable {
  /// One per training row.
  let training: [Int32]
  /// One per synthetic row.
  let synthetic: [Int32]

  /// Every row once: the tables as they are.
  init(once input: MeasureInput) {
    training = Array(repeating: 1, count: input.training.rowCount)
    synthetic = Array(repeating: 1, count: input.synthetic.rowCount)
  }

  /// As many rows of each table as there are, drawn with replacement.
  fileprivate init(
    drawnFrom input: MeasureInput, seed: UInt32, in context: RunContext<Fraction>
  ) throws(CancellationError) {
    var random = NumPyRandom(seed: seed)
    func draw(_ count: Int) throws(CancellationError) -> [Int32] {
      var weights = [Int32](repeating: 0, count: count)
      for drawn in 0..<count {
        if drawn % 65_536 == 0 { try context.checkCancellation() }
        weights[random.integer(below: count)] += 1
      }
      return weights
    }
    training = try draw(input.training.rowCount)
    synthetic = try draw(input.synthetic.rowCount)
  }
}

/// The spread of a number that is worked out from training and synthetic rows, by drawing the rows of
/// both tables again, with replacement (Efron 1979).
struct RowBootstrap: Sendable {
  /// How often the rows are drawn; no standard error for less than 2.
  let resamples: Int

  /// The standard deviation of `statistic` over the resamples; nil if fewer than two of them have a
  /// value. The same for every number of threads.
  ///
  /// - Parameter statistic: nil where it is not defined for a resample.
  /// - Throws: `CancellationError`, or what `statistic` throws.
  func standardError(
    of input: MeasureInput, in context: RunContext<Fraction>,
    _ statistic: @Sendable (RowWeights) throws -> Double?
  ) throws -> Double? {
    let done = Locked(0)
    let values = try parallelMap(resamples, in: context) { index -> Double? in
      let seed = Self.seed(of: index, input.seed)
      let value = try statistic(RowWeights(drawnFrom: input, seed: seed, in: context))
      let finished = done.withLock { count in
        count += 1
        return count
      }
      context.report(Fraction(finished, of: resamples))
      return value
    }
    let found = values.compactMap(\.self)
    guard found.count > 1 else { return nil }
    let mean = found.reduce(0, +) / Double(found.count)
    let squares = found.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(found.count - 1)).squareRoot()
  }

  /// A seed of its own for each resample, whichever thread draws it.
  private static func seed(of index: Int, _ seed: UInt32) -> UInt32 {
    var mixed = UInt64(seed) << 32 | UInt64(UInt32(truncatingIfNeeded: index))
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return UInt32(truncatingIfNeeded: mixed ^ mixed >> 31)
  }
}
