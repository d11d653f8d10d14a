import Tabular

/// Short texts about a column.
///
/// Of real people's data they tell what describes many rows at once, never what one row has: no
/// extremes, no rare categories, nothing of a column with a value of its own for every row.
struct ColumnText {
  private let column: ColumnProfile
  private let isMasked: Bool

  /// Fewer numbers than this have no quartiles that would not be somebody's own value.
  private static let leastNumbers = 20
  /// A category that fewer rows have is not named.
  private static let leastRows = 5

  init(_ column: ColumnProfile, isMasked: Bool) {
    self.column = column
    self.isMasked = isMasked
  }

  /// `class`, `id`, `int`, `dec 1`, `yes/no`, `text`.
  var kind: String {
    switch column.role {
    case .label: return "class"
    case .identifier: return "id"
    case .feature: break
    }
    return switch column.kind {
    case .integer: "int"
    case .decimal(let decimals): "dec \(decimals)"
    case .boolean: "yes/no"
    case .category: "text"
    case .identifier: "id"
    }
  }

  /// `18..93`, of masked data the middle half: `46..64 mid`; or the levels, most frequent first.
  /// With fewer digits where that is needed to keep to `width` columns.
  func range(width: Int = .max) -> String {
    if isHidden { return MaskText.dots }
    guard let numbers = numbers else { return levels(separator: " ") { $0.text } }
    let ends =
      isMasked
      ? (numbers.lowerQuartile, numbers.upperQuartile) : (numbers.minimum, numbers.maximum)
    let suffix = isMasked ? " mid" : ""
    let texts =
      [number(ends.0) + ".." + number(ends.1) + suffix]
      + [3, 2].map { digits in
        NumberFormat.significant(ends.0, digits: digits) + ".."
          + NumberFormat.significant(ends.1, digits: digits) + suffix
      }
    return texts.first { $0.count <= width } ?? texts[2]
  }

  var mean: String {
    guard let numbers else { return "" }
    return isHidden ? MaskText.dots : NumberFormat.significant(numbers.mean)
  }

  /// Everything about a column, in sentences that can be broken anywhere, the most telling first.
  var details: String {
    let start = numbers == nil && !isHidden ? levelCounts : range()
    return [column.name + ": " + start, counts + shape].joined(separator: "; ") + "."
  }

  /// Nil for columns that are described by their levels; those of a class may be numbers too.
  private var numbers: NumberSummary? {
    column.role == .label && !column.top.isEmpty ? nil : column.numbers
  }

  /// Nothing in the column describes more than a few rows.
  private var isHidden: Bool {
    guard isMasked else { return false }
    if column.role == .identifier || column.kind == .identifier { return true }
    return column.numbers != nil && column.rows - column.missing < Self.leastNumbers
  }

  private var levelCounts: String {
    levels(separator: ", ") { "\($0.text) \(NumberFormat.thousands($0.count))" }
  }

  private var shape: String {
    guard let numbers, !isHidden else { return "" }
    let quartiles = [numbers.lowerQuartile, numbers.median, numbers.upperQuartile]
    return "; quartiles " + quartiles.map(number).joined(separator: " ")
      + ", mean \(NumberFormat.significant(numbers.mean))"
      + ", spread \(NumberFormat.significant(numbers.standardDeviation))"
  }

  private var counts: String {
    let missing =
      column.missing == 0
      ? "none missing"
      : "\(NumberFormat.thousands(column.missing)) missing "
        + "(\(NumberFormat.percent(column.missingShare, digits: 1)))"
    return "\(NumberFormat.thousands(column.distinct)) distinct, " + missing
  }

  /// The most frequent levels that may be named, and how many there are besides.
  private func levels(
    separator: String, _ text: (ColumnProfile.ValueCount) -> String
  ) -> String {
    let named = column.top.filter { !isMasked || $0.count >= Self.leastRows }
    let rest = column.distinct - named.count
    let names = named.map(text)
    return (rest > 0 ? names + ["\(rest) rarer"] : names).joined(separator: separator)
  }

  /// As in the file, or with three digits where the file has no such value, or where all of its
  /// digits would be somebody's.
  private func number(_ value: Double) -> String {
    if isMasked { return coarse(value) }
    switch column.kind {
    case .decimal(let decimals): return number(value, decimals: decimals)
    case .integer: return number(value, decimals: 0)
    case .boolean, .category, .identifier: return NumberFormat.significant(value)
    }
  }

  /// Three digits that count, and zeros in place of the others before the point.
  private func coarse(_ value: Double) -> String {
    var power = 1.0
    while value.magnitude / power >= 1000, power < 1e15 { power *= 10 }
    let rounded = (value / power).rounded() * power
    let isWhole = power > 1 || column.kind == .integer && rounded == value
    return isWhole
      ? NumberFormat.value(rounded, decimals: 0) : NumberFormat.significant(value)
  }

  private func number(_ value: Double, decimals: Int) -> String {
    let exact = NumberFormat.fixed(value, digits: min(decimals, 12))
    let isExact = Double(exact).map { abs($0 - value) <= 1e-9 * max(1, abs(value)) } ?? false
    return isExact ? exact : NumberFormat.significant(value)
  }
}
