import Foundation

/// The mark of a file that holds rows kept apart: a small file beside it, `FILE.smokeout.json`.
struct KeptPartMark: Codable {
  /// What the rows are kept for.
  enum Part: String, Codable {
    case holdout
    case test

    /// As a sentence says it.
    var text: String {
      switch self {
      case .holdout: "holdout"
      case .test: "test part"
      }
    }
  }

  let part: Part
  /// The file it was taken from.
  let source: String
  /// Share of each class; marks of earlier versions call it otherwise.
  let share: Double?
  let seed: UInt32
  let rows: Int

  static func path(besides file: String) -> String { file + ".smokeout.json" }

  /// The mark of a file, nil if it has none. A mark that cannot be read counts as none.
  static func of(_ file: String) -> KeptPartMark? {
    guard let data = FileManager.default.contents(atPath: path(besides: file)) else { return nil }
    return try? JSONDecoder().decode(KeptPartMark.self, from: data)
  }

  /// Refuses to make anything of a file that is marked.
  static func refuse(_ file: String) throws {
    guard let mark = of(file) else { return }
    throw FileProblem.unfit(
      file,
      "is marked as the \(mark.part.text) of \(mark.source), and oversampling never touches a "
        + "\(mark.part.text); give the training part, or delete \(path(besides: file)) if the mark "
        + "is wrong")
  }

  func write(besides file: String) throws {
    try OutputFile.write(Array(try JSONOutput.data(self)), to: Self.path(besides: file))
  }
}
