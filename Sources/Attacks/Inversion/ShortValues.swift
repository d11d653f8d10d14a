import Foundation
import Numeric

/// Values that a person would write down: with few decimals.
///
/// A value between two real ones at a random step has 15 or more digits, so a short value in a
/// synthetic row is one that both parents had.
enum ShortValues {
  private static let powers: [Double] = (0...15).map { pow(10, Double($0)) }

  /// The least number of decimals, at most `most`, that write down exactly this value; nil if more
  /// are needed. O(most).
  static func decimals(of value: Double, most: Int) -> Int? {
    (0...most).first { decimals in
      let whole = value * powers[decimals]
      return abs(whole) < 1e14 && whole.rounded() / powers[decimals] == value
    }
  }

  /// The decimals that a whole table was rounded to: nil unless practically all rows have short
  /// values throughout. O(rows × columns).
  static func decimals(ofTable rows: Matrix) -> Int? {
    var most = 0
    var long = 0
    for row in 0..<rows.rows {
      var isLong = false
      for column in 0..<rows.columns {
        if let decimals = decimals(of: rows[row, column], most: 10) {
          most = max(most, decimals)
        } else {
          isLong = true
        }
      }
      long += isLong ? 1 : 0
    }
    return Double(long) <= 0.01 * Double(rows.rows) ? most : nil
  }

  /// The grid of decimals that all values lie on, coarsened to the steps they really take; nil if
  /// they need more than `most`. O(values).
  static func grid(of values: [Double], most: Int, largest: Double) -> ColumnGrid? {
    var needed = 0
    for value in values {
      guard let decimals = decimals(of: value, most: most) else { return nil }
      needed = max(needed, decimals)
    }
    let fine = ColumnGrid(
      base: 0, offset: 0, numerator: 1, denominator: powers[needed],
      error: ColumnGrid.rounding(largest))
    return CommonStep.coarsened(fine, by: values)
  }
}
