import Foundation
import Terminal

/// How a drawn canvas compares with the stored one.
package enum GoldenResult: Equatable, Sendable, CustomStringConvertible {
  case matching
  /// The stored one was rewritten. A test fails then too, so that recording is never mistaken for
  /// passing.
  case recorded(path: String)
  case missing(path: String)
  /// The first row that differs, from 1 within its block ("characters" or "roles").
  case different(block: String, row: Int, expected: String, found: String)
  case unwritable(path: String)

  package var description: String {
    switch self {
    case .matching: "matching"
    case .recorded(let path): "recorded \(path); look at it and run again without RECORD_GOLDENS"
    case .missing(let path): "no \(path); run with RECORD_GOLDENS=1 to make it"
    case .unwritable(let path): "cannot write \(path)"
    case .different(let block, let row, let expected, let found):
      "row \(row) of the \(block)\nexpected: \(expected)\nfound:    \(found)"
    }
  }
}

/// Compares `canvas` with `Goldens/<name>.txt` beside the test file: first the characters, then the
/// role of every cell (`Role.code`).
///
/// Write `#expect(expectGolden(canvas, named: "main-80x24") == .matching)`. Blanks at the end of a
/// row do not count.
package func expectGolden(
  _ canvas: Canvas, named name: String, testFile: String = #filePath
) -> GoldenResult {
  let folder = URL(fileURLWithPath: testFile).deletingLastPathComponent()
    .appendingPathComponent("Goldens")
  let path = folder.appendingPathComponent(name + ".txt")
  let drawn = GoldenText(canvas)
  if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
    return record(drawn, in: folder, at: path)
  }
  guard let stored = try? String(contentsOf: path, encoding: .utf8) else {
    return .missing(path: path.path)
  }
  return drawn.comparison(with: GoldenText(stored))
}

private func record(_ drawn: GoldenText, in folder: URL, at path: URL) -> GoldenResult {
  do {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try drawn.text.write(to: path, atomically: true, encoding: .utf8)
    return .recorded(path: path.path)
  } catch {
    return .unwritable(path: path.path)
  }
}

/// The two blocks of a golden file.
private struct GoldenText {
  static let separator = "--- roles ---"
  let characters: [String]
  let roles: [String]

  init(_ canvas: Canvas) {
    characters = canvas.text.map(Self.trimmed)
    roles = canvas.roleText
  }

  init(_ text: String) {
    var rows = text.components(separatedBy: "\n")
    if rows.last == "" { rows.removeLast() }
    let middle = rows.firstIndex(of: Self.separator) ?? rows.endIndex
    characters = rows[..<middle].map(Self.trimmed)
    roles = Array(rows[middle...].dropFirst())
  }

  var text: String {
    (characters + [Self.separator] + roles).map { $0 + "\n" }.joined()
  }

  /// From here, the drawn one, to the stored one.
  func comparison(with stored: GoldenText) -> GoldenResult {
    difference("characters", stored.characters, characters)
      ?? difference("roles", stored.roles, roles) ?? .matching
  }

  private func difference(
    _ block: String, _ expected: [String], _ found: [String]
  ) -> GoldenResult? {
    for row in 0..<max(expected.count, found.count) {
      let one = row < expected.count ? expected[row] : "(no row)"
      let other = row < found.count ? found[row] : "(no row)"
      if one != other {
        return .different(block: block, row: row + 1, expected: one, found: other)
      }
    }
    return nil
  }

  private static func trimmed(_ row: String) -> String {
    String(row.reversed().drop { $0 == " " }.reversed())
  }
}
