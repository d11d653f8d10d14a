import ArgumentParser
import Attacks
import Foundation

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
  @Option(help: "Threads to use (default: all processors).")
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
