import Terminal

/// An escape sequence that the terminal database does not know: `ESC [ 1 ; 5 C`.
///
/// ncurses hands such a sequence over piece by piece. Taken for keys its digits would be commands,
/// so it is read to its end and either understood or dropped.
struct ControlSequence: Equatable {
  let parameters: [Int]
  let final: Character

  /// Takes the rest of a sequence, after `ESC [`, off the front of `keys`.
  ///
  /// nil if nothing follows that could belong to one: then it was Alt and a bracket.
  init?(takenFrom keys: inout ArraySlice<RawKey>) {
    var text = ""
    var final: Character = "\0"
    while final == "\0", case .character(let value)? = keys.first, (0x20...0x7E).contains(value) {
      keys.removeFirst()
      let character = Character(Unicode.Scalar(UInt8(value)))
      if value < 0x40 { text.append(character) } else { final = character }
    }
    if text.isEmpty && final == "\0" { return nil }
    parameters = text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    self.final = final
  }

  /// The key, its modifiers ignored; nil if the program has no use for it.
  var key: Key? {
    switch final {
    case "A": .up
    case "B": .down
    case "C": .right
    case "D": .left
    case "H": .home
    case "F": .end
    case "Z": .backTab
    case "~": numberedKey
    default: nil
    }
  }

  private var numberedKey: Key? {
    switch parameters.first ?? 0 {
    case 1, 7: .home
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    default: nil
    }
  }
}
