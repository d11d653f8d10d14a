/// What the user did: a key, a pasted text, a click, a new size of the terminal.
package enum Key: Sendable, Hashable {
  case character(Character)
  /// Ctrl and a letter, lower case: `control("c")`.
  case control(Character)
  /// Alt and a character.
  case alt(Character)
  case enter
  case escape
  case tab
  case backTab
  case backspace
  case delete
  case up
  case down
  case left
  case right
  case home
  case end
  case pageUp
  case pageDown
  case function(Int)
  /// Text between the brackets of a bracketed paste. Never a command.
  case paste(String)
  case click(x: Int, y: Int)
  case scroll(lines: Int, x: Int, y: Int)
  /// The terminal has a new size; ask the screen which.
  case resize
}
