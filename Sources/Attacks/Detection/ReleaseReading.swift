import Jobs
import Numeric

/// How rows of a table were made from others, as far as the table shows it.
public struct ReleaseReading: Sendable, Equatable {
  /// What was made how.
  public enum Making: Sendable, Equatable {
    /// On the line between two rows of the class.
    case lines
    /// On such lines and beyond their ends.
    case linesWithExtrapolation
    /// On lines to rows of other classes too.
    case linesAcrossClasses
    /// In triangles.
    case triangles
    /// In boxes.
    case boxes
    /// By copying.
    case copies
  }

  /// How rows were made.
  public let making: Making
  /// Whether original rows are among them.
  public let kind: ReleaseKind
  /// Share of the rows that lie on a line with others of the class, where lines are the sign.
  public let shareOnLines: Double?

  /// Rows that are looked at for lines to other classes.
  private static let acrossSubjects = 300
  /// Share of rows on lines to other classes from which on they are no oddity.
  private static let leastAcross = 0.1
  /// Share of one-line rows at an end of their line, where rows are drawn beyond the ends.
  private static let leastEnds = 0.45
  /// The same of rows known to be made by their digits.
  private static let leastLongEnds = 0.12
  /// Share of rows where lines cross, that synthetic rows alone do not have.
  private static let leastCrossings = 0.04
  /// Share of rows in which several lines end, among those that lines end in, likewise; it does not
  /// depend on how many rows were made.
  private static let leastSeveralEnds = 0.3

  /// - Parameters:
  ///   - signs: what was found in `table`.
  ///   - others: rows of the other classes, all columns of the table.
  /// - Complexity: that of `LineStructure`, twice where there are other classes.
  public init<Update>(
    _ signs: ReleaseSigns, in table: DetectionTable, digits: DigitSigns?, others: Matrix,
    context: RunContext<Update>
  ) throws {
    let isMixed = digits != nil
    guard case .lines(let scale) = signs.shape else {
      shareOnLines = nil
      switch signs.shape {
      case .copies: (making, kind) = (.copies, .augmented)
      case .boxes: (making, kind) = (.boxes, .augmented)
      case .categories(let kind): (making, self.kind) = (.lines, kind)
      case .planes, .lines:
        making = .triangles
        kind = isMixed || others.rows > 0 ? .augmented : .synthetic
      }
      return
    }
    let structure = try LineStructure(table, scale: scale, in: context)
    shareOnLines = structure.shareInside
    let hasOriginals =
      isMixed || structure.shareOfCrossings >= Self.leastCrossings
      || structure.shareOfSeveralEnds >= Self.leastSeveralEnds
    kind = hasOriginals ? .augmented : .synthetic
    let extrapolates =
      digits.map { structure.shareOfEnds(among: $0.long) >= Self.leastLongEnds }
      ?? (structure.shareOfEnds >= Self.leastEnds)
    if kind == .augmented,
      try Self.isAcross(table, scale, others, structure.shareInside, in: context)
    {
      making = .linesAcrossClasses
    } else {
      making = kind == .augmented && extrapolates ? .linesWithExtrapolation : .lines
    }
  }

  private static func isAcross<Update>(
    _ table: DetectionTable, _ scale: LineScale, _ others: Matrix, _ inside: Double,
    in context: RunContext<Update>
  ) throws -> Bool {
    guard others.rows > 0 else { return false }
    let all = try LineStructure(
      table, scale: scale, witnesses: others, most: acrossSubjects, in: context)
    let across = Double(all.insideWithRows(from: table.rows.rows)) / Double(all.subjects.count)
    return across >= leastAcross
  }
}
