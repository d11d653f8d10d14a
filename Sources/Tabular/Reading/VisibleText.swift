/// Text from files made fit for messages: nothing in it can drive a terminal or reorder a line.
package enum VisibleText {
  /// Characters of a cell that a message quotes.
  package static let limit = 40

  /// `text` with control, format and bidirectional characters spelled out, cut after `limit`
  /// characters of the original.
  package static func shortened(_ text: String, limit: Int = limit) -> String {
    var visible = ""
    for (index, scalar) in text.unicodeScalars.enumerated() {
      guard index < limit else { return visible + "…" }
      append(scalar, to: &visible)
    }
    return visible
  }

  /// The same in quotes, as cells and names appear in messages.
  static func quoted(_ text: String) -> String { "'\(shortened(text))'" }

  /// Names in a list, the first few of many.
  static func list(_ names: [String], limit: Int = 12) -> String {
    let shown = names.prefix(limit).map { shortened($0) }.joined(separator: ", ")
    return names.count > limit ? "\(shown), … (\(names.count) in all)" : shown
  }

  private static func append(_ scalar: Unicode.Scalar, to text: inout String) {
    if isVisible(scalar) {
      text.unicodeScalars.append(scalar)
    } else if scalar.value < 0x100 {
      text += "\\x" + hexadecimal(scalar.value, width: 2)
    } else {
      text += "\\u{" + hexadecimal(scalar.value, width: 1) + "}"
    }
  }

  /// False for characters that cannot be seen, or steer what shows them.
  package static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      false
    default: true
    }
  }

  private static func hexadecimal(_ value: UInt32, width: Int) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
