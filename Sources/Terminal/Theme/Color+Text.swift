extension Color {
  /// `#rrggbb`, in either case; `nil` for anything else.
  init?(hexadecimal text: String) {
    let digits = Array(text.utf8.dropFirst())
    guard text.utf8.first == UInt8(ascii: "#"), digits.count == 6,
      let red = Self.byte(digits[0], digits[1]), let green = Self.byte(digits[2], digits[3]),
      let blue = Self.byte(digits[4], digits[5])
    else { return nil }
    self = .rgb(red: red, green: green, blue: blue)
  }

  private static func byte(_ high: UInt8, _ low: UInt8) -> UInt8? {
    guard let high = hexadecimalValue(high), let low = hexadecimalValue(low) else { return nil }
    return high * 16 + low
  }

  private static func hexadecimalValue(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
