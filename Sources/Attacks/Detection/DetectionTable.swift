import CKernels
import Numeric
import Tabular

/// A table prepared for telling whether rows were made from others: different rows, and only
/// columns that say something that the others do not.
public struct DetectionTable: Sendable {
  /// The different rows, all columns, in release units.
  public let rows: Matrix
  /// For each different row, where it stands in the table, ascending.
  public let occurrences: [[Int]]
  /// Rows of the table, copies included.
  public let released: Int
  /// Positions of the columns that are neither constant nor follow from earlier ones by a linear
  /// rule: along those that do, rows are in line by the rule alone.
  public let free: [Int]
  /// Digits after the point of each column's values, at most; of a sample in large tables.
  public let decimals: [Int]
  /// The free columns.
  private(set) var coordinates: Matrix
  /// Half a unit of the last digit, per free column.
  let units: [Double]
  /// Largest less least value, per free column.
  let ranges: [Double]

  /// Rows whose digits are looked at: writing numbers out takes time.
  private static let mostWritten = 4000

  /// O(rows × columns²).
  public init(_ matrix: Matrix) {
    let unique = UniqueRows(matrix)
    rows = unique.rows
    occurrences = unique.occurrences
    released = matrix.rows
    let sample = Self.sample(unique.rows, most: Self.mostWritten)
    let decimals = (0..<matrix.columns).map { column in
      (0..<sample.rows).reduce(0) { max($0, NumberText.decimals(sample[$1, column])) }
    }
    let extents = (0..<matrix.columns).map { unique.rows.range(ofColumn: $0) }
    let units = (0..<matrix.columns).map { column in
      let largest = max(abs(extents[column].lowerBound), abs(extents[column].upperBound))
      return max(Self.halfUnit(decimals[column]), 4 * Double.ulpOfOne * largest)
    }
    let ranges = extents.map { $0.upperBound - $0.lowerBound }
    let free = IndependentColumns(sample, units: units, ranges: ranges).columns
    self.decimals = decimals
    self.free = free
    self.units = free.map { units[$0] }
    self.ranges = free.map { ranges[$0] }
    coordinates = unique.rows.columns(free)
  }

  private init(_ coordinates: Matrix, like other: DetectionTable) {
    self = other
    self.coordinates = coordinates
  }

  /// The same columns with other values, for counting what chance does.
  func replacing(_ coordinates: Matrix) -> DetectionTable {
    DetectionTable(coordinates, like: self)
  }

  /// Half a unit of the last of so many digits after the point.
  static func halfUnit(_ decimals: Int) -> Double {
    (0..<decimals).reduce(0.5) { unit, _ in unit / 10 }
  }

  /// Rows at even distances, `most` at most.
  static func sample(_ matrix: Matrix, most: Int) -> Matrix {
    guard matrix.rows > most else { return matrix }
    return matrix.rows((0..<most).map { $0 * matrix.rows / most })
  }

  /// Lends the free columns to a kernel.
  func withKernel<Result>(_ body: (UnsafePointer<ck_table>) throws -> Result) rethrows -> Result {
    try coordinates.storage.withUnsafeBufferPointer { storage in
      try units.withUnsafeBufferPointer { units in
        try ranges.withUnsafeBufferPointer { ranges in
          var table = ck_table(
            coordinates: storage.baseAddress, n: Int64(coordinates.rows),
            d: Int32(coordinates.columns), units: units.baseAddress, ranges: ranges.baseAddress)
          return try body(&table)
        }
      }
    }
  }
}

/// Which columns follow from others by a linear rule.
struct IndependentColumns {
  /// Positions of those that do not, ascending.
  let columns: [Int]

  /// A column that others tell to within this share of its range follows from them.
  private static let share = 1e-9
  /// The same in half units of its last digit: a sum of rounded values is off by a few.
  private static let halfUnits = 8.0
  /// No more than this share of the range is put down to rounding.
  private static let mostByRounding = 0.01

  /// Orthogonalizes the columns one after the other (modified Gram-Schmidt). O(rows × columns²).
  ///
  /// - Parameters:
  ///   - units, ranges: half a unit of the last digit and the range, per column.
  init(_ matrix: Matrix, units: [Double], ranges: [Double]) {
    var kept: [[Double]] = []
    var columns: [Int] = []
    for column in 0..<matrix.columns where ranges[column] > 0 {
      var values = Self.centered(matrix, column, range: ranges[column])
      for base in kept {
        let along = zip(values, base).reduce(0) { $0 + $1.0 * $1.1 }
        for row in values.indices { values[row] -= along * base[row] }
      }
      let byRounding = min(Self.halfUnits * units[column] / ranges[column], Self.mostByRounding)
      let rest = values.reduce(0) { max($0, abs($1)) }
      guard rest > max(Self.share, kept.isEmpty ? 0 : byRounding) else { continue }
      let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
      kept.append(values.map { $0 / length })
      columns.append(column)
    }
    self.columns = columns
  }

  private static func centered(_ matrix: Matrix, _ column: Int, range: Double) -> [Double] {
    let values = (0..<matrix.rows).map { matrix[$0, column] / range }
    let mean = values.reduce(0, +) / Double(max(1, values.count))
    return values.map { $0 - mean }
  }
}
