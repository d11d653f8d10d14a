/// The different rows of a matrix, numbered in order of first appearance.
///
/// Rows are equal if all their values are: 0 and −0 are equal; so are two NaN of the same bits.
/// Besides the matrix it holds a few words per row, however many columns there are.
public struct RowNumbers: Sendable {
  /// For each number the row that it was given to first, ascending.
  public let firstRows: [Int]
  /// For each row its number.
  public let ofRows: [Int]
  private let matrix: Matrix
  /// The newest number of each hash, and for each number the one before it with the same hash.
  private let newest: [UInt64: Int]
  private let before: [Int]

  /// Numbers the rows of `matrix`. O(rows × columns).
  public init(_ matrix: Matrix) {
    var first: [Int] = []
    var numbers: [Int] = []
    var newest: [UInt64: Int] = [:]
    var before: [Int] = []
    numbers.reserveCapacity(matrix.rows)
    newest.reserveCapacity(matrix.rows)
    for row in 0..<matrix.rows {
      let hash = Self.hash(of: matrix, row)
      var number = newest[hash] ?? -1
      while number >= 0, !Self.areEqual(matrix, row, matrix, first[number]) {
        number = before[number]
      }
      if number < 0 {
        number = first.count
        first.append(row)
        before.append(newest.updateValue(number, forKey: hash) ?? -1)
      }
      numbers.append(number)
    }
    self.matrix = matrix
    self.newest = newest
    self.before = before
    firstRows = first
    ofRows = numbers
  }

  /// The number of the row that equals row `row` of `other`, or nil. O(columns).
  public func number(ofRow row: Int, in other: Matrix) -> Int? {
    guard other.columns == matrix.columns else { return nil }
    var number = newest[Self.hash(of: other, row)] ?? -1
    while number >= 0, !Self.areEqual(other, row, matrix, firstRows[number]) {
      number = before[number]
    }
    return number < 0 ? nil : number
  }

  /// Adding zero makes minus zero plain zero: they are the same value.
  private static func bits(_ value: Double) -> UInt64 { (value + 0).bitPattern }

  private static func hash(of matrix: Matrix, _ row: Int) -> UInt64 {
    var hash: UInt64 = 0x9e37_79b9_7f4a_7c15
    for position in row * matrix.columns..<(row + 1) * matrix.columns {
      hash = (hash ^ bits(matrix.storage[position])) &* 0xff51_afd7_ed55_8ccd
      hash ^= hash >> 32
    }
    return hash
  }

  private static func areEqual(
    _ matrix: Matrix, _ row: Int, _ other: Matrix, _ otherRow: Int
  ) -> Bool {
    let here = row * matrix.columns
    let there = otherRow * other.columns
    for column in 0..<matrix.columns
    where bits(matrix.storage[here + column]) != bits(other.storage[there + column]) {
      return false
    }
    return true
  }
}
