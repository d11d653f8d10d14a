import Attacks
import Jobs
import Numeric
import Oversampling
import Tabular

/// Runs the program that made a release on other rows of the minority, as an attacker who has it
/// can.
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

  /// The program, for rows whose features are scaled to −1…1 over the training rows. It hears a
  /// cancel of `context`.
  func scaled(in context: RunContext<Fraction>) -> GeneratorAccess {
    let inner: RunContext<Fraction> = context.silenced(threads: 1)
    return GeneratorAccess { rows, seed in
      scaler.transform(try make(from: scaler.inverse(rows), seed: seed, in: inner))
    }
  }

  /// The program, for rows in the units of the data.
  func unscaled(in context: RunContext<Fraction>) -> GeneratorAccess {
    let inner: RunContext<Fraction> = context.silenced(threads: 1)
    return GeneratorAccess { rows, seed in try make(from: rows, seed: seed, in: inner) }
  }

  /// The synthetic rows of the minority that are released.
  private func make(
    from rows: Matrix, seed: UInt32, in context: RunContext<Fraction>
  ) throws -> Matrix {
    let others = data.features.rows(data.otherRows)
    let trained = try PreparedData(
      others.stacked(on: rows), names: data.columnNames, decimals: data.decimals,
      layout: data.layout,
      labels: data.otherRows.map { data.labels[$0] }
        + Array(repeating: data.minorityCode, count: rows.rows),
      classNames: data.classNames, Preparation(minority: data.minorityName))
    var seeded = plan
    seeded.seed = seed
    let released = try Production(seeded, trained).run(in: context).released
    let made = released.origins.indices.filter {
      !released.origins[$0].isReal && released.labels[$0] == data.minorityCode
    }
    return released.features.rows(made)
  }
}
