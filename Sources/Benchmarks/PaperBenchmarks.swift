import Attacks
import Experiments
import Foundation
import Jobs
import Parameters

/// The shadow attacks of the paper on the eight benchmark datasets, beside the paper's figures.
///
///     swift run -c release Benchmarks paper [datasets…] [attacks…] [targets]
///
/// Without attacks the one on the generator, which has to agree with the paper; those on classifiers
/// take hours on all datasets and are run when they are named. Fewer targets are for a quick look:
/// the ten highest of fewer are lower.
enum PaperBenchmarks {
  static let datasets = [
    "ecoli", "yeast_me2", "solar_flare_m0", "abalone", "car_eval_34", "car_eval_4", "mammography",
    "abalone_19",
  ]
  private static let attacks: [any ShadowAttack.Type] = [
    ShadowGenerator.self, ShadowClassifierReal.self, ShadowClassifierAugmented.self,
    ShadowQueries.self,
  ]
  /// Words that may follow `paper`.
  static var words: [String] { datasets + attacks.map { $0.name } }
  /// How far the mean of the ten highest areas may be from the paper's.
  private static let tolerance = 0.03
  /// Where the paper's figure varies more from run to run.
  private static let tolerances = ["abalone": 0.05]
  /// Seconds that the attack on the generator may take on ecoli, on 2 processors.
  private static let budget = 120.0

  static func run() throws {
    guard let folder = SharedFiles.folder("datasets") else {
      print("  skipped: there is no folder ../shared/datasets")
      return
    }
    let words = CommandLine.arguments.dropFirst()
    let named = attacks.filter { words.contains($0.name) }
    let chosen = datasets.filter(words.contains)
    var shadows = ShadowPlan()
    if let targets = words.compactMap({ Int($0) }).first { shadows.targets = targets }
    print(
      "  \(shadows.trainingRuns) + \(shadows.testRuns) runs a side; mean area of the ten highest on all "
        + "test runs (paper), of the ten worst by one half on the other half, of all targets")
    print(
      "  " + "dataset".padded(16) + "attack".padded(29) + "targets highest (paper)  honest    all  "
        + "wall s   CPU s")
    for name in chosen.isEmpty ? datasets : chosen {
      let data = try AttackBenchmarks.prepared(folder + "/\(name).csv")
      for attack in named.isEmpty ? [ShadowGenerator.self] : named {
        try run(attack, shadows, on: data, name)
      }
    }
  }

  private static func run(
    _ attack: any ShadowAttack.Type, _ shadows: ShadowPlan, on data: PreparedData, _ name: String
  ) throws {
    let before = clock()
    let report = try ShadowRun.run(
      Selection(name: attack.name, values: ParameterValues(attack.parameters)), on: data,
      ExperimentPlan(), shadows, in: .unattended(threads: Machine.threads))
    let processor = Double(clock() - before) / Double(CLOCKS_PER_SEC)
    let outcome = report.outcome
    let paper = PaperFigures.load()?.figure(attack, name)
    let areas = outcome.targets.map(\.all.auc)
    print(
      "  " + name.padded(16) + attack.name.padded(29) + "\(areas.count)".padded(8)
        + outcome.selectedMean().text(4) + (paper.map { " (\($0.text(4)))" } ?? " (     -)")
        + outcome.honestMean().text(4, width: 8)
        + (areas.reduce(0, +) / Double(areas.count)).text(4, width: 7)
        + report.seconds.text(1, width: 8) + processor.text(1, width: 8))
    guard attack.name == ShadowGenerator.name,
      areas.count == min(ShadowPlan().targets, data.minorityRows.count)
    else { return }
    let allowed = tolerances[name] ?? tolerance
    Check.expect(
      paper.map { abs(outcome.selectedMean() - $0) <= allowed } ?? true,
      "the ten highest areas on \(name) within \(allowed) of the paper")
    if name == "ecoli" {
      Check.expect(report.seconds < budget, "the paper's full setting on ecoli within \(budget) s")
    }
  }
}

/// The paper's figures, where the file with them is at hand.
private struct PaperFigures: Decodable {
  struct Augmented: Decodable {
    let mia_classifier_on_real_top10_auc: [String: Double]
    let mia_classifier_on_augmented_top10_auc: [String: Double]
  }
  struct Synthetic: Decodable {
    let mia_generator_top10_auc: [String: Double]
  }

  let augmented: Augmented
  let synthetic: Synthetic

  static func load() -> PaperFigures? {
    guard let folder = SharedFiles.folder("reference"),
      let content = FileManager.default.contents(atPath: folder + "/paper.json")
    else { return nil }
    return try? JSONDecoder().decode(PaperFigures.self, from: content)
  }

  /// The mean of the ten highest areas in the paper; nil for an attack that is not in it.
  func figure(_ attack: any ShadowAttack.Type, _ name: String) -> Double? {
    switch attack.name {
    case ShadowGenerator.name: synthetic.mia_generator_top10_auc[name]
    case ShadowClassifierReal.name: augmented.mia_classifier_on_real_top10_auc[name]
    case ShadowClassifierAugmented.name: augmented.mia_classifier_on_augmented_top10_auc[name]
    default: nil
    }
  }
}
