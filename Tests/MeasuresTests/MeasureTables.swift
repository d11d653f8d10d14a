import Foundation
import Jobs
import Measures
import Numeric
import Parameters
import Tabular
import TestSupport

/// Tables that measures are tried on.
enum MeasureTables {
  /// One column of numbers.
  static func numbers(_ values: [Double]) throws -> Dataset {
    try Dataset(
      schema: Schema([.feature]),
      columns: [Column(name: "x", kind: .decimal(decimals: 3), values: .numeric(values))])
  }

  /// People with correlated numbers, categories, gaps and a column that is the same for all; no two
  /// are equal.
  static func people(_ count: Int, seed: UInt32) throws -> Dataset {
    var random = NumPyRandom(seed: seed)
    var numbers = [[Double]](repeating: [], count: 4)
    var codes = [[Int32]](repeating: [], count: 3)
    for _ in 0..<count {
      let health = random.normal()
      let wealth = random.normal()
      numbers[0].append((50 + 12 * health + 4 * random.normal()).rounded())
      numbers[1].append(20 + 3 * health + wealth + random.normal())
      numbers[2].append(random.uniform() < 0.1 ? .nan : 100 * wealth + 30 * random.normal())
      numbers[3].append(7)
      codes[0].append(Int32(random.integer(below: 2)))
      codes[1].append(random.uniform() < 0.1 ? -1 : Int32(health > 0 ? 1 : 0))
      codes[2].append(Int32(random.integer(below: 5)))
    }
    let names = ["age", "bmi", "income", "site"]
    let kinds: [Column.Kind] = [
      .integer, .decimal(decimals: 6), .decimal(decimals: 6), .integer,
    ]
    let levels = [["f", "m"], ["no", "yes"], ["a", "b", "c", "d", "e"]]
    let columns =
      numbers.indices.map {
        Column(name: names[$0], kind: kinds[$0], values: .numeric(numbers[$0]))
      }
      + codes.indices.map {
        Column(
          name: ["sex", "smoker", "ward"][$0], kind: .category,
          values: .categorical(codes: codes[$0], levels: levels[$0]))
      }
    return try Dataset(schema: Schema(columns.map { _ in .feature }), columns: columns)
  }

  /// How much of a table of people is coarse.
  enum Coarseness: String, CaseIterable {
    /// Four categories and nothing else, from 60 cells.
    case categories
    /// Two numbers of a few values each, one with gaps, and two categories.
    case coarse
    /// Two categories and a number that is 0 for most.
    case mixed
  }

  /// People who have few values each, so that many are equal.
  static func common(_ count: Int, _ kind: Coarseness, seed: UInt32) throws -> Dataset {
    var random = NumPyRandom(seed: seed)
    func category(_ name: String, _ levels: [String]) -> Column {
      // The first levels are the frequent ones.
      let codes = (0..<count).map { _ in
        Int32(min(random.integer(below: levels.count), random.integer(below: levels.count)))
      }
      return Column(
        name: name, kind: .category, values: .categorical(codes: codes, levels: levels))
    }
    func number(_ name: String, _ value: () -> Double) -> Column {
      Column(name: name, kind: .integer, values: .numeric((0..<count).map { _ in value() }))
    }
    let (sex, ward) = (category("sex", ["f", "m"]), category("ward", ["a", "b", "c"]))
    let columns: [Column] =
      switch kind {
      case .categories:
        [
          sex, ward, category("drug", ["x", "y"]),
          category("stage", ["1", "2", "3", "4", "5"]),
        ]
      case .coarse:
        [
          sex, ward, number("children") { Double(random.integer(below: 4)) },
          number("score") { random.uniform() < 0.1 ? .nan : Double(random.integer(below: 3)) },
        ]
      case .mixed:
        [sex, ward, number("dose") { random.uniform() < 0.7 ? 0 : random.normal() }]
      }
    return try Dataset(schema: Schema(columns.map { _ in .feature }), columns: columns)
  }

  /// The rows of one table, then those of another of the same levels.
  static func joined(_ one: Dataset, _ other: Dataset) throws -> Dataset {
    let columns = zip(one.columns, other.columns).map { one, other in
      switch (one.values, other.values) {
      case (.numeric(let first), .numeric(let second)):
        Column(name: one.name, kind: one.kind, values: .numeric(first + second))
      case (.categorical(let first, let levels), .categorical(let second, _)):
        Column(
          name: one.name, kind: one.kind,
          values: .categorical(codes: first + second, levels: levels))
      default: one
      }
    }
    return try Dataset(schema: one.schema, columns: columns)
  }

  /// A release of rows between neighbors in the table, as SMOTE makes them; categories and gaps are
  /// those of the first.
  static func interpolated(_ table: Dataset, _ count: Int, seed: UInt32) throws -> Dataset {
    var random = NumPyRandom(seed: seed)
    let near = try MixedSpace(table).rows(of: table)
    let lists = try near.nearest(
      5, to: near, isSelf: true, in: RunContext<Fraction>.unattended(threads: 2))
    let picks = (0..<count).map { _ in
      let row = random.integer(below: table.rowCount)
      return (
        row, Int(lists.indices[row * 5 + random.integer(below: 5)]), random.uniform()
      )
    }
    let columns = table.columns.map { column in
      guard case .numeric(let numbers) = column.values else {
        return column.rows(picks.map(\.0))
      }
      return Column(
        name: column.name, kind: column.kind,
        values: .numeric(picks.map { numbers[$0] + $2 * (numbers[$1] - numbers[$0]) }))
    }
    return try Dataset(schema: table.schema, columns: columns)
  }

  /// The minority rows of a benchmark dataset.
  static func minority(_ name: String, in folder: String) throws -> Dataset {
    let bytes = FileBytes(
      [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name).csv"))))
    let table = try TableReader.read(bytes, fileName: name, in: .unattended()).dataset
    guard let label = table.label else { return table.rows([]) }
    return table.rows((0..<table.rowCount).filter { label.text($0) == "1" })
  }

  /// One half, and two quarters of the rows, at random.
  static func parts(_ table: Dataset, seed: UInt32) -> (Dataset, Dataset, Dataset) {
    var random = NumPyRandom(seed: seed)
    let order = random.permutation(table.rowCount)
    let half = order.count / 2
    let threeQuarters = half + (order.count - half) / 2
    return (
      table.rows(Array(order[..<half])), table.rows(Array(order[half..<threeQuarters])),
      table.rows(Array(order[threeQuarters...]))
    )
  }
}

extension Measure {
  /// What this measure finds with its default settings.
  static func taken(
    _ input: MeasureInput, threads: Int = 2, _ settings: [String: String] = [:]
  ) throws -> Measures.Measurement {
    try Self(ParameterValues(parameters, texts: settings))
      .measure(input, in: .unattended(threads: threads))
  }
}
