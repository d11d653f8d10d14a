import Jobs
import Numeric
import Oversampling
import Parameters
import Testing

private func made(
  rare: [Double], common: [Double], k: Int, count: Int = 4000, seed: UInt32 = 2,
  recipe: DrawingRecipe = DrawingRecipe(), given: GivenNeighbors = GivenNeighbors()
) throws -> SyntheticRows {
  let training = TrainingRows(
    features: Matrix((rare + common).map { [$0] }),
    labels: rare.map { _ in 1 } + common.map { _ in 0 }, classNames: ["common", "rare"])
  var values = ParameterValues(SafeLevelSMOTE.parameters)
  try values.set("k", to: .integer(k))
  return try SafeLevelSMOTE(values).synthesize(
    OversamplingRequest(
      training: training, demands: [ClassDemand(code: 1, count: count)], seed: seed,
      recipe: recipe, given: given),
    in: .unattended())
}

extension SyntheticRows {
  fileprivate func steps(_ base: Int32, _ neighbor: Int32) -> [Double] {
    parents.filter { $0.base == base && $0.neighbor == neighbor }.map(\.step)
  }
}

@Suite struct SafeLevelSMOTETests {
  // Two rows beside each other, two among rows of the other class. With k = 2 the levels are
  // 1, 1, 0, 0.
  private let rare = [0, 1, 10, 18.5]
  private let common = [1.6, 9.5, 10.5, 18.1, 18.9]

  @Test func fourOfTheFiveCasesOnALine() throws {
    let synthetic = try made(rare: rare, common: common, k: 2)
    // Ratio 1: the whole line.
    let whole = synthetic.steps(0, 1) + synthetic.steps(1, 0)
    #expect(whole.contains { $0 < 0.02 } && whole.contains { $0 > 0.98 })
    // The neighbor's level is 0: copies of the base.
    #expect(Set(synthetic.steps(0, 2) + synthetic.steps(1, 2)) == [0])
    // The base's level is 0: the ratio is 0, which leaves the neighbor.
    #expect(Set(synthetic.steps(2, 1) + synthetic.steps(3, 1)) == [1])
    for (row, parentage) in synthetic.parents.enumerated() where parentage.base >= 2 {
      #expect(synthetic.rows[row, 0] == 1)
    }
  }

  @Test func pairsOfLevelZeroMakeNothingAndARemarkSaysHowMany() throws {
    // The third row's neighbors are the fourth and the second; the fourth's are the third and the
    // second. So two of the eight pairs have level 0 at both ends.
    let synthetic = try made(rare: rare, common: common, k: 2)
    #expect(synthetic.steps(2, 3).isEmpty && synthetic.steps(3, 2).isEmpty)
    let lines = synthetic.parents.count
    #expect((Double(lines) / 4000 - 0.75).magnitude < 0.03)
    #expect(
      synthetic.remarks.first
        == .missedCount(className: "rare", requested: 4000, made: lines))
    #expect(synthetic.remarks.last?.setting == "k")
    #expect(synthetic.remarks.last?.description.contains("\(4000 - lines) of 4000") == true)
  }

  @Test func aRatioOfTwoKeepsTheHalfNearTheSaferRow() throws {
    // Levels with k = 2 are 2, 2, 1.
    let synthetic = try made(rare: [0, 1, 2.2], common: [3, 50, 60], k: 2)
    let toUnsafe = synthetic.steps(0, 2) + synthetic.steps(1, 2)
    #expect(toUnsafe.allSatisfy { (0..<0.5).contains($0) } && toUnsafe.contains { $0 > 0.48 })
    let toSafe = synthetic.steps(2, 0) + synthetic.steps(2, 1)
    #expect(toSafe.allSatisfy { (0.5..<1).contains($0) } && toSafe.contains { $0 < 0.52 })
    let between = synthetic.steps(0, 1)
    #expect(between.contains { $0 < 0.05 } && between.contains { $0 > 0.95 })
    #expect(synthetic.parents.count == 4000 && synthetic.remarks.isEmpty)
  }

  @Test func whereAllLevelsAreZeroNothingIsMade() throws {
    let synthetic = try made(rare: [0, 10], common: [0.1, 10.1], k: 1, count: 7)
    #expect(synthetic.rows.rows == 0)
    #expect(
      synthetic.remarks.first == .missedCount(className: "rare", requested: 7, made: 0))
  }

  @Test func givenSurroundingsTellTheLevels() throws {
    // Rows 3 and above are of the other class.
    let synthetic = try made(
      rare: [0, 1, 2.2], common: [3, 50, 60], k: 2,
      given: GivenNeighbors(surroundings: [[3, 4], [0, 2], [1, 3]]))
    #expect(Set(synthetic.steps(1, 0)) == [0])
    #expect(synthetic.steps(0, 1).allSatisfy { $0 == 1 } && !synthetic.steps(0, 1).isEmpty)
    #expect(synthetic.steps(1, 2).allSatisfy { $0 < 0.5 })
  }

  @Test func theRangesHoldForEveryChoiceOfNeighbors() throws {
    for choice in [DrawingRecipe.NeighborChoice.anywhere, .shortened] {
      let synthetic = try made(
        rare: rare, common: common, k: 2, recipe: DrawingRecipe(choice: choice))
      #expect(Set(synthetic.steps(0, 2)).isSubset(of: [0]))
      #expect(synthetic.steps(2, 3).isEmpty && synthetic.steps(3, 2).isEmpty)
      // Only a choice from anywhere pairs the first row with the last.
      #expect(synthetic.steps(0, 3).isEmpty == (choice == .shortened))
    }
  }
}
