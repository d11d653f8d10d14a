import Attacks
import Experiments
import Foundation
import Jobs
import Oversampling
import Parameters
import Tabular

/// k and the ratio as `reconsmote` reads them off synthetic rows alone, beside the true ones.
enum EstimateBenchmarks {
  private static let names = ["ecoli", "yeast_me2", "abalone", "abalone_19", "mammography"]
  private static let seeds: [UInt32] = [0, 1, 2]
  /// Share of runs in which k has to be exact.
  private static let exactShare = 0.95
  /// Largest relative error of the ratio where nearly all records are found.
  private static let ratioError = 0.03

  private struct Run {
    let isExact: Bool
    let ratioError: Double?
  }

  static func run() throws {
    guard let folder = SharedFiles.folder("datasets") else {
      print("  skipped: there is no folder ../shared/datasets")
      return
    }
    var runs: [Run] = []
    for name in names {
      let data = try AttackBenchmarks.prepared(folder + "/\(name).csv")
      for ratio in [5.0, 10, 25] {
        for k in [2, 3, 5, 7, 10] {
          runs += try seeds.map { try one(name, data, k: k, ratio: ratio, seed: $0) }
        }
      }
      let exact = runs.count { $0.isExact }
      print("  after \(name): k exact in \(exact) of \(runs.count) runs")
    }
    let exact = Double(runs.count { $0.isExact }) / Double(runs.count)
    let worst = runs.compactMap(\.ratioError).max() ?? 0
    print("  k exact in \((100 * exact).text(1)) % of \(runs.count) runs; ")
    print("  ratio off by \((100 * worst).text(2)) % at most where recall is above 0.95")
    Check.expect(exact >= exactShare, "k is exact in 95 % of the runs")
    Check.expect(worst <= ratioError, "the ratio is within 3 % where recall is above 0.95")
  }

  private static func one(
    _ name: String, _ data: PreparedData, k: Int, ratio: Double, seed: UInt32
  ) throws -> Run {
    var plan = ExperimentPlan()
    try plan.parameters.set("k", to: .integer(k))
    plan.goal = .ratio(ratio)
    plan.seed = seed
    let publication = try Publication.make(
      plan, from: data, in: .unattended(threads: Machine.threads))
    let report = try ExperimentRunner.assess(
      Selection(ReconSMOTE.self), .auto, on: publication,
      in: .unattended(threads: Machine.threads))
    let estimate = report.estimate
    let recall = report.score.recall
    let error = estimate.ratio.map { abs($0 / publication.settings.ratio - 1) }
    let isExact = estimate.k == k
    if !isExact || (recall > 0.95 && (error ?? 1) > ratioError) {
      let range = estimate.kRange.map { "\($0.lowerBound) to \($0.upperBound)" } ?? "unknown"
      print(
        "  \(name.padded(12)) k \(k) r \(ratio.text(0)) seed \(seed): k \(estimate.k ?? 0) "
          + "(\(range)), r \((estimate.ratio ?? 0).text(2)), recall \(recall.text(3))")
    }
    return Run(isExact: isExact, ratioError: recall > 0.95 ? error ?? 1 : nil)
  }
}
