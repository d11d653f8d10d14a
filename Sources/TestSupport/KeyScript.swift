import Terminal

/// A session of a user as text: `o clinic.csv <enter> (jobs) 2 l l (300) <c-c> (60x16)`.
///
/// Words are typed character by character; `<…>` are named keys, `<c-x>` one with Ctrl; in
/// parentheses stand milliseconds of doing nothing, a new size, or `jobs`: until they have ended.
package struct KeyScript: Sendable {
  package let steps: [RecordingScreen.Step]

  /// Unknown names are typed as they stand.
  package init(_ text: String) {
    steps = text.split(whereSeparator: \.isWhitespace).map { Self.step(String($0)) }
  }

  private static func step(_ word: String) -> RecordingScreen.Step {
    if word.count > 2, word.first == "(", word.last == ")" {
      return pause(String(word.dropFirst().dropLast()))
    }
    if word.count > 2, word.first == "<", word.last == ">",
      let key = key(String(word.dropFirst().dropLast()))
    {
      return .keys([key])
    }
    return .keys(word.map { .character($0) })
  }

  private static func pause(_ text: String) -> RecordingScreen.Step {
    if let milliseconds = Int(text) { return .idle(milliseconds) }
    let sides = text.split(separator: "x").compactMap { Int($0) }
    if sides.count == 2 { return .resize(Size(width: sides[0], height: sides[1])) }
    return .untilJobsEnd
  }

  private static func key(_ name: String) -> Key? {
    if name.hasPrefix("c-"), let letter = name.last { return .control(letter) }
    return names[name]
  }

  private static let names: [String: Key] = [
    "enter": .enter, "esc": .escape, "tab": .tab, "backtab": .backTab, "space": .character(" "),
    "up": .up, "down": .down, "left": .left, "right": .right, "home": .home, "end": .end,
    "backspace": .backspace,
  ]
}
