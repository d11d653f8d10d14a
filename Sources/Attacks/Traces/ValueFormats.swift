import Jobs
import Numeric
import Tabular

/// How many digits the values of a release have, in their shortest text.
///
/// Measured values have few; computed ones as many as a number can hold, which is 15 to 17 with
/// those before the point, whatever the unit. Leading zeros count, so a value has at least as many
/// digits as decimals; a whole number, however large, counts as none.
struct ValueFormats: Sendable {
  /// The most digits of any value of each row.
  let most: [Int]
  /// Whether a row has a value with so many digits that it must have been computed.
  let isLong: [Bool]

  /// Digits that measured values do not have.
  static let usualLimit = 13
  private static let grain = 256

  /// - Parameter limit: digits from which a value is long.
  /// - Throws: `CancellationError`.
  /// - Complexity: O(rows × columns).
  init(_ rows: Matrix, limit: Int, in context: RunContext<AttackUpdate>) throws {
    most = try parallelChunks(of: rows.rows, grain: Self.grain, in: context) { range in
      range.map { row in
        (0..<rows.columns).reduce(0) { max($0, Self.digits(rows[row, $1])) }
      }
    }.flatMap(\.self)
    isLong = most.map { $0 >= limit }
  }

  private static func digits(_ value: Double) -> Int {
    guard value.isFinite, value != value.rounded() else { return 0 }
    var whole = 0
    var rest = value.magnitude
    while rest >= 1 {
      whole += 1
      rest /= 10
    }
    return whole + NumberText.decimals(value)
  }
}
