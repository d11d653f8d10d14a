import Attacks
import Jobs
import Numeric
import Oversampling
import Tabular

/// Runs the program that made a release on other rows of the minority, as an attacker who has it can.
struct PlanGenerator: Sendable {
  private let plan: ExperimentPlan
  private let data: PreparedData
  private let scaler: MinMaxScaler

  /// - Parameter data: gives the rows of the other classes, which the program sees as well.
  init(_ plan: ExperimentPlan, _ data: PreparedData) {
    self.plan = plan
    self.data = data
    scaler = MinMaxScaler(fitting: data.features)
  }

  /// The program, for rows whose features are scaled to −1…1 over the training rows.
  var access: GeneratorAccess { GeneratorAccess { try make(from: $0, seed: $1) } }

  /// The synthetic rows of the minority that are released.
  ///
  /// - Throws: `PlanError`, `ParameterError`, `OversamplingError`.
  func make(from rows: Matrix, seed: UInt32) throws -> Matrix {
    let others = data.features.rows(data.otherRows)
    var preparation = Preparation(minority: data.minorityName)
    preparation.categories = data.preparation.categories
    let trained = try PreparedData(
      others.stacked(on: scaler.inverse(rows)), names: data.columnNames, decimals: data.decimals,
      layout: data.layout,
      labels: data.otherRows.map { data.labels[$0] }
        + Array(repeating: data.minorityCode, count: rows.rows),
      classNames: data.classNames, preparation)
    var seeded = plan
    seeded.seed = seed
    let released = try Production(seeded, trained).run(in: .unattended()).released
    let made = released.origins.indices.filter {
      !released.origins[$0].isReal && released.labels[$0] == data.minorityCode
    }
    return scaler.transform(released.features.rows(made))
  }
}
