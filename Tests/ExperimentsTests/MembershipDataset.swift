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

  /// How an attack fares on a release that is every member's record, `times` times. Half of the
  /// people kept apart are what it may compare with, the others are asked about.
  func copies(_ times: Int = 1, _ type: any MembershipAttack.Type) throws -> MembershipScore? {
    let scaler = MinMaxScaler(fitting: data.features)
    let rows = data.holdout.rows(of: data.minorityCode)
    let kept = scaler.transform(data.holdout.features.rows(rows))
    let trained = scaler.transform(data.features.rows(publication.minorityRows))
    let known = RowNumbers(kept)
    let members = trained.rows(
      RowNumbers(trained).firstRows.filter { known.number(ofRow: $0, in: trained) == nil })
    let inTraining = RowNumbers(trained)
    let people = known.firstRows.filter { inTraining.number(ofRow: $0, in: kept) == nil }
    let half = people.count / 2
    let others = kept.rows(Array(people[half...]))
    let attack = try type.init(ParameterValues(type.parameters))
    let view = MembershipView(
      release: members.rows((0..<members.rows * times).map { $0 % members.rows }),
      candidates: members.stacked(on: others), reference: kept.rows(Array(people[..<half])))
    let scores = try attack.scores(on: view, in: .unattended(threads: 2))
    return MembershipScore(
      scores: scores, isMember: scores.indices.map { $0 < members.rows })
  }

  func report(_ type: any MembershipAttack.Type) throws -> MembershipReport {
    let holdout = data.holdout
    let kept = holdout.rows(of: data.minorityCode)
    return try MembershipGame(publication, data, holdout: holdout.features.rows(kept))
      .play(Selection(type), in: .unattended(threads: 2))
  }
}
