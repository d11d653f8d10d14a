/// The kinds of file that can be read.
public enum FileFormat: Sendable, Equatable {
  /// Cells between delimiters: CSV, TSV and their relatives.
  case delimited
  /// ARFF, and KEEL's dialect of it.
  case arff
  /// One NumPy array.
  case npy
  /// A zip of NumPy arrays.
  case npz
}

/// What stands between the whole part of a number and the rest.
public enum DecimalMark: Sendable, Equatable {
  case point
  case comma
}

/// What the reader is told; everything left `nil` it finds out.
public struct ReadOptions: Sendable, Equatable {
  /// The format; found by looking if nil.
  public var format: FileFormat?
  /// One of the ASCII characters; no quote, letter, digit or line end.
  public var delimiter: Character?
  /// How numbers are written; found by looking if nil.
  public var decimalMark: DecimalMark?
  /// True if the first line of a delimited file names the columns.
  public var hasHeader: Bool?
  /// Texts that mean "no value", beyond the empty cell, NA, N/A, NaN, null and ?.
  public var missing: [String]
  /// The name of the label column.
  public var target: String?

  /// Only what is named is fixed.
  public init(
    format: FileFormat? = nil, delimiter: Character? = nil, decimalMark: DecimalMark? = nil,
    hasHeader: Bool? = nil, missing: [String] = [], target: String? = nil
  ) {
    self.format = format
    self.delimiter = delimiter
    self.decimalMark = decimalMark
    self.hasHeader = hasHeader
    self.missing = missing
    self.target = target
  }
}
