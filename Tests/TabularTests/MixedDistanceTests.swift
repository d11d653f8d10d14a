import Jobs
import Numeric
import Tabular
import Testing

/// The distance of two rows, by hand.
@Suite struct MixedDistanceTests {
  private static func table(_ ages: [Double], _ jobs: [String?]) throws -> Dataset {
    try Dataset(
      schema: Schema([.feature, .feature]),
      columns: [
        Column(name: "age", kind: .decimal(decimals: 1), values: .numeric(ages)),
        MixedTables.category("job", jobs),
      ])
  }

  private static func distances(
    _ space: MixedSpace, _ one: Dataset, _ other: Dataset
  ) throws -> [Double] {
    let (one, other) = (try space.rows(of: one), try space.rows(of: other))
    return (0..<one.count).map { one.distance($0, to: $0, of: other) }
  }

  /// Range 10 in the reference. Pairs: 4 and 6 apart; outside the range; job and age missing on one
  /// side; both missing.
  private static let ages: ([Double], [Double]) = ([4, 0, 4, .nan, .nan], [8, 90, 4, 4, .nan])
  private static let jobs: ([String?], [String?]) = (
    ["a", "a", nil, "a", nil], ["a", "b", "b", "a", nil]
  )

  @Test func gowersTermsAreAtMostOneAndMissingIsAValue() throws {
    let reference = try Self.table([0, 10], ["a", "b"])
    let found = try Self.distances(
      MixedSpace(reference), Self.table(Self.ages.0, Self.jobs.0),
      Self.table(Self.ages.1, Self.jobs.1))
    #expect(found == [0.4 / 2, 1, 0.5, 0.5, 0])
  }

  @Test func anonymetersTermsAddUpAndMissingIsNeverEqual() throws {
    let reference = try Self.table([0, 10], ["a", "b"])
    let found = try Self.distances(
      MixedSpace(reference, rule: .anonymeter), Self.table(Self.ages.0, Self.jobs.0),
      Self.table(Self.ages.1, Self.jobs.1))
    #expect(found.map { $0.isNaN ? -1 : $0 } == [0.4, 10, 1, -1, 2])
  }

  @Test func theRangeIsThatOfTheReferenceAlone() throws {
    let reference = try Self.table([0, 10], ["a", "b"])
    let wide = try Self.table([0, 1000], ["a", "a"])
    let pair = (try Self.table([0], ["a"]), try Self.table([5], ["a"]))
    #expect(try Self.distances(MixedSpace(reference), pair.0, pair.1) == [0.25])
    #expect(
      try Self.distances(MixedSpace(reference, widenedBy: [wide]), pair.0, pair.1) == [0.0025])
  }

  @Test func aConstantColumnCountsNothingForEqualValuesAndAllForOthers() throws {
    let reference = try Self.table([7, 7], ["a", "b"])
    let found = try Self.distances(
      MixedSpace(reference), Self.table([7, 7], ["a", "a"]), Self.table([7, 7.001], ["a", "a"]))
    #expect(found == [0, 0.5])
  }

  @Test func weightsMultiplyTermsAndDivideTheirSum() throws {
    let reference = try Self.table([0, 10], ["a", "b"])
    let space = MixedSpace(reference, weights: [3, 1])
    let found = try Self.distances(
      space, Self.table([0, 0], ["a", "a"]), Self.table([5, 0], ["a", "b"]))
    #expect(found == [1.5 / 4, 0.25])
  }

  @Test func categoriesAreEqualByTheirBytesWhateverTheirOrderInTheTable() throws {
    let reference = try Self.table([0, 10], ["x", "y"])
    let space = MixedSpace(reference)
    let one = try space.rows(of: Self.table([0, 0, 0], ["new", "caf\u{e9}", "x"]))
    let other = try MixedSpace(reference).rows(
      of: Self.table([0, 0, 0, 0], ["x", "other", "cafe\u{301}", "new"]))
    let found = try other.nearest(4, to: one, in: RunContext<Never>.unattended())
    #expect(found.indices == [3, 0, 1, 2, 0, 1, 2, 3, 0, 1, 2, 3])
    #expect(found.distances == [0, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0, 0.5, 0.5, 0.5])
    #expect(one.distance(0, to: 3, of: other) == 0 && one.distance(0, to: 1, of: other) == 0.5)
    #expect(one.distance(1, to: 2, of: other) == 0.5)
  }

  @Test func numbersWhereTheReferenceHasCategoriesAreCategories() throws {
    let words = try Dataset(
      schema: Schema([.feature]), columns: [MixedTables.category("grade", ["1", "2.5", "x"])])
    let numbers = try Dataset(
      schema: Schema([.feature]),
      columns: [Column(name: "grade", kind: .integer, values: .numeric([2.5, 1, .nan]))])
    #expect(try Self.distances(MixedSpace(words), numbers, words.rows([1, 1, 1])) == [0, 1, 1])
  }

  @Test func aTableWithoutAColumnIsRefused() throws {
    let reference = try Self.table([0, 10], ["a", "b"])
    let narrow = try Dataset(schema: Schema([.feature]), columns: [reference.columns[0]])
    #expect(throws: DatasetError.missingColumn("job")) {
      try MixedSpace(reference).rows(of: narrow)
    }
    #expect(MixedSpace(reference, columns: ["age"]).names == ["age"])
  }
}
