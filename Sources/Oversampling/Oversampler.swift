import Jobs
import Numeric
import Parameters

/// What is asked of an oversampler.
public struct OversamplingRequest: Sendable {
  /// The rows of all classes; a method may look at the other classes too.
  public let training: TrainingRows
  /// The classes to grow, each named once.
  public let demands: [ClassDemand]
  /// As imbalanced-learn's integer `random_state`; its stream starts anew for every class.
  public let seed: UInt32
  /// Neighbors of each row of the demanded class, as row numbers within the class, in place of
  /// the method's own; nil for its own.
  public let givenNeighbors: [[Int]]?

  /// - Parameters:
  ///   - demands: made in this order.
  ///   - givenNeighbors: one list per row of the class, equally long; nil for the method's own.
  public init(
    training: TrainingRows, demands: [ClassDemand], seed: UInt32, givenNeighbors: [[Int]]? = nil
  ) {
    self.training = training
    self.demands = demands
    self.seed = seed
    self.givenNeighbors = givenNeighbors
  }
}

/// Makes new minority rows from real ones.
public protocol Oversampler: Configurable {
  /// The synthetic rows, per demand in the order of the request.
  ///
  /// - Throws: `OversamplingError`, or `CancellationError` soon after a cancel.
  func synthesize(
    _ request: OversamplingRequest, in context: RunContext<Fraction>
  ) throws -> SyntheticRows
}
