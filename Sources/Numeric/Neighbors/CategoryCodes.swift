/// A table of categories, each value a level of its column, numbered from 0. Copying is O(1).
public struct CategoryCodes: Sendable, Equatable {
  /// Number of rows, 0 or more.
  public let rows: Int
  /// Number of category columns, 0 or more.
  public let columns: Int
  /// `rows * columns` level numbers, each 0 or more; row `i` starts at `i * columns`.
  public let storage: [Int32]

  /// - Precondition: `storage.count == rows * columns`, no level is negative.
  public init(rows: Int, columns: Int, storage: [Int32]) {
    precondition(storage.count == rows * columns, "codes need rows * columns values")
    precondition(storage.allSatisfy { $0 >= 0 }, "a level is numbered from 0")
    self.rows = rows
    self.columns = columns
    self.storage = storage
  }

  /// The level of one row in one column. O(1).
  public subscript(row: Int, column: Int) -> Int32 { storage[row * columns + column] }

  /// A copy of one row. O(columns).
  public func row(_ row: Int) -> [Int32] {
    Array(storage[row * columns..<(row + 1) * columns])
  }

  /// The rows at `indices`, in that order; repeats are allowed. O(indices × columns).
  public func rows(_ indices: [Int]) -> CategoryCodes {
    var picked: [Int32] = []
    picked.reserveCapacity(indices.count * columns)
    for row in indices { picked += storage[row * columns..<(row + 1) * columns] }
    return CategoryCodes(rows: indices.count, columns: columns, storage: picked)
  }
}
