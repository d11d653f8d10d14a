import Foundation
import Numeric

/// Expected outputs of named programs, stored beside the tests that use them.
///
/// Doubles are 16 hexadecimal digits of their bits, rows of a matrix are such words between
/// spaces: a test can ask for equality bit for bit.
package enum Fixture {
  /// The decoded file `Fixtures/<path>` beside the test source `source` (`#filePath`).
  package static func load<Content: Decodable>(
    _ path: String, as type: Content.Type = Content.self, besides source: String
  ) throws -> Content {
    let file = URL(fileURLWithPath: source).deletingLastPathComponent()
      .appendingPathComponent("Fixtures").appendingPathComponent(path)
    return try JSONDecoder().decode(Content.self, from: Data(contentsOf: file))
  }

  /// The numbers of one line.
  package static func doubles(_ line: String) -> [Double] {
    line.split(separator: " ").map { word in
      UInt64(word, radix: 16).map { Double(bitPattern: $0) } ?? .nan
    }
  }

  /// The matrix whose rows are `lines`.
  package static func matrix(_ lines: [String]) -> Matrix { Matrix(lines.map(doubles)) }

  /// The folder of benchmark datasets beside the project, or nil where there is none.
  package static func sharedFolder(_ source: String) -> String? {
    var folder = URL(fileURLWithPath: source).deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.deletingLastPathComponent().appendingPathComponent("shared/datasets")
      let manifest = folder.appendingPathComponent("Package.swift")
      if FileManager.default.fileExists(atPath: manifest.path) {
        return FileManager.default.fileExists(atPath: candidate.path) ? candidate.path : nil
      }
      folder.deleteLastPathComponent()
    }
    return nil
  }
}
