import Tabular
import Terminal

/// Text made fit for one line of a terminal: nothing in it steers the terminal, and what is
/// endlessly long is cut. JSON has it whole.
enum PrintedText {
  /// Characters of a cell in a table.
  private static let cellLimit = 60
  /// Characters without a blank between them, unless it is a path.
  private static let wordLimit = 120
  private static let lineLimit = 6000

  /// A line. Characters that cannot be seen are spelled out, as in the messages of the engine.
  static func line(_ text: String) -> String {
    plain(text.utf8.count > wordLimit ? withShortWords(text) : text, limit: lineLimit)
  }

  /// A cell of a table, or a name that stands among others.
  static func cell(_ text: String, limit: Int = cellLimit) -> String { plain(text, limit: limit) }

  private static func plain(_ text: String, limit: Int) -> String {
    Terminal.VisibleText.plain(Tabular.VisibleText.shortened(text, limit: limit))
  }

  /// A name that long was chosen by nobody; the sentence around it is what matters.
  private static func withShortWords(_ text: String) -> String {
    let words = text.unicodeScalars.split(separator: " ", omittingEmptySubsequences: false)
    return words.map { word in
      guard word.count > wordLimit, !word.prefix(wordLimit).contains("/") else {
        return String(word)
      }
      return String(word.prefix(wordLimit / 2)) + "…" + String(word.suffix(4))
    }.joined(separator: " ")
  }
}
