import Attacks
import Jobs
import Numeric
import Parameters
import Tabular

/// Small tables of made-up people for attacks that guess about them.
enum RiskTables {
  /// Columns named where an attack searches, so that one look is taken.
  static let columns: [String: (known: [String], secret: [String])] = [
    Linkability.name: (["age", "ward"], ["weight", "pulse", "balance"]),
    AttributeInference.name: (["age", "weight", "pulse", "balance"], ["ward"]),
    AttributeModel.name: (["age", "weight", "pulse", "balance"], ["ward"]),
    RecordLinkage.name: (["age", "ward"], []),
    PropertyInference.name: ([], ["age"]),
    AggregatesDifferencing.name: (["ward"], ["balance"]),
    AggregatesReconstruction.name: ([], ["balance"]),
  ]

  /// Two kinds of people. Weight and pulse hang together with age, the ward with the kind of person;
  /// `balance` with nothing, and is negative for half of them.
  static func people(_ count: Int, seed: UInt32) throws -> Dataset {
    var random = NumPyRandom(seed: seed)
    var columns: [[Double]] = Array(repeating: [], count: 4)
    var wards: [Int32] = []
    for _ in 0..<count {
      let kind = Double(random.integer(below: 2))
      let age = 40 + 25 * kind + 9 * random.normal()
      let values = [
        age, 60 + 0.4 * age + 6 * random.normal(), 90 - 0.3 * age + 5 * random.normal(),
        3 * random.normal(),
      ]
      for (place, value) in values.enumerated() {
        columns[place].append((value * 10_000).rounded() / 10_000)
      }
      wards.append(random.uniform() < 0.9 ? Int32(kind) : 2)
    }
    return try Dataset(
      schema: Schema([.feature, .feature, .feature, .feature, .label]),
      columns: zip(["age", "weight", "pulse", "balance"], columns).map {
        Column(name: $0, kind: .decimal(decimals: 4), values: .numeric($1))
      } + [
        Column(
          name: "ward", kind: .category,
          values: .categorical(codes: wards, levels: ["east", "west", "north"]))
      ])
  }

  /// A table of these columns.
  static func table(
    _ numbers: [(String, [Double])], _ words: [(String, [String])] = []
  ) throws -> Dataset {
    let categories = words.map { name, texts in
      let levels = Set(texts).sorted()
      let codes = texts.map { text in levels.firstIndex(of: text).map { Int32($0) } ?? -1 }
      return Column(
        name: name, kind: .category, values: .categorical(codes: codes, levels: levels))
    }
    return try Dataset(
      schema: Schema((numbers.map(\.0) + words.map(\.0)).map { _ in .feature }),
      columns: numbers.map {
        Column(name: $0.0, kind: .decimal(decimals: 4), values: .numeric($0.1))
      } + categories)
  }

  /// Training rows, a holdout as large, and a release made from neither.
  static func independent(
    _ count: Int = 150, known: [String] = [], secret: [String] = [], seed: UInt32 = 0
  ) throws -> RiskGame {
    RiskGame(
      training: try people(count, seed: 1), release: try people(count, seed: 2),
      holdout: try people(count, seed: 3), known: known, secret: secret, seed: seed,
      generator: GeneratorAccess { rows, seed in noise(like: rows, seed: seed) })
  }

  /// The same with a release that is the training rows.
  static func copied(
    _ count: Int = 150, known: [String] = [], secret: [String] = [], seed: UInt32 = 0
  ) throws -> RiskGame {
    let training = try people(count, seed: 1)
    return RiskGame(
      training: training, release: training, holdout: try people(count, seed: 3), known: known,
      secret: secret, seed: seed, generator: GeneratorAccess { rows, _ in rows })
  }

  /// Rows that have nothing to do with those a generator was given.
  private static func noise(like rows: Matrix, seed: UInt32) -> Matrix {
    var random = NumPyRandom(seed: seed)
    return Matrix(
      rows: rows.rows, columns: rows.columns,
      storage: rows.storage.map { _ in random.normal() })
  }
}

extension RiskAttack {
  /// The outcome with settings over the defaults.
  static func outcome(
    of game: RiskGame, _ settings: [String: String] = [:], threads: Int = 2
  ) throws -> RiskOutcome {
    try Self(ParameterValues(parameters, texts: settings))
      .outcome(of: game, in: .unattended(threads: threads))
  }
}
