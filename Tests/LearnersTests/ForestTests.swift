import Learners
import Numeric
import Testing

@Suite struct ForestTests {
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
      of: queries, grownOn: rows, isPositive: isPositive)
    #expect(Self.accuracy(chances, answers) > 0.9)
    #expect(chances.allSatisfy { (0...1).contains($0) })
  }

  @Test func aForestWithoutResamplingRepeatsItsRows() throws {
    let (rows, isPositive) = Self.corners(3)
    var forest = RandomForest()
    forest.rowShare = 1
    let chances = try forest.probabilities(of: rows, grownOn: rows, isPositive: isPositive)
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
    let first = try forest.probabilities(of: queries, grownOn: rows, isPositive: isPositive)
    let again = try forest.probabilities(of: queries, grownOn: rows, isPositive: isPositive)
    forest.seed = 1
    let other = try forest.probabilities(of: queries, grownOn: rows, isPositive: isPositive)
    #expect(first == again)
    #expect(first != other)
  }

  @Test func oneClassIsRefused() {
    let rows = Matrix(rows: 2, columns: 1, storage: [0, 1])
    #expect(throws: LearnerError.oneClass(rows: 2)) {
      try RandomForest().probabilities(of: rows, grownOn: rows, isPositive: [true, true])
    }
  }
}
