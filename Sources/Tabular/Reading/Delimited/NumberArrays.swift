/// Arrays that are filled in place, several at once.
enum NumberArrays {
  /// Arrays that are filled at once. Each one takes a few frames of the stack.
  static let limit = 256

  /// `count` arrays, at most `limit`, of `rows` numbers, all of which `body` writes through the
  /// pointers it is lent.
  ///
  /// An array lends its memory while it is being made, so each next one is made inside the making
  /// of the one before. That spares a table the copy from memory of our own.
  static func filled(
    count: Int, rows: Int, _ body: ([UnsafeMutablePointer<Double>]) throws -> Void
  ) rethrows -> [[Double]] {
    try filled(count, rows: rows, opened: [], body).reversed()
  }

  /// The arrays that are still to be made, last one first.
  private static func filled(
    _ count: Int, rows: Int, opened: [UnsafeMutablePointer<Double>],
    _ body: ([UnsafeMutablePointer<Double>]) throws -> Void
  ) rethrows -> [[Double]] {
    guard opened.count < count else {
      try body(opened)
      return []
    }
    var others: [[Double]] = []
    let array = try [Double](unsafeUninitializedCapacity: max(1, rows)) { buffer, initialized in
      let pointers = opened + (buffer.baseAddress.map { [$0] } ?? [])
      others = try filled(count, rows: rows, opened: pointers, body)
      initialized = rows
    }
    others.append(array)
    return others
  }
}
