import Jobs
import Measures
import Numeric
import Tabular

/// A measure beside two tests of itself on the user's own data.
public struct HonestyRow: Sendable, Equatable {
  /// On the release.
  public let release: MeasureReport
  /// On a verbatim copy of the training rows: it has to call that a leak.
  public let copy: MeasureReport
  /// On real rows that were kept apart, as if they were the release: it must not call that a leak.
  /// Nil without a holdout.
  public let fresh: MeasureReport?

  /// - Parameter fresh: nil without a holdout.
  public init(release: MeasureReport, copy: MeasureReport, fresh: MeasureReport?) {
    self.release = release
    self.copy = copy
    self.fresh = fresh
  }

  /// Why the measure is not to be believed on this data; nil if it passed both tests, and for a
  /// measure of fidelity, which says nothing about privacy.
  public var failure: String? {
    guard MeasureCatalog.named(release.measure)?.group != .fidelity else { return nil }
    if let measurement = copy.measurement, measurement.verdict != .leak {
      return "it does not call a verbatim copy of the real rows a leak"
    }
    if let measurement = fresh?.measurement, measurement.verdict == .leak {
      return "it calls fresh people's rows a leak, though nothing was made from the real rows"
    }
    return nil
  }
}

/// Every measure on the same release, with a test of the measure itself beside it.
public enum HonestyPanel {
  /// - Parameters:
  ///   - input: with a holdout, if fresh rows are to be tried too: half of it then stands in for the
  ///     release, and the other half is the holdout.
  /// - Returns: one row per selection. Measures of fidelity say nothing about privacy and are not
  ///   tested; their rows have no failure by what they find.
  /// - Throws: as `MeasureRunner`.
  public static func run(
    _ selections: [MeasureSelection], on input: MeasureInput,
    in context: RunContext<MeasureProgress>
  ) throws -> [HonestyRow] {
    try run(
      selections, on: input,
      telling: context.folding { progress in
        MeasureProgress(
          measure: progress.measure, fraction: progress.fraction,
          reports: progress.reports[progress.trial] ?? [])
      })
  }

  /// The same, telling what is known of every trial: the release comes first.
  public static func run(
    _ selections: [MeasureSelection], on input: MeasureInput,
    telling context: RunContext<HonestyProgress>
  ) throws -> [HonestyRow] {
    // Nothing but copying, too long to wait for with a million rows.
    let (copy, fresh) = try abandonable(in: context) { (try input.copied(), try input.fresh()) }
    let inputs: [(trial: HonestyTrial, input: MeasureInput)] =
      [(.release, input), (.copy, copy)] + (fresh.map { [(.fresh, $0)] } ?? [])
    var reports: [HonestyTrial: [MeasureReport]] = [:]
    for (number, entry) in inputs.enumerated() {
      let (done, count) = (reports, inputs.count)
      let inner: RunContext<MeasureProgress> = context.folding { progress in
        var known = done
        known[entry.trial] = progress.reports
        return HonestyProgress(
          trial: entry.trial, measure: progress.measure,
          fraction: Fraction((Double(number) + progress.fraction.value) / Double(count)),
          reports: known)
      }
      reports[entry.trial] = try MeasureRunner.run(selections, on: entry.input, in: inner)
    }
    return selections.indices.compactMap { index in
      guard let release = reports[.release]?[index], let copy = reports[.copy]?[index] else {
        return nil
      }
      return HonestyRow(release: release, copy: copy, fresh: reports[.fresh]?[index])
    }
  }
}

extension MeasureInput {
  /// A release that is the training rows themselves.
  func copied() throws -> MeasureInput {
    try MeasureInput(
      training: training, synthetic: training, holdout: holdout,
      quasiIdentifiers: quasiIdentifiers, sensitive: sensitive, seed: seed)
  }

  /// A release that is one half of the holdout, with the other half as the holdout; nil without a
  /// holdout of two rows or more.
  func fresh() throws -> MeasureInput? {
    guard let holdout, holdout.rowCount >= 2 else { return nil }
    var random = NumPyRandom(seed: seed)
    let order = random.permutation(holdout.rowCount)
    let half = holdout.rowCount / 2
    return try MeasureInput(
      training: training, synthetic: holdout.rows(Array(order[half...]).sorted()),
      holdout: holdout.rows(Array(order[..<half]).sorted()),
      quasiIdentifiers: quasiIdentifiers, sensitive: sensitive, seed: seed)
  }
}
