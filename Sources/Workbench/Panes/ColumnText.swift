import Tabular

/// Short texts about a column.
enum ColumnText {
  /// `class`, `id`, `int`, `dec 1`, `yes/no`, `text`.
  static func kind(_ column: ColumnProfile) -> String {
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

  /// `18..93`, or the levels, most frequent first.
  static func range(_ column: ColumnProfile) -> String {
    guard let numbers = column.numbers else {
      return column.top.map(\.text).joined(separator: " ")
    }
    return number(numbers.minimum, column) + ".." + number(numbers.maximum, column)
  }

  static func mean(_ column: ColumnProfile) -> String {
    column.numbers.map { NumberFormat.significant($0.mean) } ?? ""
  }

  /// Everything about a column, in sentences that can be broken anywhere.
  static func details(_ column: ColumnProfile) -> String {
    var parts = [column.name + ":", kind(column) + ","]
    parts.append("\(NumberFormat.thousands(column.distinct)) distinct,")
    parts.append(
      column.missing == 0
        ? "none missing."
        : "\(NumberFormat.thousands(column.missing)) missing "
          + "(\(NumberFormat.percent(column.missingShare, digits: 1))).")
    if let numbers = column.numbers {
      let quartiles = [numbers.lowerQuartile, numbers.median, numbers.upperQuartile]
      parts.append("Quartiles " + quartiles.map { number($0, column) }.joined(separator: " ") + ",")
      parts.append("mean \(NumberFormat.significant(numbers.mean)),")
      parts.append("spread \(NumberFormat.significant(numbers.standardDeviation)).")
    } else {
      let top = column.top.prefix(5)
      parts.append(
        top.map { "\($0.text) \(NumberFormat.thousands($0.count))" }
          .joined(separator: ", "))
    }
    return parts.joined(separator: " ")
  }

  private static func number(_ value: Double, _ column: ColumnProfile) -> String {
    switch column.kind {
    case .decimal(let decimals): NumberFormat.value(value, decimals: decimals)
    case .integer: NumberFormat.value(value, decimals: 0)
    case .boolean, .category, .identifier: NumberFormat.significant(value)
    }
  }
}
