import Jobs
import Measures
import Parameters

/// How far a run of measures has come.
public struct MeasureProgress: Sendable {
  /// Name of the measure that is being taken.
  public let measure: String
  /// How much of all measures is done.
  public let fraction: Fraction
  /// Those that are done, in order.
  public let reports: [MeasureReport]
}

/// Takes measures one after the other on the calling thread; each uses all threads it is given.
/// Those that need quasi-identifiers are taken by the columns that the input's choice asks for.
public enum MeasureRunner {
  /// - Parameter catalog: where the measures are looked up.
  /// - Returns: one report per selection, in order; a measure that the input does not suit is
  ///   refused with its reason, and the others go on.
  /// - Throws: `PlanError.unknownMeasure`, `ParameterError`, `CancellationError`.
  public static func run(
    _ selections: [Selection], on input: MeasureInput,
    from catalog: [any Measure.Type] = MeasureCatalog.all,
    in context: RunContext<MeasureProgress>
  ) throws -> [MeasureReport] {
    var reports: [MeasureReport] = []
    for (position, selection) in selections.enumerated() {
      guard let type = catalog.first(where: { $0.name == selection.name }) else {
        throw PlanError.unknownMeasure(selection.name, known: catalog.map { $0.name })
      }
      let search =
        QuasiIdentifierSearch.isAsked(for: type, on: input)
        ? try QuasiIdentifierSearch(type, selection.values) : nil
      let measure = try type.init(selection.values)
      let done = reports
      let inner: RunContext<Fraction> = context.folding { share in
        MeasureProgress(
          measure: type.name,
          fraction: share.ofStep(position, of: selections.count),
          reports: done)
      }
      let start = ContinuousClock.now
      let outcome: MeasureReport.Outcome
      do {
        outcome = .measured(
          try search?.measurement(on: input, in: inner) ?? measure.measure(input, in: inner))
      } catch let error as MeasureError {
        outcome = .refused("\(error)")
      }
      reports.append(
        MeasureReport(
          measure: type.name, parameters: search?.settings ?? selection.values, outcome: outcome,
          seconds: (ContinuousClock.now - start) / .seconds(1)))
    }
    return reports
  }
}
