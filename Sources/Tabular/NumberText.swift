import CKernels

/// Numbers as text.
public enum NumberText {
  /// The shortest text that reads back to exactly `value`; whole numbers below 1e16 without point
  /// or exponent; empty for a missing value.
  public static func shortest(_ value: Double) -> String {
    String(unsafeUninitializedCapacity: Int(csv_number_capacity)) { buffer in
      buffer.withMemoryRebound(to: CChar.self) { text in
        text.baseAddress.map { csv_format(value, $0) } ?? 0
      }
    }
  }

  /// Appends the text of `value` to `bytes`.
  static func append(_ value: Double, to bytes: inout [UInt8]) {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(csv_number_capacity)) {
      guard let text = $0.baseAddress else { return }
      let count = csv_format(value, text)
      bytes.append(contentsOf: UnsafeRawBufferPointer(start: text, count: count))
    }
  }

  /// Digits after the point in the shortest text of `value`; 0 for missing and infinite values.
  public static func decimals(_ value: Double) -> Int {
    guard value.isFinite else { return 0 }
    let text = shortest(value)
    let digits = text.split(separator: "e")
    let fraction = digits[0].split(separator: ".").dropFirst().first?.utf8.count ?? 0
    let exponent = digits.dropFirst().first.flatMap { Int($0) } ?? 0
    return max(0, fraction - exponent)
  }

  /// The most digits after the point that any of `values` needs.
  static func decimals(_ values: [Double]) -> Int {
    var most = 0
    for value in values where value != value.rounded() { most = max(most, decimals(value)) }
    return most
  }
}
