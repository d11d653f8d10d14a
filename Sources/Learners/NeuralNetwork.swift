import Jobs
import Numeric

/// A small network for two classes: hidden layers of rectified units, trained by Adam on the log
/// loss.
///
/// Weights, biases and the order of the rows are drawn as scikit-learn's `MLPClassifier` draws them,
/// and the steps are its steps, in single precision: equal seeds give nearly its answers.
///
/// Source: Kingma and Ba, Adam, ICLR 2015; Glorot and Bengio, AISTATS 2010 (first weights);
/// scikit-learn's `MLPClassifier` (defaults). Status: verified against scikit-learn 1.9.1.
public struct NeuralNetwork: Sendable, Equatable {
  /// Units of each hidden layer, 1 or more each.
  public var hidden = [100]
  /// Most passes over the rows, 1 or more.
  public var epochs = 200
  /// Step size of Adam.
  public var learningRate = 0.001
  /// Weight of half the sum of squared weights in the loss.
  public var penalty = 0.0001
  /// Rows of a step; fewer where there are fewer.
  public var batch = 200
  /// Training ends early once the loss has not fallen by this much for more than `patience` passes.
  public var tolerance = 0.0001
  /// Passes without progress that are put up with.
  public var patience = 10
  /// Equal seeds give equal networks.
  public var seed: UInt32 = 0

  /// The defaults of scikit-learn.
  public init() {}

  /// The log odds of "positive" for each row of `queries`; 0 is even chances.
  ///
  /// - Parameters:
  ///   - queries: as wide as `rows`.
  ///   - rows: what the network is trained on; no missing values.
  ///   - isPositive: one per row.
  /// - Throws: `LearnerError.oneClass` unless there are rows of both classes; `CancellationError`,
  ///   heard at every step.
  /// - Complexity: O(epochs × rows × weights), on the calling thread.
  public func logOdds<Update>(
    of queries: Matrix, trainedOn rows: Matrix, isPositive: [Bool], in context: RunContext<Update>
  ) throws -> [Double] {
    guard isPositive.contains(true), isPositive.contains(false) else {
      throw LearnerError.oneClass(rows: rows.rows)
    }
    let training = NetworkTraining(self, columns: rows.columns)
    return try training.answers(to: queries, rows, isPositive, in: context)
  }
}
