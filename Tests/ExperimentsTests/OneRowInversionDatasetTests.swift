import Attacks
import Experiments
import Foundation
import Jobs
import Numeric
import Oversampling
import Tabular
import TestSupport
import Testing

private let folder = Fixture.sharedFolder(#filePath)

/// One-row inversion on benchmark datasets, read from beside the project; skipped where they are
/// not.
@Suite(.enabled(if: folder != nil, "there is no folder ../shared/datasets"))
struct OneRowInversionDatasetTests {
  private func scores(
    _ name: String, ratio: Double, scaling: Scaling = .none, grid: String = "auto"
  ) throws -> [AttackScore] {
    let path = try #require(folder) + "/\(name).csv"
    let bytes = FileBytes([UInt8](try Data(contentsOf: URL(fileURLWithPath: path))))
    let table = try TableReader.read(
      bytes, fileName: path, options: ReadOptions(), in: .unattended(threads: 2))
    var trial = AttackTrial(
      try PreparedData(table.dataset, Preparation(minority: "1", scaling: scaling)))
    trial.goal = .ratio(ratio)
    trial.settings = ["grid": grid]
    return try (0..<5).map { seed in
      trial.seed = UInt32(seed)
      return try trial.report(OneRowInversion.self).score
    }
  }

  private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  /// Ratio and the share of the records to be found, as far as they are within reach: of a small
  /// class the drawing leaves some out by chance.
  @Test(
    arguments: ["yeast_me2", "ecoli", "car_eval_34"],
    [(1.0, 0.83), (2, 0.96), (3, 0.985), (5, 0.995)]
  )
  func fewRowsTellPracticallyAllRecords(
    name: String, target: (ratio: Double, recall: Double)
  ) throws {
    let all = try scores(name, ratio: target.ratio)
    let bound = mean(all.map { Double($0.bound) / Double($0.records) })
    #expect(mean(all.map(\.recall)) >= min(target.recall, 0.98 * bound))
    #expect(mean(all.map(\.precision)) >= 0.98)
    #expect(all.allSatisfy { $0.certainPrecision == 1 })
  }

  @Test(arguments: [(1.0, 0.49), (3, 0.79)])
  func scaledRowsTellTheirSteps(target: (ratio: Double, recall: Double)) throws {
    let all = try scores(
      "yeast_me2", ratio: target.ratio, scaling: .minmax, grid: "release")
    #expect(mean(all.map(\.recall)) >= target.recall)
    #expect(all.allSatisfy { $0.certainPrecision == 1 })
  }
}
