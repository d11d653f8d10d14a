import Jobs
import Numeric
import Parameters

/// Neighbors that were found elsewhere, in place of a method's own. One list for each row of the
/// demanded class, in order, all equally long, nearest first.
public struct GivenNeighbors: Sendable, Equatable {
  /// Those the second parent is drawn from: row numbers within the class; for a method that draws
  /// from all classes, row numbers among the training rows.
  public var partners: [[Int]]?
  /// Those of all classes that a row is judged by: row numbers among the training rows.
  public var surroundings: [[Int]]?

  /// - Parameters:
  ///   - partners: what the second parent is drawn from; nil for the method's own.
  ///   - surroundings: what a row is judged by; nil for the method's own.
  public init(partners: [[Int]]? = nil, surroundings: [[Int]]? = nil) {
    self.partners = partners
    self.surroundings = surroundings
  }
}

/// What is asked of an oversampler.
public struct OversamplingRequest: Sendable {
  /// The rows of all classes; a method may look at the other classes too.
  public let training: TrainingRows
  /// The classes to grow, each named once.
  public let demands: [ClassDemand]
  /// As imbalanced-learn's integer `random_state`.
  public let seed: UInt32
  /// How the streams follow from the seed.
  public let seedStyle: SeedStyle
  /// How rows are drawn, for methods that draw lines.
  public let recipe: DrawingRecipe
  /// Neighbors found elsewhere; only with a single demand.
  public let given: GivenNeighbors

  /// - Parameters:
  ///   - demands: made in this order.
  ///   - given: neighbors found elsewhere; the method's own where there are none.
  public init(
    training: TrainingRows, demands: [ClassDemand], seed: UInt32,
    seedStyle: SeedStyle = .imblearn, recipe: DrawingRecipe = DrawingRecipe(),
    given: GivenNeighbors = GivenNeighbors()
  ) {
    self.training = training
    self.demands = demands
    self.seed = seed
    self.seedStyle = seedStyle
    self.recipe = recipe
    self.given = given
  }

  /// The stream for one class.
  ///
  /// In the style of imbalanced-learn a fresh stream of the seed, the same for every class; a
  /// method that goes on with one stream from class to class calls this once.
  public func random(for code: Int32) -> NumPyRandom {
    switch seedStyle {
    case .imblearn: NumPyRandom(seed: seed)
    case .independent: NumPyRandom(seed: Self.mixed(seed, code))
    }
  }

  /// Spreads neighboring seeds and classes over all seeds (the finalizer of MurmurHash3).
  private static func mixed(_ seed: UInt32, _ code: Int32) -> UInt32 {
    var word = seed ^ (UInt32(bitPattern: code) &+ 1) &* 0x9e37_79b9
    word = (word ^ (word >> 16)) &* 0x85eb_ca6b
    word = (word ^ (word >> 13)) &* 0xc2b2_ae35
    return word ^ (word >> 16)
  }
}

/// The columns that a method can work on.
public enum FeatureInput: Sendable, Equatable {
  /// Numbers only: a category arrives as a column of zeros and ones for each level.
  case numbers
  /// Numbers and categories, at least one of each.
  case mixed
  /// Categories only: every different number arrives as a level of its own.
  case categories
}

/// Makes new minority rows from real ones.
public protocol Oversampler: Configurable {
  /// The columns that it can work on.
  static var input: FeatureInput { get }
  /// Whether it draws its rows between a base and a neighbor by the recipe of the request; if not,
  /// a recipe other than the published one is refused before it gets here.
  static var drawsLines: Bool { get }
  /// The synthetic rows, per demand in the order of the request.
  ///
  /// - Throws: `OversamplingError`, or `CancellationError` soon after a cancel.
  func synthesize(
    _ request: OversamplingRequest, in context: RunContext<Fraction>
  ) throws -> SyntheticRows
}

extension Oversampler {
  /// Most work on numbers.
  public static var input: FeatureInput { .numbers }
  /// Most draw lines.
  public static var drawsLines: Bool { true }
}
