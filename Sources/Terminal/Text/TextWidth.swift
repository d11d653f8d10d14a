/// Where a text stands in the columns it is given.
package enum TextAlignment: Sendable, Equatable {
  case left
  case right
  case center
}

/// How many terminal columns text takes.
///
/// The table is our own, after Unicode 16: the C library's depends on the machine, and a table that
/// disagrees with what was drawn tears the screen.
package enum TextWidth {
  /// The columns of a character by itself: 0 (control, combining, invisible), 1 or 2.
  ///
  /// Sequences that terminals draw as an emoji (joined, a flag, with a presentation selector) count
  /// as 2, whatever their first scalar is.
  package static func of(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return 0 }
    let base = ScalarKind(first).width
    guard scalars.count > 1 else { return base }
    let isEmoji = scalars.dropFirst().contains {
      switch ScalarKind($0) {
      case .emojiSelector, .joiner, .modifier: first.properties.isEmoji
      case .regional: true
      default: false
      }
    }
    return isEmoji ? 2 : base
  }

  /// The columns `text` takes once drawn, placeholders and escapes included.
  package static func of(_ text: String, ascii: Bool = false) -> Int {
    VisibleText.Pieces(text, ascii: ascii).reduce(0) { $0 + $1.width }
  }

  /// `text` if it fits into `columns`, else as much of its start as fits with `ellipsis` after it.
  ///
  /// The result is still raw text: drawing makes it visible, so nothing is escaped twice.
  package static func truncate(
    _ text: String, to columns: Int, ellipsis: Character = "…", ascii: Bool = false
  ) -> String {
    guard columns > 0 else { return "" }
    let room = columns - 1
    var pieces = VisibleText.Pieces(text, ascii: ascii)
    var used = 0
    var cut = text.startIndex
    while let piece = pieces.next() {
      used += piece.width
      if used <= room, !pieces.isInsideReplacement { cut = pieces.position }
      if used > columns { return String(text[..<cut]) + String(ellipsis) }
    }
    return text
  }

  /// `text` in exactly `columns` columns: truncated if it is longer, filled with spaces if shorter.
  package static func pad(
    _ text: String, to columns: Int, alignment: TextAlignment = .left, ellipsis: Character = "…",
    ascii: Bool = false
  ) -> String {
    let fitted = truncate(text, to: columns, ellipsis: ellipsis, ascii: ascii)
    let room = max(0, columns - of(fitted, ascii: ascii))
    let before = spaceBefore(room: room, alignment: alignment)
    return String(repeating: " ", count: before) + fitted
      + String(repeating: " ", count: room - before)
  }

  /// The part of `room` spare columns that goes in front of the text.
  static func spaceBefore(room: Int, alignment: TextAlignment) -> Int {
    switch alignment {
    case .left: 0
    case .right: max(0, room)
    case .center: max(0, room) / 2
    }
  }
}
