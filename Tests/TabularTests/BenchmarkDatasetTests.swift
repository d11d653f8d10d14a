import Foundation
import Jobs
import Tabular
import TestSupport
import Testing

/// The eight benchmark sets lie beside the project where it is developed; elsewhere this is
/// skipped.
private let folder = Fixture.sharedFolder(#filePath)

@Suite(.enabled(if: folder != nil, "no folder of benchmark datasets beside the project"))
struct BenchmarkDatasetTests {
  struct Expected: Sendable {
    let name: String
    let rows: Int
    let features: Int
    let minority: Int
    let unique: Int
    let imbalance: Double
  }

  static let sets = [
    Expected(name: "ecoli", rows: 336, features: 7, minority: 35, unique: 35, imbalance: 8.6),
    Expected(name: "yeast_me2", rows: 1484, features: 8, minority: 51, unique: 51, imbalance: 28.1),
    Expected(
      name: "solar_flare_m0", rows: 1389, features: 32, minority: 68, unique: 58, imbalance: 19.4),
    Expected(name: "abalone", rows: 4177, features: 10, minority: 391, unique: 391, imbalance: 9.7),
    Expected(
      name: "car_eval_34", rows: 1728, features: 21, minority: 134, unique: 134, imbalance: 11.9),
    Expected(
      name: "car_eval_4", rows: 1728, features: 21, minority: 65, unique: 65, imbalance: 25.6),
    Expected(
      name: "mammography", rows: 11183, features: 6, minority: 260, unique: 254, imbalance: 42.0),
    Expected(
      name: "abalone_19", rows: 4177, features: 10, minority: 32, unique: 32, imbalance: 129.5),
  ]

  private func content(_ name: String) throws -> [UInt8] {
    let path = try #require(folder) + "/\(name).csv"
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  @Test(arguments: sets) func theSetIsReadRight(_ expected: Expected) throws {
    let result = try readBytes(try content(expected.name), name: "\(expected.name).csv")
    let profile = try DatasetProfile(result.dataset, in: .unattended(threads: 2))
    let classes = try #require(profile.classes)
    #expect(result.warnings.isEmpty)
    #expect(result.dataset.rowCount == expected.rows)
    #expect(result.dataset.schema.features.count == expected.features)
    #expect(classes.label == "target")
    #expect(classes.minorityName == "1")
    #expect(classes.minorityRows == expected.minority)
    #expect(classes.minorityUniqueRows == expected.unique)
    #expect((classes.counts.imbalance * 10).rounded() / 10 == expected.imbalance)
    #expect(try FeatureEncoder.encode(result.dataset).names.count == expected.features)
  }

  @Test(arguments: sets) func writingTheSetGivesTheSameFile(_ expected: Expected) throws {
    let bytes = try content(expected.name)
    let written = try CSVWriter().bytes(of: readBytes(bytes).dataset)
    #expect(try readBytes(written) == readBytes(bytes))
  }
}
