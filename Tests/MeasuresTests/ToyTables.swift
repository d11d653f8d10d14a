import Jobs
import Measures
import Numeric
import Parameters
import Tabular

/// What stands in a column of a table for a test.
enum Cells {
  /// NaN is missing.
  case numbers([Double])
  /// Nil is missing.
  case words([String?])
}

/// Tables that are small enough to be checked by hand, and tables drawn at random.
enum ToyTables {
  /// A table of features; `names` is the first column's role if it names rows.
  static func table(_ columns: KeyValuePairs<String, Cells>) throws -> Dataset {
    try Dataset(
      schema: Schema(columns.map { _ in .feature }),
      columns: columns.map { name, cells in
        switch cells {
        case .numbers(let numbers):
          return Column(name: name, kind: .decimal(decimals: 3), values: .numeric(numbers))
        case .words(let words):
          let levels = Set(words.compactMap(\.self)).sorted()
          let codes = words.map { word in
            word.flatMap { levels.firstIndex(of: $0) }.map { Int32($0) } ?? -1
          }
          return Column(
            name: name, kind: .category, values: .categorical(codes: codes, levels: levels))
        }
      })
  }

  /// A word per letter.
  static func words(_ letters: String) -> Cells { .words(letters.map { String($0) }) }

  /// People of one population: age (40 values), zip (30), job (4), an illness that depends on the
  /// job, and two measured numbers without equal ones.
  static func people(_ rows: Int, seed: UInt32) throws -> Dataset {
    var random = NumPyRandom(seed: seed)
    var columns = (
      age: [Double](), zip: [String](), job: [String](), ill: [String](), crp: [Double](),
      ldh: [Double]()
    )
    for _ in 0..<rows {
      let job = random.integer(below: 4)
      columns.age.append(Double(20 + random.integer(below: 40)))
      columns.zip.append("z\(random.integer(below: 30))")
      columns.job.append("job \(job)")
      columns.ill.append(random.uniform() < 0.6 ? "ill \(job)" : "ill \(random.integer(below: 4))")
      columns.crp.append(random.normal())
      columns.ldh.append(random.normal() * 3 + columns.age[columns.age.count - 1])
    }
    return try table([
      "age": .numbers(columns.age), "zip": .words(columns.zip), "job": .words(columns.job),
      "ill": .words(columns.ill), "crp": .numbers(columns.crp), "ldh": .numbers(columns.ldh),
    ])
  }

  /// Columns of normal numbers.
  static func numbers(_ rows: Int, columns: Int, seed: UInt32) throws -> Dataset {
    var random = NumPyRandom(seed: seed)
    return try Dataset(
      schema: Schema(Array(repeating: .feature, count: columns)),
      columns: (0..<columns).map { column in
        Column(
          name: "x\(column)", kind: .decimal(decimals: 17),
          values: .numeric((0..<rows).map { _ in random.normal() }))
      })
  }
}

extension Measure {
  /// Takes the measure with some settings.
  static func taken(
    on input: MeasureInput, _ settings: [String: String] = [:], threads: Int = 1
  ) throws -> Measurement {
    try Self(ParameterValues(parameters, texts: settings))
      .measure(input, in: .unattended(threads: threads))
  }
}

extension Measurement {
  /// A part by its name; nil without it.
  func part(_ name: String) -> Double? { parts.first { $0.name == name }?.value }
}
