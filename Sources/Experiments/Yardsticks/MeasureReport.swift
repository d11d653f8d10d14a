import Measures
import Parameters

/// How one measure ended.
public struct MeasureReport: Sendable, Equatable {
  /// What came out of a measure.
  public enum Outcome: Sendable, Equatable {
    case measured(Measurement)
    /// Why it was not taken, in a sentence.
    case refused(String)
  }

  /// Name of the measure.
  public let measure: String
  /// Its settings.
  public let parameters: ParameterValues
  /// What came out.
  public let outcome: Outcome
  /// Wall time.
  public let seconds: Double

  /// - Parameters:
  ///   - measure: as it is named on the command line.
  ///   - seconds: wall time.
  public init(measure: String, parameters: ParameterValues, outcome: Outcome, seconds: Double) {
    self.measure = measure
    self.parameters = parameters
    self.outcome = outcome
    self.seconds = seconds
  }

  /// What it found; nil if it was refused.
  public var measurement: Measurement? {
    if case .measured(let measurement) = outcome { measurement } else { nil }
  }
}
