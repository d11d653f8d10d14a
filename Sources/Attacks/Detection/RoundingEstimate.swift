import Numeric

/// Which columns of a release hold rounded values, read off the values themselves.
///
/// Interpolated values have as many digits as a double can hold. Where every value of a column is
/// a decimal with few digits after the point, somebody rounded.
public struct RoundingEstimate: Sendable, Equatable {
  /// Digits after the point that the values of each column have at most; nil where they have as
  /// many as a double can hold, or where all values are equal and tell nothing.
  public let decimals: [Int?]

  /// More digits than this are not told from those of a value that was not rounded.
  private static let mostDecimals = 12
  /// Values as long as this have no digits to spare for being rounded.
  private static let mostUnits = 1e13

  /// The step that the values of a column are multiples of, in release units; 0 where they are not
  /// rounded.
  public var steps: [Double] { decimals.map { $0.flatMap { Double("1e-\($0)") } ?? 0 } }

  /// Digits of the column that has most, where every column that varies is rounded; else nil.
  public var commonDecimals: Int? {
    let known = decimals.compactMap(\.self)
    return known.isEmpty || hasUnrounded ? nil : known.max()
  }

  private let hasUnrounded: Bool

  /// O(rows × columns).
  ///
  /// - Parameter rows: in release units.
  public init(_ rows: Matrix) {
    var decimals: [Int?] = []
    var hasUnrounded = false
    for column in 0..<rows.columns {
      let range = rows.range(ofColumn: column)
      guard range.lowerBound < range.upperBound else {
        decimals.append(nil)
        continue
      }
      decimals.append(Self.decimals(of: rows, column))
      hasUnrounded = hasUnrounded || decimals[column] == nil
    }
    self.decimals = decimals
    self.hasUnrounded = hasUnrounded
  }

  /// The digits never get fewer from row to row, so each value is looked at once or a little more.
  private static func decimals(of rows: Matrix, _ column: Int) -> Int? {
    var decimals = 0
    var unit = 1.0
    for row in 0..<rows.rows {
      let value = rows[row, column]
      while true {
        let units = (value * unit).rounded()
        guard abs(units) < mostUnits else { return nil }
        // Both are exact, so the quotient is the double nearest to that decimal.
        if units / unit == value { break }
        decimals += 1
        unit *= 10
        guard decimals <= mostDecimals else { return nil }
      }
    }
    return decimals
  }
}
