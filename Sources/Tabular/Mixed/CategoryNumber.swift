/// A number for a category's text, equal for equal texts in whatever table.
enum CategoryNumber {
  /// A whole number that a `Double` holds exactly: 53 bits of the FNV-1a hash of the text.
  static func of(_ text: String) -> Double {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Double(hash >> 11)
  }
}
