import Jobs
import Numeric

/// What shows that rows of a table were made from other rows.
public struct ReleaseSigns: Sendable, Equatable {
  /// The way in which rows follow from others.
  public enum Shape: Sendable, Equatable {
    /// On lines.
    case lines(LineScale)
    /// In planes of three others, on no line.
    case planes
    /// In the box of two others.
    case boxes
    /// Copies.
    case copies
    /// Between two rows of categories that stand as zeros and ones; what the kind of release is
    /// follows from whether these two are there.
    case categories(ReleaseKind)
  }

  /// The strongest sign.
  public let shape: Shape
  /// Share of the rows of which it is seen.
  public let share: Double
  /// The share that chance explains.
  public let byChance: Double
  /// Chance that a table without made rows looks so, over all tests done; not below `floor`.
  public let falseAlarm: Double

  /// The largest chance of a false alarm that is accepted.
  public static let level = 0.01
  /// Part of the level that is spent on what the models of chance count, far below it: they are
  /// models.
  static let countedLevel = 1e-3
  /// A table may be special in a way that no model of chance has: below this nothing is said.
  static let floor = 1e-3
  private static let testsPerTable = LineSearch.testCount + SpanSearch.testCount + 2

  /// Looks for signs.
  ///
  /// - Parameters:
  ///   - digits: rows with many digits, where there are two kinds of rows.
  ///   - others: rows of other classes of the same file, or none.
  ///   - tables: tables that are tested, this one included; the level is for all of them together.
  /// - Returns: nil where there are none.
  /// - Complexity: neighbors of some 160 rows among all, and of 600 among at most 1500; for tables
  ///   whose rows fall into two kinds by their digits, of all rows.
  /// - Throws: `CancellationError`.
  public static func find<Update>(
    in table: DetectionTable, digits: DigitSigns?, others: Matrix, tables: Int = 1,
    context: RunContext<Update>
  ) throws -> ReleaseSigns? {
    let tests = testsPerTable * max(1, tables)
    let search = LineSearch(table)
    let level = countedLevel
    if let lines = try search.signs(at: [.digits], tests: tests, level: level, in: context) {
      return ReleaseSigns(lines)
    }
    if let categories = CategorySigns(table, tests: tests, level: level) {
      return ReleaseSigns(
        .categories(categories.hasEnds ? .augmented : .synthetic), categories.share, byChance: 0,
        categories.falseAlarm)
    }
    if let copies = CopySigns(table, others: others) {
      return ReleaseSigns(.copies, copies.share, byChance: copies.byChance, 0)
    }
    let spans = SpanSearch(table)
    // Before lines with noise: rows in one plane are nearly in line with each other by chance.
    if let planes = try spans.planes(tests: tests, level: level, in: context) {
      return ReleaseSigns(.planes, planes.share, byChance: 0, planes.falseAlarm)
    }
    if let lines = try search.signs(
      at: LineSearch.noiseScales, tests: tests, level: level, in: context)
    {
      return ReleaseSigns(lines)
    }
    if let digits,
      let boxes = try spans.boxes(digits, tests: tests, level: level, in: context)
    {
      return ReleaseSigns(.boxes, boxes.share, byChance: 0, boxes.falseAlarm)
    }
    return nil
  }

  private init(_ lines: LineSigns) {
    self.init(.lines(lines.scale), lines.share, byChance: lines.byChance, lines.falseAlarm)
  }

  private init(_ shape: Shape, _ share: Double, byChance: Double, _ falseAlarm: Double) {
    self.shape = shape
    self.share = share
    self.byChance = byChance
    self.falseAlarm = max(Self.floor, falseAlarm)
  }
}
