/// What an attack says about a real person's record.
public enum Claim: Sendable, Equatable {
  /// This row of the release is a real record.
  case real(row: Int)
  /// A real record with these values exists, though it was not released.
  case record(values: [Double])
}

/// How sure an attack is of a claim.
public enum Certainty: String, Sendable, CaseIterable {
  /// Shown by more than one thing, or by one that does not happen by chance.
  case certain
  /// Shown by one thing alone, which has other explanations.
  case probable
}

/// A level of a category that a rebuilt record probably has.
public struct CategoryGuess: Sendable, Equatable {
  /// Number of the column in `Release.categories`.
  public let column: Int
  /// Number of the level in that column.
  public let level: Int
  /// Share of the rows that speak for it, in 0...1; 1 if none speaks against it.
  public let share: Double

  /// - Parameters:
  ///   - column, level: numbers in `Release.categories`.
  ///   - share: in 0...1.
  public init(column: Int, level: Int, share: Double) {
    self.column = column
    self.level = level
    self.share = share
  }
}

/// One claim with its evidence.
public struct Guess: Sendable, Equatable {
  /// What is said about a real record.
  public let claim: Claim
  /// What it follows from, in rows of the release.
  public let evidence: Evidence
  /// Bound on the error of a rebuilt coordinate, as a share of its column's largest absolute
  /// value; 0 for a row of the release.
  public let error: Double
  /// How sure the attack is.
  public let certainty: Certainty
  /// Levels of the columns that hold categories, as far as the release tells them.
  public let categories: [CategoryGuess]

  /// - Parameter error: bound on the error of a coordinate, as a share of its column's largest
  ///   absolute value; 0 where the record was released itself.
  public init(
    _ claim: Claim, evidence: Evidence, error: Double = 0, certainty: Certainty = .certain,
    categories: [CategoryGuess] = []
  ) {
    self.claim = claim
    self.evidence = evidence
    self.error = error
    self.certainty = certainty
    self.categories = categories
  }
}
