import Jobs
import Measures
import Numeric
import Parameters
import Tabular
import Testing

/// Generalized CAP beside its definition, put down here over all pairs: by classes of fewer columns
/// where these are few, and by comparing all keys where they are many.
@Suite struct NearestKeyTests {
  /// Levels of `columns` keys and of a secret.
  private static func codes(_ rows: Int, _ columns: Int, seed: UInt32) -> [[Int32]] {
    var random = NumPyRandom(seed: seed)
    return (0...columns).map { column in
      (0..<rows).map { _ in Int32(random.integer(below: column == columns ? 3 : 5)) }
    }
  }

  private static func table(_ codes: [[Int32]]) throws -> Dataset {
    try Dataset(
      schema: Schema(codes.map { _ in .feature }),
      columns: codes.enumerated().map { number, codes in
        Column(
          name: "c\(number)", kind: .category,
          values: .categorical(codes: codes, levels: (0..<5).map { "level \($0)" }))
      })
  }

  /// The mean share of the right secret among the released rows that differ in the fewest columns.
  private static func attribution(_ people: [[Int32]], _ released: [[Int32]]) -> Double {
    let keys = people.dropLast().indices
    let secret = people.count - 1
    let shares = people[0].indices.map { person -> Double in
      let apart = released[0].indices.map { row in
        keys.count { people[$0][person] != released[$0][row] }
      }
      let near = apart.indices.filter { apart[$0] == apart.min() }
      let right = near.count { released[secret][$0] == people[secret][person] }
      return Double(right) / Double(near.count)
    }
    return shares.reduce(0, +) / Double(shares.count)
  }

  /// Four keys of 200 rows go by classes, fourteen of 12 rows by comparing.
  @Test(arguments: [(200, 4), (12, 14), (60, 1), (40, 8)])
  func nearestKeysAreThoseOfTheDefinition(rows: Int, columns: Int) throws {
    let tables = (0..<3).map { Self.codes(rows, columns, seed: UInt32($0)) }
    let input = try MeasureInput(
      training: Self.table(tables[0]), synthetic: Self.table(tables[1]),
      holdout: Self.table(tables[2]), quasiIdentifiers: (0..<columns).map { "c\($0)" },
      sensitive: ["c\(columns)"])
    let measure = try GeneralizedCAP(ParameterValues(GeneralizedCAP.parameters))
    let found = try measure.measure(input, in: .unattended(threads: 2))
    for (part, people) in [("training", tables[0]), ("holdout", tables[2])] {
      let protection = try #require(found.parts.first { $0.name == "protection, \(part)" }).value
      #expect(abs(1 - protection - Self.attribution(people, tables[1])) < 1e-12)
    }
  }
}
