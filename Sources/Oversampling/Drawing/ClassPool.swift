import Jobs
import Parameters

extension OversamplingRequest {
  /// Every row of a class with its `k` nearest neighbors of that class.
  ///
  /// - Throws: `OversamplingError` for a class of `k` rows or fewer, and for given neighbors that
  ///   do not fit; `CancellationError`.
  public func classPool(
    _ k: Int, _ code: Int32, in context: RunContext<Fraction>
  ) throws -> LinePool {
    let members = training.rows(of: code)
    let table = try partners(k, of: members, code, in: context)
    let rows = members.map(Int32.init)
    return LinePool(bases: rows, neighbors: table.rows, perBase: table.perRow, candidates: rows)
  }
}

extension ParameterSpec {
  /// The setting that most methods share.
  static let k = ParameterSpec.integer(
    "k", in: 1...100_000, default: 5, help: "nearest neighbors to draw the second parent from")
}
