import Attacks
import Jobs
import Numeric
import Oversampling
import Parameters

/// The program that makes a release by a plan, as somebody runs it who has all data but perhaps one
/// record.
struct ShadowProgram: Sendable {
  private let data: PreparedData
  private let plan: ExperimentPlan
  private let others: Matrix
  private let otherLabels: [Int32]

  init(_ data: PreparedData, _ plan: ExperimentPlan) {
    self.data = data
    self.plan = plan
    others = data.features.rows(data.otherRows)
    otherLabels = data.otherRows.map { data.labels[$0] }
  }

  /// Whether what it makes are the rows of SMOTE and nothing else.
  var isPlainSMOTE: Bool {
    plan.method == SMOTE.name && plan.defences.isEmpty && !plan.keepsIntegers && !plan.keepsRange
  }

  /// All that decides what it makes, but the data.
  var identity: String {
    let defences = plan.defences.map { "\($0.name) \(Self.text($0.values))" }
    let flags = [plan.isExact, plan.keepsIntegers, plan.keepsRange]
    return ([plan.method, Self.text(plan.parameters)] + defences).joined(separator: "; ")
      + "; \(goalKind) \(plan.goal) \(plan.seedStyle.rawValue) \(flags)"
  }

  private static func text(_ values: ParameterValues) -> String {
    values.specs.map { "\($0.name)=\(values[$0.name] ?? $0.defaultValue)" }.joined(separator: " ")
  }

  /// A strategy of 2 and a ratio of 2 are written alike.
  private var goalKind: String {
    if case .ratio = plan.goal { "ratio" } else { "strategy" }
  }

  /// Synthetic rows of the class that the plan asks for.
  ///
  /// - Parameter count: records of the class that are missing.
  /// - Throws: `OversamplingError`.
  func demand(leavingOut count: Int) throws -> Int {
    var counts = data.classCounts
    counts[Int(data.minorityCode)] -= count
    let sizes = ClassSizes(
      counts: counts, names: data.classNames, target: data.minorityCode,
      isNamed: data.preparation.minority != nil)
    return try plan.goal.demands(sizes).first { $0.code == data.minorityCode }?.count ?? 0
  }

  /// It hears a cancel of `context`.
  func access(in context: RunContext<ShadowProgress>) -> GeneratorAccess {
    let inner: RunContext<Fraction> = context.silenced(threads: 1)
    return GeneratorAccess { rows, seed in try make(rows, seed, in: inner) }
  }

  private func make(
    _ rows: Matrix, _ seed: UInt32, in context: RunContext<Fraction>
  ) throws -> Matrix {
    let changed = try PreparedData(
      others.stacked(on: rows), names: data.columnNames, decimals: data.decimals,
      layout: data.layout,
      labels: otherLabels + Array(repeating: data.minorityCode, count: rows.rows),
      classNames: data.classNames, Preparation(minority: data.preparation.minority))
    var plan = plan
    plan.seed = seed
    let released = try Production(plan, changed).run(in: context).released
    let made = released.origins.indices.filter {
      !released.origins[$0].isReal && released.labels[$0] == data.minorityCode
    }
    return released.features.rows(made)
  }
}
