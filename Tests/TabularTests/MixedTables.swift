import Numeric
import Tabular

/// Random tables that have whatever makes mixed distances hard.
struct MixedTables {
  private var random: NumPyRandom

  init(seed: UInt32) { random = NumPyRandom(seed: seed) }

  /// A column of words, levels in order of appearance.
  static func category(_ name: String, _ words: [String?]) -> Column {
    var levels: [String] = []
    let codes = words.map { word -> Int32 in
      guard let word else { return -1 }
      if let code = levels.firstIndex(where: { $0.utf8.elementsEqual(word.utf8) }) {
        return Int32(code)
      }
      levels.append(word)
      return Int32(levels.count - 1)
    }
    return Column(name: name, kind: .category, values: .categorical(codes: codes, levels: levels))
  }

  /// Numbers and categories of many kinds; a fifth of the rows are copies of others.
  mutating func table(_ rows: Int, missing: Double = 0.1, isReference: Bool = false) -> Dataset {
    let columns = [
      numbers("normal", rows, missing) { $0.normal() },
      numbers("grid", rows, missing) { Double($0.integer(below: 9)) / 3 },
      numbers("constant", rows, missing) { isReference ? 5 : Double($0.integer(below: 3) + 4) },
      numbers("far", rows, missing) { $0.normal() * (isReference ? 1 : 1000) + 1e9 },
      numbers("empty", rows, isReference ? 1 : 0.5) { $0.normal() },
      numbers("steps", rows, missing) { Double($0.integer(below: 6000)) * 0x1p-12 },
      words("few", rows, missing, levels: 3), words("many", rows, missing, levels: 40),
      words("names", rows, 0, levels: 4 * rows + 1),
    ]
    return copied(columns, rows)
  }

  /// `width` columns of numbers.
  mutating func numbers(_ rows: Int, width: Int, missing: Double = 0) -> Dataset {
    copied((0..<width).map { numbers("n\($0)", rows, missing) { $0.normal() } }, rows)
  }

  /// Weights from 0 to 3, one of them 0.
  mutating func weights(_ count: Int) -> [Double] {
    (0..<count).map { $0 == 1 ? 0 : Double(random.integer(below: 3000)) / 1000 }
  }

  private mutating func copied(_ columns: [Column], _ rows: Int) -> Dataset {
    let chosen = (0..<rows).map { row in
      random.integer(below: 5) == 0 ? Int(random.integer(below: rows)) : row
    }
    let schema = Schema(columns.map { _ in .feature })
    guard let table = try? Dataset(schema: schema, columns: columns) else {
      preconditionFailure("columns are of one length")
    }
    return table.rows(chosen)
  }

  private mutating func isMissing(_ share: Double) -> Bool {
    Double(random.integer(below: 1000)) < share * 1000
  }

  private mutating func numbers(
    _ name: String, _ rows: Int, _ missing: Double, _ draw: (inout NumPyRandom) -> Double
  ) -> Column {
    let numbers = (0..<rows).map { _ in isMissing(missing) ? Double.nan : draw(&random) }
    return Column(name: name, kind: .decimal(decimals: 9), values: .numeric(numbers))
  }

  private mutating func words(
    _ name: String, _ rows: Int, _ missing: Double, levels: Int
  ) -> Column {
    Self.category(
      name,
      (0..<rows).map { _ in isMissing(missing) ? nil : "level \(random.integer(below: levels))" })
  }
}
