import Terminal

/// The names of keys, for help and key bars.
package enum KeyText {
  /// `Ctrl-C`, `PgUp`, `↑`; in ASCII arrows are words, as signs for them would read as other keys.
  package static func of(_ key: Key, ascii: Bool = false) -> String {
    switch key {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(let character): "Ctrl-" + character.uppercased()
    case .alt(let character): "Alt-" + String(character)
    case .up: ascii ? "Up" : "↑"
    case .down: ascii ? "Down" : "↓"
    case .left: ascii ? "Left" : "←"
    case .right: ascii ? "Right" : "→"
    case .function(let number): "F\(number)"
    default: name(of: key)
    }
  }

  /// All keys of a binding, in order.
  package static func of(_ keys: [Key], ascii: Bool = false) -> String {
    keys.map { of($0, ascii: ascii) }.joined(separator: " ")
  }

  private static func name(of key: Key) -> String {
    switch key {
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .paste: "Paste"
    case .click: "Click"
    case .scroll: "Wheel"
    default: "Resize"
    }
  }
}
