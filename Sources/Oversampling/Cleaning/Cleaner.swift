import Jobs
import Numeric

/// Takes rows out where classes meet, after rows were added.
package protocol Cleaner: Sendable {
  /// Whether each of `rows` is taken out.
  ///
  /// - Parameter classes: places in the order of the sorted names of the classes, one per row.
  /// - Throws: `CancellationError`, `OversamplingError`.
  func takesOut(
    _ rows: Matrix, classes: [Int32], in context: RunContext<Fraction>
  ) throws -> [Bool]
}
