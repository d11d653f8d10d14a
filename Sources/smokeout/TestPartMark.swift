import Foundation

/// The mark of a file that holds a test part: a small file beside it, `FILE.smokeout.json`.
struct TestPartMark: Codable {
  /// Always `test`.
  let part: String
  /// The file it was taken from.
  let source: String
  let holdout: Double
  let seed: UInt32
  let rows: Int

  init(source: String, holdout: Double, seed: UInt32, rows: Int) {
    part = "test"
    self.source = source
    self.holdout = holdout
    self.seed = seed
    self.rows = rows
  }

  static func path(besides file: String) -> String { file + ".smokeout.json" }

  /// The mark of a file, nil if it has none. A mark that cannot be read counts as none.
  static func of(_ file: String) -> TestPartMark? {
    guard let data = FileManager.default.contents(atPath: path(besides: file)),
      let mark = try? JSONDecoder().decode(TestPartMark.self, from: data), mark.part == "test"
    else { return nil }
    return mark
  }

  /// Refuses to make anything of a file that is marked.
  static func refuse(_ file: String) throws {
    guard let mark = of(file) else { return }
    throw FileProblem.unfit(
      file,
      "is marked as the test part of \(mark.source), and oversampling never touches a test part; "
        + "give the training part, or delete \(path(besides: file)) if the mark is wrong")
  }

  func write(besides file: String) throws {
    try DatasetFile.write(Array(try JSONOutput.data(self)), to: Self.path(besides: file))
  }
}
