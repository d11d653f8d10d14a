/// One line of text that is being typed.
package struct TextField: Sendable, Equatable {
  /// What a key did.
  package enum Reaction: Sendable, Equatable {
    /// Not a key of a text field; the caller may use it.
    case ignored
    /// Used, but the text is as before.
    case consumed
    case changed
  }

  package private(set) var text: String
  /// Characters in front of the caret, in 0...text.count.
  package private(set) var caret: Int
  /// Longer input is cut off.
  package static let limit = 4096

  /// A field that holds `text`, the caret behind it.
  package init(_ text: String = "") {
    self.text = text
    caret = text.count
  }

  /// Replaces all, for instance with a completion; the caret goes behind it.
  package mutating func set(_ text: String) { self = TextField(text) }

  /// Moves the caret, inserts or deletes. Ctrl with a, e, b, f, d, h, k, u and w does what it does
  /// in a shell. Pasted text loses its control characters, line ends included, and is never obeyed.
  package mutating func handle(_ key: Key) -> Reaction {
    switch key {
    case .character(let character): insert(String(character))
    case .paste(let text): insert(text)
    case .left, .control("b"): move(to: caret - 1)
    case .right, .control("f"): move(to: caret + 1)
    case .home, .control("a"): move(to: 0)
    case .end, .control("e"): move(to: text.count)
    case .backspace, .control("h"): remove(caret - 1, caret)
    case .delete, .control("d"): remove(caret, caret + 1)
    case .control("u"): remove(0, caret)
    case .control("k"): remove(caret, text.count)
    case .control("w"): remove(startOfWord, caret)
    default: .ignored
    }
  }

  /// Draws the text in the first row of `area`, scrolled so that the caret is seen.
  ///
  /// - Returns: where the caret is, for the hardware cursor; `nil` if nothing fits.
  @discardableResult
  package func draw(
    into canvas: inout Canvas, area: Rect, focused: Bool, as role: Role = .field
  ) -> Point? {
    let row = area.row(0)
    guard !row.isEmpty else { return nil }
    canvas.fill(row, as: role)
    let before = TextWidth.of(String(text.prefix(caret)), ascii: canvas.isASCII)
    let scrolled = focused ? max(0, before - row.width + 1) : 0
    canvas.write(text, at: Point(x: row.x - scrolled, y: row.y), as: role, in: row)
    guard focused else { return nil }
    let place = Point(x: row.x + before - scrolled, y: row.y)
    canvas[place.x, place.y].isReversed = true
    return place
  }

  private mutating func insert(_ typed: String) -> Reaction {
    let clean = String(
      String.UnicodeScalarView(typed.unicodeScalars.filter { !Self.isControl($0) }))
    let kept = clean.prefix(max(0, Self.limit - text.count))
    guard !kept.isEmpty else { return .consumed }
    let front = String(text.prefix(caret)) + kept
    text = front + text.dropFirst(caret)
    // A combining mark joins the character in front of it or the inserted one the next.
    caret = min(front.count, text.count)
    return .changed
  }

  private mutating func move(to position: Int) -> Reaction {
    caret = max(0, min(position, text.count))
    return .consumed
  }

  private mutating func remove(_ start: Int, _ end: Int) -> Reaction {
    let start = max(0, start)
    guard start < min(end, text.count) else { return .consumed }
    text = String(text.prefix(start)) + text.dropFirst(end)
    caret = min(start, text.count)
    return .changed
  }

  /// Where the word in front of the caret begins: behind the last space or slash before it.
  private var startOfWord: Int {
    let front = Array(text.prefix(caret))
    let isBreak = { (character: Character) in character == " " || character == "/" }
    guard let last = front.lastIndex(where: { !isBreak($0) }) else { return 0 }
    return (front[..<last].lastIndex(where: isBreak) ?? -1) + 1
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
