import Jobs
import Measures
import Numeric
import Parameters
import Tabular
import Testing

@Suite struct SpecialUniquesTests {
  /// Eight people; the scores of the last four are in sdcMicro's own test (after Templ 2017).
  private static func book() throws -> Dataset {
    try ToyTables.table([
      "age": ToyTables.words("22222226"), "gender": ToyTables.words("mmmmfffm"),
      "income": ToyTables.words("++------"), "education": ToyTables.words("hhhhuhku"),
    ])
  }

  private static func input(_ table: Dataset, _ names: [String]? = nil) throws -> MeasureInput {
    try MeasureInput(
      training: table, synthetic: table, quasiIdentifiers: names ?? table.columns.map(\.name))
  }

  private static func measure(_ settings: [String: String] = [:]) throws -> SpecialUniques {
    try SpecialUniques(ParameterValues(SpecialUniques.parameters, texts: settings))
  }

  @Test func scoresAreThoseOfTheBook() throws {
    let input = try Self.input(try Self.book())
    #expect(
      try Self.measure().scores(of: input, in: .unattended()) == [0, 0, 0, 0, 4, 2, 6, 8])
    let found = try SpecialUniques.taken(on: input)
    #expect(found.rows == [7, 6, 4, 5])
    #expect(found.value == 0.5)
    #expect(found.part("minimal uniques of 1 value") == 2)
    #expect(found.part("minimal uniques of 2 values") == 4)
    #expect(found.part("highest score") == 8)
    #expect(found.part("share of the score, education") == 0.7)
    #expect(found.part("share of the score, gender") == 0.3)
    #expect(found.part("share of the score, age") == 0.4)
    #expect(found.part("share of the score, income") == 0)
    // Only single values: the two people who are alone with one.
    #expect(
      try Self.measure(["max-size": "1"]).scores(of: input, in: .unattended())
        == [0, 0, 0, 0, 0, 0, 6, 6])
  }

  @Test func onlyValuesThatComeOutAgainCount() throws {
    let book = try Self.book()
    let release = try ToyTables.table([
      "age": ToyTables.words("2"), "gender": ToyTables.words("m"), "income": ToyTables.words("-"),
      "education": ToyTables.words("k"),
    ])
    let input = try MeasureInput(
      training: book, synthetic: release, quasiIdentifiers: book.columns.map(\.name))
    let found = try SpecialUniques.taken(on: input)
    // Row 6 is the only one without a high school or a university.
    #expect(found.value == 1.0 / 8)
    #expect(found.rows == [7, 6, 4, 5])
  }

  /// All sets of columns for every row, by looking at every other row.
  private static func bruteForce(_ codes: [[Int?]], upTo largest: Int) -> [Double] {
    let columns = codes[0].count
    let sets = (1..<(1 << columns)).filter { $0.nonzeroBitCount <= largest }
    return codes.indices.map { row in
      func isAlone(_ set: Int) -> Bool {
        let own = (0..<columns).filter { set >> $0 & 1 == 1 }
        return own.allSatisfy { codes[row][$0] != nil }
          && codes.indices.allSatisfy { other in
            other == row || own.contains { codes[other][$0] != codes[row][$0] }
          }
      }
      let minimal = sets.filter { set in
        isAlone(set)
          && (0..<columns).allSatisfy { column in
            set >> column & 1 == 0 || set == 1 << column || !isAlone(set & ~(1 << column))
          }
      }
      return minimal.reduce(0) { sum, set in
        sum + (1...max(1, columns - set.nonzeroBitCount)).reduce(1.0) { $0 * Double($1) }
      }
    }
  }

  @Test(arguments: 0..<6, [2, 3, 6])
  func theSearchFindsWhatLookingAtEverySetFinds(seed: UInt32, largest: Int) throws {
    var random = NumPyRandom(seed: seed)
    let columns = 6
    let codes = (0..<40).map { _ in
      (0..<columns).map { column -> Int? in
        random.uniform() < 0.05 ? nil : random.integer(below: 2 + column)
      }
    }
    let table = try Dataset(
      schema: Schema(Array(repeating: .feature, count: columns)),
      columns: (0..<columns).map { column in
        Column(
          name: "c\(column)", kind: .category,
          values: .categorical(
            codes: codes.map { Int32($0[column] ?? -1) }, levels: (0..<8).map { "\($0)" }))
      })
    let input = try Self.input(table)
    let measure = try Self.measure(["max-size": "\(largest)"])
    let found = try measure.scores(of: input, in: .unattended())
    #expect(found == Self.bruteForce(codes, upTo: largest))
    #expect(try measure.scores(of: input, in: .unattended(threads: 4)) == found)
  }

  @Test func thirtyColumnsAreTheLimit() throws {
    let table = try ToyTables.numbers(5, columns: 31, seed: 0)
    #expect(throws: MeasureError.self) { try SpecialUniques.taken(on: try Self.input(table)) }
    let some = try Self.input(table, (0..<30).map { "x\($0)" })
    #expect(try SpecialUniques.taken(on: some, ["max-size": "2"]).value == 1)
  }
}
