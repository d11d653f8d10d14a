import Tabular
import Testing

@Suite struct MalformedTests {
  private func expect(_ error: ReadError?, as expected: MalformedCase) {
    #expect(error?.problem == expected.problem)
    #expect(error?.line == expected.line)
    if let column = expected.column { #expect(error?.column == column) }
    let text = error?.description ?? ""
    for word in expected.words { #expect(text.contains(word), "\(text)") }
    let place = [expected.file, expected.line.map { "\($0)" }].compactMap(\.self)
    #expect(text.hasPrefix(place.joined(separator: ":") + ":"))
  }

  @Test(arguments: MalformedCase.delimited) func brokenTextIsExplained(_ file: MalformedCase) {
    expect(readError(file.bytes, name: file.file, options: file.options), as: file)
  }

  @Test(arguments: MalformedCase.arff) func brokenARFFIsExplained(_ file: MalformedCase) {
    expect(readError(file.bytes, name: file.file, options: file.options), as: file)
  }

  @Test(arguments: MalformedCase.arrays) func brokenArraysAreExplained(_ file: MalformedCase) {
    expect(readError(file.bytes, name: file.file, options: file.options), as: file)
  }

  @Test(arguments: MalformedCase.archives) func otherFilesAreExplained(_ file: MalformedCase) {
    expect(readError(file.bytes, name: file.file, options: file.options), as: file)
  }

  @Test func aFolderIsExplained() {
    let error = ReadError.directory("data")
    #expect(error.problem == .directory)
    #expect(error.description.hasPrefix("data: this is a folder; expected a file"))
  }
}
