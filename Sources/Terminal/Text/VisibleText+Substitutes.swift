extension VisibleText {
  /// How a control character is written.
  static func controlName(_ scalar: Unicode.Scalar, ascii: Bool) -> String {
    switch scalar.value {
    case 0x80...0x9F:
      return "\\x" + String(scalar.value, radix: 16, uppercase: true)
    case 0x7F:
      return ascii ? "^?" : "␡"
    default:
      let shown = Unicode.Scalar(ascii ? scalar.value + 0x40 : scalar.value + 0x2400) ?? "?"
      return (ascii ? "^" : "") + String(Character(shown))
    }
  }

  /// `\u{5D0}`.
  static func codePoint(_ scalar: Unicode.Scalar) -> String {
    "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
  }

  /// One ASCII character for any other, `?` where none comes close.
  ///
  /// Always one: a text takes the same columns in every tier, so no layout depends on it.
  static func asciiSubstitute(for character: Character) -> Character {
    guard let base = character.unicodeScalars.first, !base.isASCII else {
      return character.unicodeScalars.first.map { Character($0) } ?? "?"
    }
    return substitutes[Character(base)] ?? "?"
  }

  private static let substitutes: [Character: Character] = [
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-", "─": "-", "━": "-",
    "│": "|", "┃": "|", "┌": "+", "┐": "+", "└": "+", "┘": "+", "├": "+", "┤": "+", "┼": "+",
    "┏": "+", "┓": "+", "┗": "+", "┛": "+", "┬": "+", "┴": "+",
    "‘": "'", "’": "'", "“": "\"", "”": "\"", "…": ".", "·": ".", "•": "*", "●": "*", "○": "o",
    "→": ">", "▸": ">", "▶": ">", "›": ">", "»": ">", "≥": ">",
    "←": "<", "◂": "<", "◀": "<", "‹": "<", "«": "<", "≤": "<", "↵": "<",
    "↑": "^", "▲": "!", "↓": "v", "▼": "v", "↔": "=", "≈": "~", "±": "~", "×": "x", "✗": "x",
    "✓": "+", "█": "#", "▓": "#", "▒": "#", "░": ".", "■": "#", "□": ".", "◆": "#", "▏": "|",
    "Δ": "d", "µ": "u", "μ": "u", "°": "o", "²": "2", "³": "3",
  ]
}
