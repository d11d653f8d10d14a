import Jobs
import Learners
import Numeric
import Testing

@Suite struct ForestTests {
  private static let unattended = RunContext<Fraction>.unattended()

  /// 200 rows of two columns; the class is the sign of their product, which no line separates.
  private static func corners(_ seed: UInt32) -> (rows: Matrix, isPositive: [Bool]) {
    var random = NumPyRandom(seed: seed)
    let rows = Matrix(rows: 200, columns: 2, storage: (0..<400).map { _ in random.normal() })
    return (rows, (0..<200).map { rows[$0, 0] * rows[$0, 1] > 0 })
  }

  private static func accuracy(_ chances: [Double], _ isPositive: [Bool]) -> Double {
    Double(zip(chances, isPositive).count { ($0 > 0.5) == $1 }) / Double(chances.count)
  }

  @Test func aForestLearnsWhatNoLineSeparates() throws {
    let (rows, isPositive) = Self.corners(1)
    let (queries, answers) = Self.corners(2)
    let chances = try RandomForest().probabilities(
      of: queries, grownOn: rows, isPositive: isPositive, in: Self.unattended)
    #expect(Self.accuracy(chances, answers) > 0.9)
    #expect(chances.allSatisfy { (0...1).contains($0) })
  }

  @Test func aForestWithoutResamplingRepeatsItsRows() throws {
    let (rows, isPositive) = Self.corners(3)
    var forest = RandomForest()
    forest.isBootstrapped = false
    let chances = try forest.probabilities(
      of: rows, grownOn: rows, isPositive: isPositive, in: Self.unattended)
    #expect(Self.accuracy(chances, isPositive) == 1)
  }

  @Test func boostingLearnsClassesAndNumbers() throws {
    let (rows, isPositive) = Self.corners(4)
    let (queries, answers) = Self.corners(5)
    let chances = try BoostedTrees().probabilities(
      of: queries, grownOn: rows, isPositive: isPositive)
    #expect(Self.accuracy(chances, answers) > 0.9)
    let sums = try BoostedTrees().numbers(
      of: rows, grownOn: rows, targets: (0..<200).map { rows[$0, 0] + rows[$0, 1] })
    #expect(sums.indices.allSatisfy { abs(sums[$0] - rows[$0, 0] - rows[$0, 1]) < 0.5 })
  }

  @Test func equalSeedsGiveEqualForests() throws {
    let (rows, isPositive) = Self.corners(6)
    let (queries, _) = Self.corners(7)
    var forest = RandomForest()
    func answers() throws -> [Double] {
      try forest.probabilities(
        of: queries, grownOn: rows, isPositive: isPositive, in: Self.unattended)
    }
    let first = try answers()
    let again = try answers()
    forest.seed = 1
    let other = try answers()
    #expect(first == again)
    #expect(first != other)
  }

  /// Of n rows drawn with replacement, 1 / e of the rows are in none: with all values different a
  /// tree of full depth is right about the others, and about those as often as about new rows.
  @Test func treesSeeBootstrapSamples() throws {
    var random = NumPyRandom(seed: 8)
    let rows = Matrix(rows: 500, columns: 1, storage: (0..<500).map { _ in random.uniform() })
    let isPositive = (0..<500).map { _ in random.uniform() < 0.5 }
    var forest = RandomForest()
    forest.trees = 1
    var right = 0
    for seed in 0..<40 {
      forest.seed = UInt32(seed)
      let chances = try forest.probabilities(
        of: rows, grownOn: rows, isPositive: isPositive, in: Self.unattended)
      right += zip(chances, isPositive).count { ($0 > 0.5) == $1 }
    }
    // Half of the 36.8 % that are left out are guessed right.
    #expect(abs(Double(right) / 20_000 - 0.816) < 0.015)
  }

  @Test func missingValuesAreASideOfTheirOwn() throws {
    let rows = Matrix(
      rows: 60, columns: 1, storage: (0..<60).map { $0 % 3 == 0 ? .nan : Double($0 % 3) })
    let isPositive = (0..<60).map { $0 % 3 == 0 }
    let queries = Matrix(rows: 3, columns: 1, storage: [.nan, 1, 2])
    let chances = try RandomForest().probabilities(
      of: queries, grownOn: rows, isPositive: isPositive, in: Self.unattended)
    #expect(chances == [1, 0, 0])
  }

  @Test func depthAndLeavesAreBounded() throws {
    let rows = Matrix(rows: 8, columns: 1, storage: (0..<8).map(Double.init))
    let isPositive = [true, false, true, false, false, true, true, true]
    var forest = RandomForest()
    forest.isBootstrapped = false
    forest.trees = 1
    forest.depth = 1
    let once = try forest.probabilities(
      of: rows, grownOn: rows, isPositive: isPositive, in: Self.unattended)
    #expect(abs(once[0] - 0.4) < 1e-6 && once[7] == 1 && Set(once).count == 2)
    forest.depth = 64
    forest.leastRows = 4
    let wide = try forest.probabilities(
      of: rows, grownOn: rows, isPositive: isPositive, in: Self.unattended)
    #expect(wide == [0.5, 0.5, 0.5, 0.5, 0.75, 0.75, 0.75, 0.75])
  }

  @Test func oneClassIsRefused() {
    let rows = Matrix(rows: 2, columns: 1, storage: [0, 1])
    #expect(throws: LearnerError.oneClass(rows: 2)) {
      try RandomForest().probabilities(
        of: rows, grownOn: rows, isPositive: [true, true], in: Self.unattended)
    }
  }
}
