import Jobs
import Measures

/// What a measure is tried on.
public enum HonestyTrial: String, Sendable, CaseIterable {
  /// The release itself.
  case release
  /// A verbatim copy of the real rows.
  case copy
  /// Real rows that were kept apart, as if they were the release.
  case fresh
}

/// How far a panel has come.
public struct HonestyProgress: Sendable {
  /// What the measures are being tried on.
  public let trial: HonestyTrial
  /// Name of the measure that is being taken.
  public let measure: String
  /// How much of all trials is done.
  public let fraction: Fraction
  /// Those that are done, in the order of the selections.
  public let reports: [HonestyTrial: [MeasureReport]]

  /// - Parameter reports: in the order of the selections.
  public init(
    trial: HonestyTrial, measure: String, fraction: Fraction,
    reports: [HonestyTrial: [MeasureReport]]
  ) {
    self.trial = trial
    self.measure = measure
    self.fraction = fraction
    self.reports = reports
  }
}
