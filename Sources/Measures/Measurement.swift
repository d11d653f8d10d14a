import Numeric

/// What a measure says about a release, by its own threshold.
public enum MeasureVerdict: String, Sendable, CaseIterable {
  /// Real people shine through.
  case leak
  /// Nothing seen.
  case clean
  /// The interval holds the threshold, or there is none.
  case unclear
}

/// A number that a measurement is made of, such as the same on the holdout.
public struct MeasurePart: Sendable, Equatable {
  /// In a few words: `nearest, holdout to training`.
  public let name: String
  /// In the unit of the measure, or as the name says.
  public let value: Double

  /// One named number.
  public init(_ name: String, _ value: Double) {
    self.name = name
    self.value = value
  }
}

/// What a measure found.
public struct Measurement: Sendable, Equatable {
  /// Nil if it is not defined for these rows; `remarks` say why, and the verdict may still be clear.
  public let value: Double?
  /// At 95 %; nil where the value is exact.
  public let interval: Interval?
  /// What data that leaks nothing would give, or the same measure on the holdout.
  public let reference: Double?
  /// By the threshold of the measure.
  public let verdict: MeasureVerdict
  /// One sentence for a reader who knows no statistics.
  public let sentence: String
  /// The numbers it is made of.
  public let parts: [MeasurePart]
  /// Rows of the training table that it points at, worst first; empty where it points at none.
  public let rows: [Int]
  /// What the user should know, in sentences.
  public let remarks: [String]
  /// The sets of columns that it was taken by, the worst of which this is; nil where the columns
  /// were named, or none are needed.
  public var looks: ColumnLooks?

  /// - Parameter rows: of the training table, worst first.
  public init(
    _ value: Double?, interval: Interval? = nil, reference: Double? = nil, verdict: MeasureVerdict,
    sentence: String, parts: [MeasurePart] = [], rows: [Int] = [], remarks: [String] = []
  ) {
    self.value = value
    self.interval = interval
    self.reference = reference
    self.verdict = verdict
    self.sentence = sentence
    self.parts = parts
    self.rows = rows
    self.remarks = remarks
  }
}
