import Attacks
import Experiments
import Foundation
import Jobs
import Numeric
import Oversampling
import Parameters
import Tabular

/// A table as a file, and whether rows of it were made from others.
package struct AuditTable: Sendable {
  /// What it is, in a few words.
  package let name: String
  /// The content of the file.
  package let bytes: [UInt8]
  package let isMade: Bool
  /// What is in it, if it was made here.
  package var kind: ReleaseKind?
  /// The rows without the made ones, where there are any.
  package var reference: [UInt8]?

  /// Writes the table to a file of its own and reads it back as any file is read.
  package func dataset(in folder: URL) throws -> Dataset {
    try Self.readBack(bytes, in: folder)
  }

  /// The same for the reference.
  package func referenceDataset(in folder: URL) throws -> Dataset? {
    try reference.map { try Self.readBack($0, in: folder) }
  }

  private static func readBack(_ bytes: [UInt8], in folder: URL) throws -> Dataset {
    let file = folder.appendingPathComponent("table-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(bytes).write(to: file)
    let read = try TableReader.read(
      FileBytes([UInt8](try Data(contentsOf: file))), fileName: file.lastPathComponent,
      options: ReadOptions(), in: .unattended())
    return read.dataset
  }
}

/// Tables drawn at random: the same for the same seed.
package struct AuditTables {
  var random: NumPyRandom

  package init(seed: UInt32) { random = NumPyRandom(seed: seed) }

  /// One of the values, each as likely.
  mutating func pick<Value>(_ values: [Value]) -> Value {
    values[random.integer(below: values.count)]
  }

  /// A whole number of the range, each as likely.
  mutating func whole(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + random.integer(below: range.count)
  }

  /// Normal values, rows × columns, that go together more or less.
  mutating func correlated(_ rows: Int, _ columns: Int) -> Matrix {
    let factors = whole(1...max(1, columns / 2))
    let weights = (0..<factors * columns).map { _ in random.normal() }
    let own = random.uniform(0.2, 1.2)
    var matrix = Matrix(rows: rows, columns: columns)
    for row in 0..<rows {
      let hidden = (0..<factors).map { _ in random.normal() }
      for column in 0..<columns {
        let common = (0..<factors).reduce(0) { $0 + hidden[$1] * weights[$1 * columns + column] }
        matrix[row, column] = common + own * random.normal()
      }
    }
    return matrix
  }

  /// The values of a column as a column of a table has them: in units of its own and with so many
  /// digits after the point; nil for as many as a double holds.
  static func round(_ value: Double, _ decimals: Int?) -> Double {
    guard let decimals else { return value }
    let unit = pow(10, Double(decimals))
    return (value * unit).rounded() / unit
  }

  /// A table of columns of numbers and a class.
  static func csv(
    _ matrix: Matrix, names: [String]? = nil, classes: [String]? = nil,
    texts: [(name: String, values: [String])] = []
  ) throws -> [UInt8] {
    var columns = (0..<matrix.columns).map { column in
      Column(
        name: names?[column] ?? "x\(column)", kind: .decimal(decimals: 17),
        values: .numeric((0..<matrix.rows).map { matrix[$0, column] }))
    }
    columns += texts.map { Self.category($0.name, $0.values) }
    if let classes { columns.append(category("target", classes)) }
    let dataset = try Dataset(
      schema: Schema(columns.map { _ in .feature }), columns: columns)
    return try CSVWriter().bytes(of: dataset)
  }

  static func category(_ name: String, _ values: [String]) -> Column {
    let levels = Set(values).sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(levels, Int32(0)...))
    return Column(
      name: name, kind: .category,
      values: .categorical(codes: values.map { places[$0] ?? 0 }, levels: levels))
  }
}
