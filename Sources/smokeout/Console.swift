import Foundation

/// What the program says outside of the workbench. Everything that may hold text from a file is
/// made safe to print first.
enum Console {
  /// A line on standard output.
  static func say(_ line: String) { StandardOutput.add((PrintedText.line(line) + "\n").utf8) }

  /// The one line that tells why nothing came of it, on standard error.
  static func fail(_ message: String) { complain("smokeout: " + message) }

  static func complain(_ line: String) { write(PrintedText.line(line) + "\n") }

  /// On standard error; what cannot be written there can be told nowhere.
  fileprivate static func write(_ text: String) {
    _ = Descriptor.write(Array(text.utf8), to: STDERR_FILENO)
  }
}

/// A line of progress on standard error that overwrites itself; silent where nobody watches.
final class ProgressLine: Sendable {
  private let isOn: Bool

  init(isQuiet: Bool) { isOn = !isQuiet && isatty(STDERR_FILENO) == 1 }

  func show(_ text: String) {
    guard isOn else { return }
    Console.write("\r\u{1B}[K\(PrintedText.line(text))")
  }

  func clear() {
    guard isOn else { return }
    Console.write("\r\u{1B}[K")
  }
}
