import Jobs
import Measures
import Numeric
import Parameters
import Tabular

/// A measure beside two tests of itself on the user's own data.
public struct HonestyRow: Sendable, Equatable {
  /// On the release.
  public let release: MeasureReport
  /// On a verbatim copy of the training rows: it has to call that a leak, and nothing may be worse.
  public let copy: MeasureReport
  /// On real rows that were kept apart, as if they were the release: it has to call that clean.
  /// Nil without a holdout.
  public let fresh: MeasureReport?
  /// Whether it says how safe people are; what says how good data is, is no test of privacy.
  public let isAboutPrivacy: Bool
  /// Which of its values are worse.
  public let direction: Direction
  /// Whether there is anything that it calls clean.
  public let canBeClean: Bool

  /// - Parameters:
  ///   - fresh: nil without a holdout.
  ///   - isAboutPrivacy: false for a measure of fidelity, or one without a safer direction.
  ///   - canBeClean: false for a measure that calls things leaks or nothing.
  public init(
    release: MeasureReport, copy: MeasureReport, fresh: MeasureReport?, isAboutPrivacy: Bool = true,
    direction: Direction, canBeClean: Bool = true
  ) {
    self.isAboutPrivacy = isAboutPrivacy
    self.direction = direction
    self.canBeClean = canBeClean
    self.release = release
    self.copy = copy
    self.fresh = fresh
  }

  /// Why the measure is not to be believed on this data; nil if it passed, or could not be tested.
  public var failure: String? {
    if case .failed(let reason) = test { reason } else { nil }
  }
}

/// Every measure on the same release, with a test of the measure itself beside it.
public enum HonestyPanel {
  /// - Parameters:
  ///   - input: with a holdout, if fresh rows are to be tried too: half of it then stands in for
  ///   the
  ///     release, and the other half is the holdout.
  /// - Returns: one row per selection. Measures of fidelity say nothing about privacy and are not
  ///   tested; their rows have no failure by what they find.
  /// - Throws: as `MeasureRunner`.
  public static func run(
    _ selections: [Selection], on input: MeasureInput,
    from catalog: [any Measure.Type] = MeasureCatalog.all,
    in context: RunContext<MeasureProgress>
  ) throws -> [HonestyRow] {
    try run(
      selections, on: input, from: catalog,
      telling: context.folding { progress in
        MeasureProgress(
          measure: progress.measure, fraction: progress.fraction,
          reports: progress.reports[progress.trial] ?? [])
      })
  }

  /// The same, telling what is known of every trial: the release comes first.
  public static func run(
    _ selections: [Selection], on input: MeasureInput,
    from catalog: [any Measure.Type] = MeasureCatalog.all,
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
          fraction: progress.fraction.ofStep(number, of: count),
          reports: known)
      }
      reports[entry.trial] = try MeasureRunner.run(
        selections, on: entry.input, from: catalog, in: inner)
    }
    return selections.indices.compactMap { index in
      guard let release = reports[.release]?[index], let copy = reports[.copy]?[index] else {
        return nil
      }
      let type = catalog.first { $0.name == release.measure }
      return HonestyRow(
        release: release, copy: copy, fresh: reports[.fresh]?[index],
        isAboutPrivacy: type.map { $0.group != .fidelity && $0.direction != .none } ?? true,
        direction: type?.direction ?? .none, canBeClean: type?.canBeClean ?? true)
    }
  }
}

extension MeasureInput {
  /// A release that is the training rows themselves.
  func copied() throws -> MeasureInput {
    try MeasureInput(
      training: training, synthetic: training, holdout: holdout,
      quasiIdentifiers: quasiIdentifiers, sensitive: sensitive, columns: columns, seed: seed)
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
      quasiIdentifiers: quasiIdentifiers, sensitive: sensitive, columns: columns, seed: seed)
  }
}
