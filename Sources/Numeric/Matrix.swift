/// A row-major table of numbers. Copying is O(1) until a copy is written to.
public struct Matrix: Sendable, Equatable {
  /// Number of rows, 0 or more.
  public let rows: Int
  /// Number of values in each row, 0 or more.
  public let columns: Int
  /// `rows * columns` values; row `i` starts at `i * columns`.
  public var storage: [Double]

  /// - Precondition: `storage.count == rows * columns`.
  public init(rows: Int, columns: Int, storage: [Double]) {
    precondition(storage.count == rows * columns, "a matrix needs rows * columns values")
    self.rows = rows
    self.columns = columns
    self.storage = storage
  }

  /// All zero.
  public init(rows: Int, columns: Int) {
    self.init(rows: rows, columns: columns, storage: Array(repeating: 0, count: rows * columns))
  }

  /// The rows of `list`, all of one length.
  public init(_ list: [[Double]], columns: Int? = nil) {
    self.init(
      rows: list.count, columns: list.first?.count ?? columns ?? 0, storage: list.flatMap(\.self))
  }

  /// One value. O(1); a row or column that does not exist is a programming error.
  public subscript(row: Int, column: Int) -> Double {
    get { storage[row * columns + column] }
    set { storage[row * columns + column] = newValue }
  }

  /// A copy of one row. O(columns).
  public func row(_ row: Int) -> [Double] {
    Array(storage[row * columns..<(row + 1) * columns])
  }

  /// The rows at `indices`, in that order; repeats are allowed. O(indices × columns).
  public func rows(_ indices: [Int]) -> Matrix {
    var picked: [Double] = []
    picked.reserveCapacity(indices.count * columns)
    for row in indices { picked += storage[row * columns..<(row + 1) * columns] }
    return Matrix(rows: indices.count, columns: columns, storage: picked)
  }

  /// This matrix with the rows of `other`, of equal width, below it.
  public func stacked(on other: Matrix) -> Matrix {
    precondition(other.rows == 0 || other.columns == columns, "widths differ")
    return Matrix(
      rows: rows + other.rows, columns: columns, storage: storage + other.storage)
  }
}

extension Matrix {
  /// The columns at `indices`, in that order. O(rows × indices); O(1) for all of them in order.
  public func columns(_ indices: [Int]) -> Matrix {
    guard indices != Array(0..<columns) else { return self }
    var picked: [Double] = []
    picked.reserveCapacity(rows * indices.count)
    for row in 0..<rows {
      for column in indices { picked.append(storage[row * columns + column]) }
    }
    return Matrix(rows: rows, columns: indices.count, storage: picked)
  }

  /// The least and the largest value of a column; 0…0 without rows. O(rows).
  public func range(ofColumn column: Int) -> ClosedRange<Double> {
    guard rows > 0 else { return 0...0 }
    var low = self[0, column]
    var high = low
    for row in 1..<max(1, rows) {
      low = min(low, self[row, column])
      high = max(high, self[row, column])
    }
    return low...high
  }
}
