import Jobs
import Numeric

/// Finds the rows that decide where the border between classes runs: the support vectors of a
/// classifier with a Gaussian kernel.
///
/// As scikit-learn's `SVC(gamma="scale")`: C = 1, tolerance 0.001, shrinking, one border for each
/// pair of classes, γ = 1 / (columns × variance of all values). Classes are taken in the order of
/// their sorted names. Solved by libsvm, of which scikit-learn has a copy of its own.
///
/// libsvm cannot be interrupted, so it works on a thread of its own, which is left behind after a
/// cancel. There it is told to give up the next time that it shows its progress, which is every
/// 1000 steps; then it ends soon, unless the kernel of all rows fits its cache of 200 MB, in which
/// case it has not long to go anyway.
///
/// Source: Chang and Lin, LIBSVM, ACM TIST 2, 2011. Status: verified against scikit-learn.
package struct SupportVectorMachine {
  private let training: TrainingRows

  /// - Parameter training: rows of two classes at least.
  package init(_ training: TrainingRows) { self.training = training }

  /// Row numbers of the support vectors, ascending.
  ///
  /// - Throws: `OversamplingError` for a single class and for values too large; `CancellationError`.
  /// - Complexity: between quadratic and cubic in the rows; memory 200 MB at most besides a copy of
  ///   the values that are not zero.
  package func supportRows(
    for method: String, in context: RunContext<Fraction>
  ) throws -> [Int] {
    guard Set(training.labels).count > 1 else {
      throw OversamplingError.unsuited(
        method: method,
        reason: "found rows of one class only; a border needs two; give data with several classes")
    }
    let leaving = CancellationFlag()
    let found = try abandonable(in: context, leave: { leaving.raise() }) { [self] in
      solved(leaving)
    }
    guard let found else {
      throw OversamplingError.unsuited(
        method: method,
        reason: "the values are so large that their squares are no numbers; scale the columns")
    }
    return found
  }

  /// The support vectors; nil if values are too large.
  private func solved(_ leaving: CancellationFlag) -> [Int]? {
    guard let gamma else { return nil }
    // libsvm orders classes by their first row.
    let classes = training.classRanks
    let order = classes.indices.sorted { (classes[$0], $0) < (classes[$1], $1) }
    let problem = SupportVectorProblem(
      training.features, order: order, classes: order.map { classes[$0] }, leaving: leaving)
    return problem.solved(gamma: gamma).map { order[$0] }.sorted()
  }

  /// The width of the kernel; nil if it is no number.
  private var gamma: Double? {
    let variance = training.features.variance
    guard variance != 0 else { return 1 }
    let gamma = 1 / (Double(training.features.columns) * variance)
    return gamma.isFinite && gamma > 0 ? gamma : nil
  }
}
