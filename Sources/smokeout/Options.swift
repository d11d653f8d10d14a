import ArgumentParser
import Attacks
import Foundation

/// Whether the first line of a file names the columns.
enum HeaderChoice: String, ExpressibleByArgument, CaseIterable {
  case yes
  case no
  case auto

  /// As the reader is told; nil to find out.
  var hasHeader: Bool? {
    switch self {
    case .yes: true
    case .no: false
    case .auto: nil
    }
  }
}

/// Options that every command about a file takes.
struct SharedOptions: ParsableArguments {
  @Option(
    help: """
      The class column (default: one named target, class, label, outcome or y; else the last \
      with two values).
      """)
  var target: String?
  @Option(help: "The class to grow (default: the rarest).")
  var minority: String?
  @Option(
    help: """
      Whether the first line names the columns: yes, no, or auto, which looks at it (files of \
      text).
      """)
  var header = HeaderChoice.auto
  @Option(
    parsing: .unconditional, help: "Threads to use (default: all processors).",
    transform: NumberArgument.whole("1 to 1024"))
  var threads: Int?
  @Flag(help: "Print one JSON object.")
  var json = false
  @Flag(help: "No progress on standard error.")
  var quiet = false

  var threadCount: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads: found \(threads), expected 1 to 1024")
    }
  }
}
