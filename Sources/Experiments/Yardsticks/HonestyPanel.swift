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

  /// Why the measure is not to be believed on this data; nil if it passed both tests.
  public var failure: String? {
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
    let release = try MeasureRunner.run(selections, on: input, in: context)
    let copy = try MeasureRunner.run(selections, on: input.copied(), in: context)
    let fresh = try input.fresh().map { try MeasureRunner.run(selections, on: $0, in: context) }
    return selections.indices.map { index in
      HonestyRow(release: release[index], copy: copy[index], fresh: fresh?[index])
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
