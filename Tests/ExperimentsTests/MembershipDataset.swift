import Attacks
import Experiments
import Foundation
import Jobs
import Numeric
import Oversampling
import Parameters
import Tabular

/// A benchmark dataset of which a third is kept apart, and a SMOTE release of the rest.
struct MembershipDataset {
  private let data: PreparedData
  private let publication: Publication

  init(_ name: String, folder: String) throws {
    let path = folder + "/\(name).csv"
    let bytes = FileBytes([UInt8](try Data(contentsOf: URL(fileURLWithPath: path))))
    let table = try TableReader.read(
      bytes, fileName: path, options: ReadOptions(), in: .unattended(threads: 2))
    var preparation = Preparation(minority: "1", scaling: .minmax)
    preparation.holdout = 0.34
    data = try PreparedData(table.dataset, preparation)
    var plan = ExperimentPlan()
    plan.goal = .strategy(1)
    publication = try Publication.make(plan, from: data, in: .unattended(threads: 2))
  }

  func report(_ type: any MembershipAttack.Type) throws -> MembershipReport {
    let holdout = data.holdout
    let kept = holdout.rows(of: data.minorityCode)
    return try MembershipGame(publication, data, holdout: holdout.features.rows(kept))
      .play(Selection(type), in: .unattended(threads: 2))
  }
}
