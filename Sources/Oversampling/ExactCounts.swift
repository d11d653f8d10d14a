import Jobs
import Numeric
import Parameters

/// Has a method make just as many rows as asked for: what is too much is cut off at the end of the
/// class, what is missing is made by asking again with other seeds.
public struct ExactCounts: Sendable {
  private let oversampler: any Oversampler
  /// Times that it is asked again: enough for a method that makes a sixtieth of what it should.
  private static let rounds = 64

  /// - Parameter oversampler: the method, with its settings.
  public init(_ oversampler: any Oversampler) { self.oversampler = oversampler }

  /// The rows of the method, as many as asked for; fewer only if the method makes no more,
  /// and then a remark says so.
  ///
  /// - Throws: what the method throws.
  public func synthesize(
    _ request: OversamplingRequest, in context: RunContext<Fraction>
  ) throws -> SyntheticRows {
    let first = try oversampler.synthesize(request, in: context)
    var collected = Collected(first, request.demands)
    for round in 1...Self.rounds {
      let missing = collected.missing
      guard !missing.isEmpty else { break }
      // For all of it once more: a method that shares rows out may round a small rest to nothing.
      let rest = OversamplingRequest(
        training: request.training, demands: missing,
        seed: request.seed &+ UInt32(round) &* 0x9e37_79b9, seedStyle: request.seedStyle,
        recipe: request.recipe, given: request.given)
      let more = try oversampler.synthesize(rest, in: context)
      guard collected.add(more) else { break }
    }
    return collected.finished(request.training)
  }

  /// Rows per class, up to what was asked for.
  private struct Collected {
    private let demands: [ClassDemand]
    private let width: Int
    private let madeFirst: [Int]
    private var rows: [[Double]]
    private var parents: [[Parentage]]
    private var removed: Set<Int>
    private let remarks: [OversamplingRemark]

    init(_ made: SyntheticRows, _ demands: [ClassDemand]) {
      self.demands = demands
      width = made.rows.columns
      madeFirst = demands.map { demand in made.labels.count { $0 == demand.code } }
      rows = demands.map { _ in [] }
      parents = demands.map { _ in [] }
      removed = []
      remarks = made.remarks
      _ = add(made)
    }

    /// The demands that are not met yet, each in full.
    var missing: [ClassDemand] {
      demands.indices.filter { parents[$0].count < demands[$0].count }.map { demands[$0] }
    }

    /// False if nothing could be taken in.
    mutating func add(_ made: SyntheticRows) -> Bool {
      var isAny = false
      let places = Dictionary(uniqueKeysWithValues: zip(demands.map(\.code), demands.indices))
      for (row, label) in made.labels.enumerated() {
        guard let place = places[label], parents[place].count < demands[place].count else {
          continue
        }
        rows[place] += made.rows.row(row)
        parents[place].append(made.parents[row])
        isAny = true
      }
      removed.formUnion(made.removed)
      return isAny
    }

    func finished(_ training: TrainingRows) -> SyntheticRows {
      let kept = remarks.filter { if case .missedCount = $0 { false } else { true } }
      return SyntheticRows(
        rows: Matrix(
          rows: parents.reduce(0) { $0 + $1.count }, columns: width,
          storage: rows.flatMap(\.self)),
        labels: zip(demands, parents).flatMap { Array(repeating: $0.code, count: $1.count) },
        parents: parents.flatMap(\.self), removed: removed.sorted(),
        remarks: kept + demands.indices.compactMap { remark(on: $0, training) })
    }

    private func remark(on place: Int, _ training: TrainingRows) -> OversamplingRemark? {
      let name = training.name(of: demands[place].code)
      let (wanted, made) = (demands[place].count, parents[place].count)
      if made < wanted { return .missedCount(className: name, requested: wanted, made: made) }
      guard madeFirst[place] != wanted else { return nil }
      let deed = madeFirst[place] < wanted ? "topped up" : "cut down"
      return .note(
        "class '\(name)': the method made \(madeFirst[place]) rows, \(deed) to the \(wanted) "
          + "requested", setting: nil)
    }
  }
}
