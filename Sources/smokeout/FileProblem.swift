import Foundation

/// Why nothing can be done with a file.
enum FileProblem: Error, CustomStringConvertible {
  case cannotOpen(String, Int32)
  case cannotWrite(String, Int32)
  /// Standard output takes no more.
  case cannotPrint(Int32)
  /// A table with control characters would be shown on a terminal as it is.
  case steersTerminal
  /// The file can be read, but not used for what was asked.
  case unfit(String, String)
  /// A file to be written is one that is read, or is written for another option.
  case sameFile(path: String, option: String, other: String)

  var description: String {
    switch self {
    case .cannotOpen(let path, let code):
      "\(path): cannot be opened: \(Self.text(code)); "
        + "expected a file that can be read; check the name"
    case .cannotWrite(let path, let code):
      "\(path): cannot be written: \(Self.text(code)); "
        + "expected a place that can be written to; give another name"
    case .cannotPrint(let code):
      "standard output cannot be written: \(Self.text(code)); the result is not complete; "
        + "make room, or send it somewhere else"
    case .steersTerminal:
      "the table holds control characters, which could steer this terminal; "
        + "name a file with --output"
    case .unfit(let path, let reason): "\(path): \(reason)"
    case .sameFile(let path, let option, let other):
      "\(path): \(option) would write over \(other); give \(option) another name"
    }
  }

  private static func text(_ code: Int32) -> String { String(cString: strerror(code)) }
}
