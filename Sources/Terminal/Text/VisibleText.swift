/// The one place where text of unknown origin becomes text that is safe to show.
///
/// Cell values, column and file names, error texts: whatever the program did not write itself can
/// carry terminal commands, reversed reading order or characters that nobody sees. All drawing goes
/// through here (`Canvas.write`), and so must everything printed outside the screen (`plain`).
///
/// - C0 and DEL become control pictures (`␛`), in ASCII `^[`; C1 becomes `\x9B`.
/// - What cannot be seen (bidirectional controls, zero-width characters, soft hyphens, tags, line
///   separators, private use, unassigned) becomes `·`, in ASCII `.`, and is marked as hidden.
/// - At most two combining marks stay on a character; leading ones are dropped.
/// - Of emoji sequences and flags the first scalar is drawn, in two columns.
/// - Right-to-left letters become `\u{5D0}`, because terminals that reorder them reorder the
///   borders and the neighbor's values as well.
/// - Every kind of space is drawn as a plain one.
package enum VisibleText {
  /// One character to draw.
  package struct Piece: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
      /// The character itself.
      case plain
      /// Part of what stands for a control character or a right-to-left letter.
      case escape
      /// Stands for a character that would not have been seen.
      case hidden
    }

    package let character: Character
    /// 1 or 2.
    package let width: Int
    package let kind: Kind

    package init(_ character: Character, width: Int = 1, kind: Kind = .plain) {
      self.character = character
      self.width = width
      self.kind = kind
    }
  }

  /// The pieces of `text`; `ascii` for a terminal that shows nothing else.
  ///
  /// `Pieces` gives the same one by one, for a caller that stops early.
  package static func sanitized(
    _ text: String, ascii: Bool = false, escapesRightToLeft: Bool = true
  ) -> [Piece] {
    Array(Pieces(text, ascii: ascii, escapesRightToLeft: escapesRightToLeft))
  }

  /// `text` as it may be printed outside the screen: to logs, notices, error messages, tables of
  /// the command line. It never holds a control character or one that cannot be seen; it is one
  /// line, as line ends are shown too.
  package static func plain(_ text: String, ascii: Bool = false) -> String {
    if isPlainASCII(text) { return text }
    var result = ""
    for piece in Pieces(text, ascii: ascii) { result.append(piece.character) }
    return result
  }

  /// How many scalars of `text` are not shown themselves: hidden ones and dropped marks.
  package static func hiddenCount(_ text: String) -> Int {
    var pieces = Pieces(text)
    while pieces.next() != nil {}
    return pieces.hiddenCount
  }

  private static func isPlainASCII(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
  }
}
