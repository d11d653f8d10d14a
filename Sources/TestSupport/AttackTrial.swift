import Attacks
import Experiments
import Jobs
import Numeric
import Oversampling
import Parameters

/// One attack on one release made here, start to end: what most tests of attacks need.
package struct AttackTrial {
  package var k = 5
  package var goal = BalanceGoal.strategy(1)
  package var seed: UInt32 = 0
  package var threads = 2
  package var settings: [String: String] = [:]
  private let data: PreparedData

  package init(_ data: PreparedData) { self.data = data }

  /// Minority rows and as many others as `majorityCount`, far away and of no interest.
  package init(minority: Matrix, majorityCount: Int = 2000, scaling: Scaling = .none) throws {
    var random = NumPyRandom(seed: 99)
    let others = Matrix(
      rows: majorityCount, columns: minority.columns,
      storage: (0..<majorityCount * minority.columns).map { _ in random.uniform(-1, 1) })
    data = try TinyFeatures.data(
      minority: minority, majority: others, grow: "rare", scaling: scaling)
  }

  package func publication() throws -> Publication {
    var plan = ExperimentPlan()
    try plan.parameters.set("k", to: .integer(k))
    plan.goal = goal
    plan.seed = seed
    return try Publication.make(plan, from: data, in: .unattended(threads: threads))
  }

  package func report(_ attack: any Attack.Type) throws -> AttackReport {
    var selection = Selection(attack)
    for (name, text) in settings { try selection.values.set(name, text: text) }
    return try ExperimentRunner.assess(
      selection, .auto, on: publication(), in: .unattended(threads: threads))
  }
}

/// Random rows for tests, the same for the same seed.
package enum RandomRows {
  /// Normal values, rounded to so many decimals.
  package static func normal(
    _ rows: Int, _ columns: Int, decimals: Int = 3, seed: UInt32 = 1
  ) -> Matrix {
    var random = NumPyRandom(seed: seed)
    var unit = 1.0
    for _ in 0..<decimals { unit *= 10 }
    return Matrix(
      rows: rows, columns: columns,
      storage: (0..<rows * columns).map { _ in (random.normal() * unit).rounded() / unit })
  }

  /// Normal values in very different units: the first column like years, the second large, the
  /// third tiny.
  package static func inMixedUnits(_ rows: Int, _ columns: Int) -> Matrix {
    var matrix = normal(rows, columns)
    for row in 0..<rows {
      matrix[row, 0] = 2000 + (matrix[row, 0] * 10).rounded()
      matrix[row, 1] *= 1e7
      matrix[row, 2] *= 1e-6
    }
    return matrix
  }

  /// Whole numbers from 0 to `levels - 1`.
  package static func grid(
    _ rows: Int, _ columns: Int, levels: Int, seed: UInt32 = 1
  ) -> Matrix {
    var random = NumPyRandom(seed: seed)
    return Matrix(
      rows: rows, columns: columns,
      storage: (0..<rows * columns).map { _ in Double(random.integer(below: levels)) })
  }
}
