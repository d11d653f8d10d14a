/// Why a file could not be read: the place, what was found, what was expected, what to do.
///
/// Every text in it is safe to draw: cells are cut to 40 characters and control characters are
/// spelled out.
public struct ReadError: Error, Equatable, Sendable {
  /// The kind of problem, for code that has to tell them apart.
  public enum Problem: Sendable, Equatable {
    case directory
    case empty
    case noRows
    case notATable
    case notUTF8
    case raggedRow
    case openQuote
    case textAfterQuote
    case duplicateName
    case repeatedHeader
    case tooLarge
    case badOption
    case badHeader
    case badValue
    case unsupported
    case truncated
    case damaged
    case unknownColumn
    case badLabel
  }

  /// What kind of problem it is.
  public let problem: Problem
  /// The name the file was read under; empty until the reader fills it in.
  public internal(set) var file = ""
  /// Where in the file, as far as that is known.
  public let place: FilePlace?
  /// What is there.
  public let found: String
  /// What should be there instead.
  public let expected: String?
  /// What to do about it.
  public let remedy: String?

  init(
    _ problem: Problem, at place: FilePlace? = nil, found: String, expected: String? = nil,
    remedy: String? = nil
  ) {
    self.problem = problem
    self.place = place
    self.found = found
    self.expected = expected
    self.remedy = remedy
  }

  /// From 1; nil if the problem is in no one line.
  public var line: Int? { place?.line }
  /// A character of the line, from 1; nil if the whole line is meant.
  public var column: Int? { place?.column }

  /// For callers that find a folder where a file should be.
  public static func directory(_ file: String) -> ReadError {
    ReadError(
      .directory, found: "this is a folder", expected: "expected a file with a table in it",
      remedy: "name one of the files inside it"
    ).named(file)
  }

  func named(_ file: String) -> ReadError {
    var copy = self
    copy.file = file
    return copy
  }
}

extension ReadError: CustomStringConvertible {
  /// `FILE:LINE:COLUMN: what was found; what was expected; what to do`, without the unknown parts.
  public var description: String {
    let name = file.isEmpty ? [] : [VisibleText.shortened(file, limit: 4096)]
    let origin = (name + (place.map { ["\($0)"] } ?? [])).joined(separator: ":")
    let text = [found, expected, remedy].compactMap(\.self).joined(separator: "; ")
    return origin.isEmpty ? text : "\(origin): \(text)"
  }
}
