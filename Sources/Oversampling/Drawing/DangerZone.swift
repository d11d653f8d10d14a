import Jobs
import Numeric
import Parameters

extension ParameterSpec {
  /// The setting of the methods that look for rows in danger.
  static let m = ParameterSpec.integer(
    "m", in: 1...100_000, default: 10,
    help: "nearest rows of all classes that decide whether a row is in danger")
}

extension OversamplingRequest {
  /// What `body` makes of every class that has rows in danger, and a remark for those that have
  /// none.
  ///
  /// - Parameters:
  ///   - m: neighbors that a row is judged by.
  ///   - least: rows that a class has to have.
  ///   - method: its title, for messages.
  ///   - body: told the demand, and the positions of the rows in danger among the rows of the
  ///     class.
  /// - Throws: `OversamplingError`, `CancellationError`, and what `body` throws.
  func synthesizeInDanger(
    m: Int, least: Int, method: String, in context: RunContext<Fraction>,
    _ body: (_ demand: ClassDemand, _ danger: [Int]) throws -> SyntheticBlock
  ) throws -> SyntheticRows {
    var draft = SyntheticDraft(width: training.features.columns)
    for demand in demands where demand.count > 0 {
      let members = training.rows(of: demand.code)
      guard members.count >= least else {
        throw OversamplingError.classTooSmall(
          className: training.name(of: demand.code), size: members.count, k: least - 1)
      }
      let danger = try strangers(
        m, setting: ParameterSpec.m.name, around: members, demand.code, method: method,
        in: context
      ).inDanger
      if danger.isEmpty {
        draft.remarks.append(.nothingInDanger(className: training.name(of: demand.code)))
      } else {
        draft.append(try body(demand, danger), code: demand.code)
      }
    }
    context.report(Fraction(1))
    return draft.finished()
  }
}
