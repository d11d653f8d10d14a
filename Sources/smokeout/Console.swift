import Foundation
import Terminal

/// What the program says outside of the workbench. Everything that may hold text from a file is
/// made safe to print first.
enum Console {
  /// A line on standard output.
  static func say(_ line: String) { print(VisibleText.plain(line)) }

  /// The one line that tells why nothing came of it, on standard error.
  static func fail(_ message: String) { complain("smokeout: " + message) }

  static func complain(_ line: String) {
    let text = line.split(separator: "\n").map { VisibleText.plain(String($0)) }
      .joined(separator: "\n")
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }
}

/// A line of progress on standard error that overwrites itself; silent where nobody watches.
final class ProgressLine: Sendable {
  private let isOn: Bool

  init(isQuiet: Bool) { isOn = !isQuiet && isatty(STDERR_FILENO) == 1 }

  func show(_ text: String) {
    guard isOn else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K\(VisibleText.plain(text))".utf8))
  }

  func clear() {
    guard isOn else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
  }
}
