import ArgumentParser
import Attacks
import Experiments
import Foundation
import Oversampling
import Parameters
import Tabular

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

/// Options that say how synthetic rows are made.
struct OversamplingOptions: ParsableArguments {
  @Option(help: "Oversampling method; see 'smokeout list oversamplers'.")
  var method = SMOTE.name
  @Option(help: "Nearest neighbors to interpolate with (default: the method's, 5 for SMOTE).")
  var k: Int?
  @Option(
    help: """
      Minority over majority rows after oversampling, above 0 and at most 1, as in \
      imbalanced-learn (default: 1).
      """)
  var strategy: Double?
  @Option(help: "Synthetic over real minority rows; instead of --strategy.")
  var ratio: Double?
  @Option(help: "Random seed, with the meaning it has in imbalanced-learn (0 to 4294967295).")
  var seed: UInt32 = 0
  @Option(help: "What is released: auto, synthetic or augmented.")
  var release = ReleaseChoice.auto
  @Option(help: "minmax scales every column to -1...1 first, none leaves the file's units.")
  var scale = Scaling.none
  @Option(
    help: """
      File with the neighbors of each minority row, in place of the method's own: a line a row, \
      row numbers within the class from 0, between commas.
      """)
  var neighbors: String?

  func validate() throws {
    if strategy != nil, ratio != nil {
      throw ValidationError("--strategy and --ratio both say how many rows to make; give one")
    }
  }

  /// The plan these options ask for, without attacks.
  func plan() throws -> ExperimentPlan {
    guard let type = OversamplerCatalog.named(method) else {
      throw PlanError.unknownMethod(method, known: OversamplerCatalog.all.map { $0.name })
    }
    var plan = ExperimentPlan()
    plan.method = method
    plan.parameters = ParameterValues(type.parameters)
    if let k { try plan.parameters.set("k", to: .integer(k)) }
    plan.goal = ratio.map { .ratio($0) } ?? .strategy(strategy ?? 1)
    plan.seed = seed
    plan.release = release
    plan.attacks = []
    plan.givenNeighbors = try neighbors.map { try NeighborFile.read($0) }
    return plan
  }
}

extension ReleaseChoice: ExpressibleByArgument {}
extension Scaling: ExpressibleByArgument {}

/// A file of neighbor lists.
enum NeighborFile {
  static func read(_ path: String) throws -> [[Int]] {
    let bytes = try DatasetFile.bytes(path)
    let text = bytes.withBytes { String(decoding: $0, as: UTF8.self) }
    let lines = text.split(whereSeparator: \.isNewline)
    return try lines.enumerated().map { number, line in
      try line.split(separator: ",").enumerated().map { column, word in
        guard let row = Int(word.trimmingCharacters(in: .whitespaces)) else {
          throw ValidationError(
            "\(path):\(number + 1): found '\(word.prefix(40))' as neighbor \(column + 1), "
              + "expected a row number within the class, from 0")
        }
        return row
      }
    }
  }
}
