import Terminal

/// Breaks sentences into lines.
package enum TextWrap {
  /// The words of `text` in lines of at most `width` columns; a longer word is cut. No lines if
  /// there is no room or no text.
  ///
  /// - Parameter ascii: drawn in ASCII, where some signs take more columns.
  package static func lines(_ text: String, width: Int, ascii: Bool = false) -> [String] {
    guard width > 0 else { return [] }
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ").map(String.init) {
      let length = TextWidth.of(word, ascii: ascii)
      if !line.isEmpty, used + 1 + length > width {
        lines.append(line)
        line = ""
      }
      used = line.isEmpty ? length : used + 1 + length
      line = line.isEmpty ? TextWidth.truncate(word, to: width) : line + " " + word
    }
    return line.isEmpty ? lines : lines + [line]
  }
}

extension Canvas {
  /// Writes sentences from the top of `area` on, as far as there is room.
  ///
  /// - Returns: the rows used.
  @discardableResult
  mutating func write(wrapping text: String, as role: Role, in area: Rect) -> Int {
    let lines = TextWrap.lines(text, width: area.width).prefix(area.height)
    for (row, line) in lines.enumerated() {
      write(line, at: area.row(row).start, as: role, in: area.row(row))
    }
    return lines.count
  }
}

extension String {
  /// For a word that begins a sentence.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
