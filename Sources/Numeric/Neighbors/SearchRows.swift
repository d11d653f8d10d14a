import CKernels

/// Rows to search among or for: numbers, and categories beside them.
struct SearchRows: Sendable {
  let numbers: Matrix
  /// As many rows as `numbers`.
  let categories: CategoryCodes
  /// What a differing category adds to a squared distance; finite, 0 or more.
  let mismatch: Double

  init(_ numbers: Matrix) {
    self.init(
      numbers, CategoryCodes(rows: numbers.rows, columns: 0, storage: []), mismatch: 0)
  }

  init(_ numbers: Matrix, _ categories: CategoryCodes, mismatch: Double) {
    self.numbers = numbers
    self.categories = categories
    self.mismatch = mismatch
  }

  var count: Int { numbers.rows }
  /// Columns of both kinds.
  var width: Int { numbers.columns + categories.columns }

  func rows(_ indices: [Int]) -> SearchRows {
    SearchRows(numbers.rows(indices), categories.rows(indices), mismatch: mismatch)
  }

  /// Lends the rows to a kernel.
  func withKernel<Result>(_ body: (UnsafePointer<ck_rows>) throws -> Result) rethrows -> Result {
    try numbers.storage.withUnsafeBufferPointer { values in
      try categories.storage.withUnsafeBufferPointer { codes in
        var rows = ck_rows(
          numbers: values.baseAddress, codes: codes.baseAddress, n: Int64(count),
          d: Int32(numbers.columns), c: Int32(categories.columns), mismatch: mismatch)
        return try body(&rows)
      }
    }
  }
}

/// Memory that several threads fill, each its own part.
struct SharedBuffer<Element>: @unchecked Sendable {
  // Unchecked because only the parts, which do not overlap, are written to at the same time.
  let start: UnsafeMutablePointer<Element>

  /// Nil for a buffer without memory.
  init?(_ buffer: UnsafeMutableBufferPointer<Element>) {
    guard let start = buffer.baseAddress else { return nil }
    self.start = start
  }

  /// An array of `count` elements that start as `value` and that `fill` overwrites.
  static func array(
    _ value: Element, count: Int, _ fill: (SharedBuffer<Element>) throws -> Void
  ) rethrows -> [Element] {
    try [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
      buffer.initialize(repeating: value)
      initialized = count
      if let shared = SharedBuffer(buffer) { try fill(shared) }
    }
  }
}
