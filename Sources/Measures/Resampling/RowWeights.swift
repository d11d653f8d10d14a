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
  ///
  /// - Throws: `CancellationError`.
  init(
    drawnFrom input: MeasureInput, _ random: inout NumPyRandom, in context: RunContext<Fraction>
  ) throws(CancellationError) {
    try context.checkCancellation()
    training = Bootstrap.counts(input.training.rowCount, &random)
    try context.checkCancellation()
    synthetic = Bootstrap.counts(input.synthetic.rowCount, &random)
  }
}
