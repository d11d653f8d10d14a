import Numeric

/// Whether the values of a release were rounded: then rows are equal by accident.
///
/// Interpolated values have as many digits as a number holds, about sixteen. Looked at are the
/// different values of the columns that take many; those repeated in a release are real ones.
enum RoundedValues {
  /// Rows looked at, values that make many, and digits that make a value short.
  private static let sample = 1000
  private static let many = 20
  private static let shortDigits = 10
  /// Share of the values that have to be short.
  private static let share = 0.9

  /// True if nearly all different values have few digits. O(columns), as rows are sampled.
  static func areSeen(in rows: Matrix) -> Bool {
    let count = min(sample, rows.rows)
    var short = 0
    var total = 0
    for column in 0..<rows.columns {
      let values = Set((0..<count).map { rows[$0 * rows.rows / count, column] })
      guard values.count > many else { continue }
      total += values.count
      short += values.count { digits(of: $0) <= shortDigits }
    }
    return total > 0 && Double(short) >= share * Double(total)
  }

  /// Significant decimal digits of the shortest text that gives the value back.
  private static func digits(of value: Double) -> Int {
    let mantissa = "\(value)".prefix { $0 != "e" }.filter(\.isNumber)
    let significant = mantissa.drop { $0 == "0" }
    return significant.reversed().drop { $0 == "0" }.count
  }
}
