/// A part kept apart that has too few rows of the class asked about to tell much.
public struct SmallPart: Sendable, Equatable, CustomStringConvertible {
  /// What rows are kept for.
  public enum Part: String, Sendable {
    case holdout
    case test

    fileprivate var text: String { self == .holdout ? "holdout" : "test part" }
  }

  /// What they are kept for.
  public let part: Part
  /// Rows of the class in it.
  public let rows: Int
  /// The class that grows.
  public let className: String

  /// Rows of the class from which on a part is not small: with ten, one more or less right is still
  /// a tenth.
  public static let enough = 10

  /// A sentence for the user: what is the matter and what to do.
  public var description: String {
    let found =
      switch rows {
      case 0: "no row of class '\(className)' is in the \(part.text)"
      case 1: "a single row of class '\(className)' is in the \(part.text)"
      default: "only \(rows) rows of class '\(className)' are in the \(part.text)"
      }
    return "\(found): too few to tell much; keep more apart, \(Self.enough) at least"
  }
}

extension PreparedData {
  /// Parts that were asked for and have too few rows of the class that grows, in the order holdout,
  /// test.
  public var smallParts: [SmallPart] {
    let isHoldoutAsked = preparation.holdout > 0 || !preparation.holdoutRows.isEmpty
    return [
      (SmallPart.Part.holdout, isHoldoutAsked, holdout), (.test, preparation.test > 0, test),
    ].compactMap { part, isAsked, kept in
      let rows = kept.rows(of: minorityCode).count
      guard isAsked, rows < SmallPart.enough else { return nil }
      return SmallPart(part: part, rows: rows, className: minorityName)
    }
  }
}
