/// Something in a theme file that was not understood. Everything else in the file still counts.
package struct ThemeProblem: Sendable, Equatable, CustomStringConvertible {
  package let file: String
  /// From 1.
  package let line: Int
  /// From 1; known only where the file is not valid TOML.
  package let column: Int?
  /// What was found and what was expected. Parts of the file in it are visible text.
  package let message: String

  package init(file: String, line: Int, column: Int? = nil, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }

  /// `dark.toml:12: unknown role "plot.minorty"`
  package var description: String {
    let place = column.map { "\(line):\($0)" } ?? "\(line)"
    return "\(VisibleText.plain(file)):\(place): \(message)"
  }
}
