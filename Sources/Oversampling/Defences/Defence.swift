import Jobs
import Numeric
import Parameters

/// Something that is done to make a release give less away. Several are applied in order.
///
/// A defence works in one of three places, and leaves the others as they are: on the rows that
/// parents are taken from, on how a row is drawn between them, or on the finished release. Its
/// `summary` is the line that says what it is said to do.
public protocol Defence: Configurable {
  /// Where it works.
  static var stage: DefenceStage { get }
  /// What the rows of class `code` are replaced by before anything is made of them.
  ///
  /// - Throws: `OversamplingError`, `CancellationError`.
  func parents(
    _ members: Matrix, className: String, in context: RunContext<Fraction>
  ) throws -> ParentGroups?
  /// Changes how rows are drawn.
  func adjust(_ recipe: inout DrawingRecipe)
  /// Changes the finished release.
  ///
  /// - Parameter random: a stream of the defence's own.
  /// - Throws: `OversamplingError`, `CancellationError`.
  func treat(
    _ draft: inout ReleaseDraft, random: inout NumPyRandom, in context: RunContext<Fraction>
  ) throws
}

/// Where a defence works, in the order in which the stages come.
public enum DefenceStage: String, Sendable, CaseIterable {
  /// On the rows that parents are taken from.
  case parents
  /// On how a row is drawn between its parents.
  case drawing
  /// On the finished release.
  case release
}

extension Defence {
  /// The rows themselves.
  public func parents(
    _ members: Matrix, className: String, in context: RunContext<Fraction>
  ) throws -> ParentGroups? { nil }

  /// As published.
  public func adjust(_ recipe: inout DrawingRecipe) {}

  /// As it was made.
  public func treat(
    _ draft: inout ReleaseDraft, random: inout NumPyRandom, in context: RunContext<Fraction>
  ) throws {}
}

/// Rows that stand for groups of real rows.
public struct ParentGroups: Sendable, Equatable {
  /// One row per group, as wide as the rows they were made from.
  public let rows: Matrix
  /// The real rows of each group, as positions among the rows given.
  public let members: [[Int]]

  /// - Parameters:
  ///   - rows: one per group.
  ///   - members: positions among the rows that the groups were made from.
  public init(rows: Matrix, members: [[Int]]) {
    self.rows = rows
    self.members = members
  }
}
