import Jobs
import Parameters
import Tabular

/// Takes a measure by the columns that an attacker may know: those that are suggested, or the worst
/// of several sets.
///
/// Looking often finds something by chance. So with m sets each interval is at `1 − 0.05 / m`
/// (Bonferroni): all of them hold together at 95 %.
public struct QuasiIdentifierSearch: Sendable {
  private let type: any Measure.Type
  private let values: ParameterValues
  private let bins: Int

  /// - Parameters:
  ///   - type: a measure that needs quasi-identifiers.
  ///   - values: its settings; where `bins` is 0, numbers are put into `KnownColumns.groups` groups.
  /// - Throws: `ParameterError`.
  public init(_ type: any Measure.Type, _ values: ParameterValues) throws {
    self.type = type
    var values = values
    if values["bins"] == .integer(0) { try values.set("bins", to: .integer(KnownColumns.groups)) }
    self.values = values
    bins = values.integer("bins")
  }

  /// The settings that the measure is taken with.
  public var settings: ParameterValues { values }

  /// Whether an input leaves the columns of a measure to this.
  public static func isAsked(for type: any Measure.Type, on input: MeasureInput) -> Bool {
    guard type.needs.contains(.quasiIdentifiers) else { return false }
    switch input.columns {
    case .named: return false
    case .suggested: return input.quasiIdentifiers.isEmpty
    case .searched: return true
    }
  }

  /// The measurement of the worst set, with all of them in `looks`. A search asks about every other
  /// column in turn where no column is named as a secret and the measure needs one.
  ///
  /// - Throws: `MeasureError`; `CancellationError`.
  /// - Complexity: as many measures as sets.
  public func measurement(
    on input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> Measurement {
    let candidates = try candidates(of: input, in: context.silenced())
    guard !candidates.isEmpty else {
      throw MeasureError.notApplicable(
        measure: type.title,
        because: "no column has values that several people share, so none is suggested as easily "
          + "known; name some")
    }
    let (sets, possible) = try sets(of: candidates.map(\.name), input, in: context.silenced())
    let found = try taken(sets, on: input, in: context)
    let order = found.indices.sorted {
      let (one, other) = (found[$0].look, found[$1].look)
      if ColumnLooks.isWorse(one, other, type.direction) { return true }
      return !ColumnLooks.isWorse(other, one, type.direction) && $0 < $1
    }
    guard let worst = order.first else { throw noSet }
    var measurement = found[worst].measurement
    measurement.looks = ColumnLooks(
      candidates: candidates, isSuggestion: input.quasiIdentifiers.isEmpty,
      isSearch: input.columns.budget != nil, bins: bins, looks: order.map { found[$0].look },
      possible: possible, direction: type.direction)
    return measurement
  }

  private var noSet: MeasureError {
    .notApplicable(
      measure: type.title,
      because: "there are too few columns: what is known of somebody and what is a secret have to "
        + "be different ones")
  }

  private func candidates(
    of input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> [SuggestedColumn] {
    guard !input.quasiIdentifiers.isEmpty else {
      return try input.suggestedColumns(bins: bins, in: context)
    }
    return try input.quasiIdentifierNames.filter { !input.sensitive.contains($0) }
      .map { try input.described($0, bins: bins, in: context) }
  }

  /// The sets to look at, and how many there are.
  private func sets(
    of candidates: [String], _ input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> (sets: [ColumnSet], possible: Int) {
    let secret = type.needs.contains(.sensitive) ? input.sensitive : []
    guard let budget = input.columns.budget else {
      let known = Array(candidates.prefix(KnownColumns.largest))
      return ([ColumnSet(known: known, secret: secret)], 1)
    }
    let wantsSecret = type.needs.contains(.sensitive) && secret.isEmpty
    let all = ColumnSets(
      candidates: candidates, largest: KnownColumns.largest, secret: secret,
      secretChoices: wantsSecret ? input.featureNames : [])
    if wantsSecret, all.possible == 0 { throw noSet }
    return (
      try all.chosen(budget: max(1, budget), seed: input.seed, in: context), all.possible
    )
  }

  private typealias Found = (look: ColumnLook, measurement: Measurement)

  /// Sets that the measure does not suit are passed over, unless it suits none.
  private func taken(
    _ sets: [ColumnSet], on input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> [Found] {
    let measure = try type.init(values)
    // A single look says itself how far it is.
    let done = sets.count > 1 ? ProgressCounter(of: sets.count, in: context) : nil
    let results: [Result<Found, MeasureError>] = try parallelMap(sets.count, in: context) { place in
      let set = sets[place]
      let own = input.asking(about: set, looks: sets.count)
      let inner: RunContext<Fraction> = done == nil ? context : context.silenced(threads: 1)
      let result = try Self.result {
        try measure.measure(own, in: inner)
      }
      done?.add(1)
      return result.map { found in
        (
          ColumnLook(
            known: set.known, secret: set.secret, value: found.value, interval: found.interval,
            verdict: found.verdict, people: found.rows.count), found
        )
      }
    }
    let found = results.compactMap { try? $0.get() }
    if found.isEmpty, let first = results.first { _ = try first.get() }
    return found
  }

  private static func result(
    _ body: () throws -> Measurement
  ) throws -> Result<Measurement, MeasureError> {
    do {
      return .success(try body())
    } catch let error as MeasureError {
      return .failure(error)
    }
  }
}

extension KnownColumns {
  /// Sets that are looked at, at most; nil where nothing is searched.
  var budget: Int? { if case .searched(let budget) = self { budget } else { nil } }
}
