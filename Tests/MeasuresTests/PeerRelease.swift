import Foundation
import Jobs
import Measures
import Tabular
import TestSupport

/// A small release and what SDMetrics 0.32.0 and mostlyai-qa 1.10.11 say about it; see
/// `Tests/Peers/make_measure_fixtures.py`.
struct PeerRelease: Decodable, Sendable {
  /// A number that we mean to differ from.
  struct Departure: Decodable, Sendable {
    let peer: Double
    let ours: Double
    let because: String
  }

  /// A measure and what it is to be on a release.
  struct Question: Sendable, CustomStringConvertible {
    let release: String
    let measure: String
    let expected: Double

    var description: String { "\(measure) of \(release)" }
  }

  /// Numbers that ours equal.
  let equal: [String: Double]?
  /// Four standard deviations to either side of the mean of a peer that draws.
  let within: [String: [Double]]?
  /// Measures for which the peer has no number.
  let undefined: [String]?
  let departures: [String: Departure]?

  static let names = [
    "categories", "constant-column", "copy", "mixed", "number-and-category", "one-category",
    "one-number", "random-rows-are-real", "ranges", "steady-baseline", "ties", "two-numbers",
    "unseen", "zeros",
  ]

  /// What is asked of the releases; empty, which a test notices, where a file cannot be read.
  static func questions(
    _ numbers: (PeerRelease) -> [String: Double]?
  ) -> [Question] {
    names.flatMap { name in
      let found = (try? load(name)).flatMap(numbers) ?? [:]
      return found.sorted { $0.key < $1.key }
        .map { Question(release: name, measure: $0.key, expected: $0.value) }
    }
  }

  static func load(_ name: String) throws -> PeerRelease {
    try Fixture.load("peers/\(name)/expected.json", besides: #filePath)
  }

  /// The tables of a release, every column a feature.
  static func input(_ name: String, seed: UInt32 = 0) throws -> MeasureInput {
    try MeasureInput(
      training: table(name, "training"), synthetic: table(name, "synthetic"),
      holdout: table(name, "holdout"), seed: seed)
  }

  private static func table(_ name: String, _ kind: String) throws -> Dataset {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/peers/\(name)/\(kind).csv")
    let bytes = FileBytes([UInt8](try Data(contentsOf: file)))
    let table = try TableReader.read(
      bytes, fileName: "\(kind).csv", options: ReadOptions(), in: .unattended()
    ).dataset
    return try table.with(Schema(table.columns.map { _ in .feature }))
  }
}
