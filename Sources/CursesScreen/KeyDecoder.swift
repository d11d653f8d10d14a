import CNCurses
import Terminal

/// Turns what ncurses has read into keys. Needs no terminal.
///
/// It remembers an unfinished paste from one batch to the next; everything else is complete in its
/// batch, since ncurses waits for the rest of a sequence.
package struct KeyDecoder: Sendable {
  /// Scalars of a paste that are kept; the rest of a larger one is dropped.
  package static let longestPaste = 1 << 20

  private var paste: (text: String, count: Int)?

  package init() {}

  package mutating func decode(_ batch: [RawKey]) -> [Key] {
    var rest = batch[...]
    var keys: [Key] = []
    while let raw = rest.popFirst() {
      if let key = paste == nil ? key(raw, before: &rest) : pasted(raw) { keys.append(key) }
    }
    return keys
  }

  // MARK: - Keys

  private mutating func key(_ raw: RawKey, before rest: inout ArraySlice<RawKey>) -> Key? {
    switch raw {
    case .character(0x1B): escape(before: &rest)
    case .character(let value): Self.key(of: value)
    case .function(Int32(NC_PASTE_BEGIN)): begin()
    case .function(let code): Self.key(ofFunction: code)
    case .press(let x, let y): .click(x: x, y: y)
    case .wheel(let lines, let x, let y): .scroll(lines: lines, x: x, y: y)
    }
  }

  /// An escape alone, Alt and a character, or a sequence nobody has defined.
  private func escape(before rest: inout ArraySlice<RawKey>) -> Key? {
    guard case .character(let value)? = rest.first, value > 0x1F, value != 0x7F,
      let scalar = Unicode.Scalar(value)
    else { return .escape }
    rest.removeFirst()
    guard scalar == "[" || scalar == "O", let sequence = ControlSequence(takenFrom: &rest) else {
      return .alt(Character(scalar))
    }
    return sequence.key
  }

  private static func key(of value: UInt32) -> Key? {
    switch value {
    case 0x08, 0x7F: .backspace
    case 0x09: .tab
    case 0x0A, 0x0D: .enter
    case 0x01...0x1A: control(0x60 + value)
    case 0x00, 0x1C...0x1F: control(0x40 + value)
    case 0x80...0x9F: nil
    default: Unicode.Scalar(value).map { .character(Character($0)) }
    }
  }

  private static func control(_ value: UInt32) -> Key? {
    Unicode.Scalar(value).map { .control(Character($0)) }
  }

  private static func key(ofFunction code: Int32) -> Key? {
    switch Int(code) {
    case NC_KEY_UP, NC_KEY_SHIFT_UP: .up
    case NC_KEY_DOWN, NC_KEY_SHIFT_DOWN: .down
    case NC_KEY_LEFT, NC_KEY_SHIFT_LEFT: .left
    case NC_KEY_RIGHT, NC_KEY_SHIFT_RIGHT: .right
    case NC_KEY_HOME: .home
    case NC_KEY_END: .end
    case NC_KEY_PAGE_UP: .pageUp
    case NC_KEY_PAGE_DOWN: .pageDown
    case NC_KEY_BACKSPACE: .backspace
    case NC_KEY_DELETE: .delete
    case NC_KEY_ENTER: .enter
    case NC_KEY_BACK_TAB: .backTab
    case NC_KEY_F0 + 1...NC_KEY_F0 + 12: .function(Int(code) - NC_KEY_F0)
    default: nil
    }
  }

  // MARK: - Pasted text

  private mutating func begin() -> Key? {
    paste = ("", 0)
    return nil
  }

  /// Collects until the closing bracket. A function key in between is part of the text that looked
  /// like one, and is dropped like every other control.
  private mutating func pasted(_ raw: RawKey) -> Key? {
    switch raw {
    case .function(Int32(NC_PASTE_END)):
      defer { paste = nil }
      // Terminals send a carriage return for the end of a line.
      return .paste(String((paste?.text ?? "").map { $0.isNewline ? "\n" : $0 }))
    case .character(let value):
      append(value)
      return nil
    default:
      return nil
    }
  }

  private mutating func append(_ value: UInt32) {
    let isControl = value < 0x20 || (0x7F...0x9F).contains(value)
    guard !isControl || [0x09, 0x0A, 0x0D].contains(value), let scalar = Unicode.Scalar(value),
      let count = paste?.count, count < Self.longestPaste
    else { return }
    paste?.text.unicodeScalars.append(scalar)
    paste?.count += 1
  }
}
