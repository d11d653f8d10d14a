/// A dataset as read from a file, and what was found out on the way.
public struct ReadResult: Sendable, Equatable {
  /// The table.
  public let dataset: Dataset
  /// Things the reader decided that the reader of the results should know, in file order.
  public let warnings: [ReadWarning]
  /// How its cells stood in the file.
  public let layout: FileLayout
}

/// How the cells stood in the file.
public struct FileLayout: Sendable, Equatable {
  /// The format that was found or asked for.
  public let format: FileFormat
  /// What separates cells; nil for formats where it cannot vary.
  public let delimiter: Character?
  /// What the numbers were read with.
  public let decimalMark: DecimalMark
  /// True if the file names its columns.
  public let hasHeader: Bool

  init(
    _ format: FileFormat, delimiter: Character? = nil, decimalMark: DecimalMark = .point,
    hasHeader: Bool = true
  ) {
    self.format = format
    self.delimiter = delimiter
    self.decimalMark = decimalMark
    self.hasHeader = hasHeader
  }
}

/// Something in a file that was read, but perhaps not as its author meant it.
public struct ReadWarning: Sendable, Equatable, CustomStringConvertible {
  /// Lines and columns count from 1; a column is a character of the line.
  public let place: FilePlace?
  /// What was found, how it was read, what to do. Safe to draw.
  public let text: String

  init(_ text: String, at place: FilePlace? = nil) {
    self.text = text
    self.place = place
  }

  /// The place, if there is one, and the text.
  public var description: String { place.map { "\($0): \(text)" } ?? text }
}

/// A line of a file, and a character of the line, both from 1.
public struct FilePlace: Sendable, Equatable, CustomStringConvertible {
  /// From 1.
  public let line: Int
  /// A character of the line, from 1; nil if the whole line is meant.
  public let column: Int?

  init(line: Int, column: Int? = nil) {
    self.line = line
    self.column = column
  }

  /// The place, if there is one, and the text.
  public var description: String { column.map { "\(line):\($0)" } ?? "\(line)" }
}

/// Warnings of one kind, of which only the first few are worth reading.
struct CappedWarnings {
  static let limit = 20
  private(set) var kept: [ReadWarning] = []
  private var dropped = 0

  /// Finding the place of a warning takes time, so it is made only if it will be kept.
  mutating func add(_ warning: () -> ReadWarning) {
    if kept.count < Self.limit { kept.append(warning()) } else { dropped += 1 }
  }

  /// The first warnings, and one that says how many more there are; `what` names them.
  func summarized(_ what: String) -> [ReadWarning] {
    dropped == 0 ? kept : kept + [ReadWarning("\(dropped) more columns \(what)")]
  }
}
