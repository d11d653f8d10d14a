import Tabular
import Testing

/// A file that cannot be read, and what its error must say.
struct MalformedCase: Sendable, CustomTestStringConvertible {
  let title: String
  let bytes: [UInt8]
  let problem: ReadError.Problem
  let line: Int?
  let column: Int?
  /// Texts that the message contains.
  let words: [String]
  let file: String
  let options: ReadOptions

  init(
    _ title: String, _ bytes: [UInt8], _ problem: ReadError.Problem, line: Int? = nil,
    column: Int? = nil, words: [String], file: String = "table.csv",
    options: ReadOptions = ReadOptions()
  ) {
    self.title = title
    self.bytes = bytes
    self.problem = problem
    self.line = line
    self.column = column
    self.words = words
    self.file = file
    self.options = options
  }

  init(
    _ title: String, _ text: String, _ problem: ReadError.Problem, line: Int? = nil,
    column: Int? = nil, words: [String], file: String = "table.csv",
    options: ReadOptions = ReadOptions()
  ) {
    self.init(
      title, Array(text.utf8), problem, line: line, column: column, words: words, file: file,
      options: options)
  }

  var testDescription: String { title }
}
