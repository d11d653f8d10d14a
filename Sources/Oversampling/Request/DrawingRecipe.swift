/// How a synthetic row is drawn between a base and its neighbors. The methods that draw lines
/// follow it; defences change it.
public struct DrawingRecipe: Sendable, Equatable {
  /// Which row becomes the second parent.
  public enum NeighborChoice: Sendable, Equatable {
    /// One of the neighbors that the method found, each as likely.
    case listed
    /// Any row that the method could have found, near or far.
    case anywhere
    /// For every row the number of neighbors is drawn anew from 1 to as many as were found, then
    /// one of that many nearest.
    case shortened
  }

  /// What is made of the parents.
  public enum Combination: Sendable, Equatable {
    /// A point of the line between two: one step for all columns.
    case line
    /// A point of the box that two span: a step per column.
    case box
    /// A point of the triangle that three span, each as likely.
    case triangle
  }

  /// Which row becomes the second parent.
  public var choice: NeighborChoice
  /// What is made of the parents.
  public var combination: Combination

  /// As the methods are published, unless told otherwise.
  public init(choice: NeighborChoice = .listed, combination: Combination = .line) {
    self.choice = choice
    self.combination = combination
  }

  /// Whether the methods work as published.
  public var isPublished: Bool { self == DrawingRecipe() }
}

/// How the streams of random numbers follow from the seed.
public enum SeedStyle: String, Sendable, CaseIterable {
  /// As imbalanced-learn does with an integer `random_state`: the same stream for every class.
  case imblearn
  /// A stream of its own for every class.
  case independent
}
