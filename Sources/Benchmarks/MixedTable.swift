import Foundation
import Numeric
import Tabular

/// Ten numbers and ten categories of two to twenty levels, two values in a hundred missing. Names of
/// numbers begin with `n`.
enum MixedTable {
  private static let columns = 10
  private static let missing = 0.02

  static func make(rows: Int, seed: UInt32) throws -> Dataset {
    var random = NumPyRandom(seed: seed)
    let numbers = (0..<columns).map { column in
      let values = (0..<rows).map { _ in
        random.uniform() < missing ? Double.nan : random.normal()
      }
      return Column(name: "n\(column)", kind: .decimal(decimals: 17), values: .numeric(values))
    }
    let categories = (1...columns).map { column in
      let levels = 2 * column
      let codes = (0..<rows).map { _ in
        random.uniform() < missing ? -1 : Int32(random.integer(below: levels))
      }
      return Column(
        name: "c\(column)", kind: .category,
        values: .categorical(codes: codes, levels: (0..<levels).map { "level \($0)" }))
    }
    return try Dataset(
      schema: Schema((numbers + categories).map { _ in .feature }),
      columns: numbers + categories)
  }

  /// With the shortest text of each number that reads back equal.
  static func write(_ table: Dataset, to path: String) throws {
    var text = table.columns.map(\.name).joined(separator: ",") + "\n"
    for row in 0..<table.rowCount {
      text += table.columns.map { $0.text(row) }.joined(separator: ",") + "\n"
    }
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }
}
