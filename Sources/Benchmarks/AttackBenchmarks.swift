import Attacks
import Experiments
import Foundation
import Jobs
import Oversampling
import Parameters
import Tabular

/// Both attacks on the eight benchmark datasets, beside the published code's times.
enum AttackBenchmarks {
  private static let names = [
    "ecoli", "yeast_me2", "solar_flare_m0", "abalone", "car_eval_34", "car_eval_4", "mammography",
    "abalone_19",
  ]
  /// Seconds that both attacks may take together on all datasets, on 2 processors.
  private static let budget = 4.0

  static func run() throws {
    guard let folder = SharedFiles.folder("datasets") else {
      print("  skipped: there is no folder ../shared/datasets")
      return
    }
    let reference = Reference.load()
    print(
      "  " + "dataset".padded(16) + "distinsmote (reference)   P      R     "
        + "reconsmote (reference)   P      R")
    var own = 0.0
    var others = 0.0
    for name in names {
      let data = try prepared(folder + "/\(name).csv")
      let publication = try Publication.make(
        ExperimentPlan(), from: data, in: .unattended(threads: Machine.threads))
      let distin = try timed(DistinSMOTE.self, publication)
      let recon = try timed(ReconSMOTE.self, publication)
      own += distin.seconds + recon.seconds
      let known = reference?.seconds(name)
      others += (known?.distin ?? 0) + (known?.recon ?? 0)
      print(
        "  " + name.padded(16) + cells(distin, known?.distin) + "   " + cells(recon, known?.recon))
      Check.expect(distin.score.f1 == 1, "DistinSMOTE tells all rows of \(name) apart")
      Check.expect(
        recon.score.precision == 1 && recon.score.recall >= 0.99,
        "ReconSMOTE rebuilds the records of \(name)")
    }
    print("  together \(own.text(2)) s; the published code \(others.text(0)) s (another machine)")
    Check.expect(own < budget, "both attacks on all datasets within \(budget) s")
  }

  static func prepared(_ path: String) throws -> PreparedData {
    let bytes = [UInt8](try Foundation.Data(contentsOf: URL(fileURLWithPath: path)))
    let result = try TableReader.read(
      FileBytes(bytes), fileName: path, options: ReadOptions(),
      in: .unattended(threads: Machine.threads))
    return try PreparedData(result.dataset, Preparation(minority: "1", scaling: .minmax))
  }

  private static func timed(
    _ attack: any Attack.Type, _ publication: Publication
  ) throws -> (seconds: Double, score: AttackScore) {
    let best = try Stopwatch.best(of: 3) {
      try ExperimentRunner.assess(
        Selection(attack), .auto, on: publication,
        in: .unattended(threads: Machine.threads))
    }
    return (best.seconds, best.output.score)
  }

  private static func cells(
    _ own: (seconds: Double, score: AttackScore), _ reference: Double?
  ) -> String {
    let other = reference.map { "(\($0.text(2, width: 6)) s)" } ?? "(       -)"
    return "\(own.seconds.text(3, width: 7)) s \(other)  \(own.score.precision.text(3))  "
      + own.score.recall.text(3)
  }
}

/// Times measured from the published code, where the file with them is at hand.
private struct Reference: Decodable {
  struct Run: Decodable {
    let seconds: Double
  }

  let reconsmote: [String: Run]
  let distinsmote_default: [String: Run]
  let distinsmote_hand_tuned: [String: Run]

  static func load() -> Reference? {
    guard let folder = SharedFiles.folder("reference"),
      let content = FileManager.default.contents(atPath: folder + "/measured.json")
    else { return nil }
    return try? JSONDecoder().decode(Reference.self, from: content)
  }

  /// The hand-tuned figure where the default needs tuning to work.
  func seconds(_ name: String) -> (distin: Double, recon: Double) {
    let distin = distinsmote_hand_tuned[name] ?? distinsmote_default[name]
    return (distin?.seconds ?? 0, reconsmote[name]?.seconds ?? 0)
  }
}
