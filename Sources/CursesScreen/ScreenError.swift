/// Why the screen could not be opened. Each message says what to do.
package enum ScreenError: Error, Sendable, Equatable, CustomStringConvertible {
  case notATerminal
  case unknownTerminal(name: String)
  case cannotMoveCursor(name: String)

  package var description: String {
    switch self {
    case .notATerminal:
      "the workbench needs a terminal for its input and output; start it in one, or use a "
        + "subcommand (smokeout --help), which needs none"
    case .unknownTerminal(let name):
      "the terminal type \(quoted(name)) is unknown here; try TERM=xterm-256color smokeout, "
        + "or use a subcommand (smokeout --help)"
    case .cannotMoveCursor(let name):
      "a terminal of type \(quoted(name)) cannot move its cursor; start in another terminal, "
        + "or use a subcommand (smokeout --help)"
    }
  }
}

/// A name from the environment as it may be printed.
private func quoted(_ name: String) -> String {
  let clean = name.unicodeScalars.prefix(40).map { (" "..."~").contains($0) ? Character($0) : "?" }
  return "\"" + String(clean) + "\""
}
