import Oversampling
import Testing

@Suite struct BalanceGoalTests {
  private let two = ClassSizes(counts: [301, 35], names: ["0", "1"], target: 1, isNamed: false)
  private let four = ClassSizes(
    counts: [50, 100, 20, 0], names: ["b", "a", "c", "empty"], target: 2, isNamed: false)

  private func rows(_ goal: BalanceGoal, _ sizes: ClassSizes) throws -> [Int32: Int] {
    let demands = try goal.demands(sizes)
    return Dictionary(uniqueKeysWithValues: demands.map { ($0.code, $0.count) })
  }

  @Test func aStrategyIsCutDownAsInImbalancedLearn() throws {
    #expect(try rows(.strategy(1), two) == [1: 266])
    #expect(try rows(.strategy(0.5), two) == [1: 115])
  }

  @Test func aRatioIsRoundedAndForTheTargetOnly() throws {
    #expect(try rows(.ratio(2.5), two) == [1: 88])
    #expect(try rows(.ratio(2), four) == [2: 40])
  }

  @Test func aStrategyGrowsEveryClassBelowTheLargest() throws {
    #expect(try rows(.strategy(1), four) == [0: 50, 2: 80])
    #expect(try rows(.strategy(0.4), four) == [2: 20])
  }

  @Test func aNamedClassGrowsAlone() throws {
    let sizes = ClassSizes(counts: four.counts, names: four.names, target: 2, isNamed: true)
    #expect(try rows(.strategy(1), sizes) == [2: 80])
  }

  @Test(arguments: [
    (StrategyWord.minority, [Int32(2): 80]), (.notMinority, [0: 50]),
    (.notMajority, [0: 50, 2: 80]), (.auto, [0: 50, 2: 80]), (.all, [0: 50, 2: 80]),
  ])
  func wordsMeanWhatTheyMeanInImbalancedLearn(word: StrategyWord, expected: [Int32: Int]) throws {
    #expect(try rows(.word(word), four) == expected)
  }

  @Test func countsAreRowsAfterwards() throws {
    #expect(try rows(.counts(["b": 70, "c": 20]), four) == [0: 20])
  }

  @Test func demandsComeInTheOrderThatNumPySortsTheClassesIn() throws {
    let demands = try BalanceGoal.word(.auto).demands(
      ClassSizes(
        counts: [3, 9, 4, 5], names: ["10", "9", "b", "a"], target: 0, isNamed: false))
    #expect(demands.map(\.code) == [0, 3, 2])
    let numbers = try BalanceGoal.word(.auto).demands(
      ClassSizes(counts: [3, 9, 4], names: ["10", "9", "2"], target: 0, isNamed: false))
    #expect(numbers.map(\.code) == [2, 0])
  }

  @Test(arguments: [
    (BalanceGoal.strategy(0), "more than 0"), (.strategy(1.5), "at most 1"),
    (.ratio(-1), "more than 0"), (.ratio(.nan), "more than 0"),
    (.strategy(0.05), "already has 0.116"), (.word(.notMinority), "'not minority'"),
    (.counts(["2": 40]), "there is no class '2'; the classes are 0, 1"),
    (.counts(["1": 35_036]), "at most 35035"), (.counts(["1": .max]), "at most 35035"),
    (.counts(["1": 30]), "expected at least the 35"), (.counts(["1": 35]), "give larger counts"),
  ])
  func goalsThatMakeNothingAreRefused(goal: BalanceGoal, message: String) {
    let error = #expect(throws: OversamplingError.self) { _ = try goal.demands(two) }
    #expect(error?.description.contains(message) == true)
  }

  @Test func countsReachUpToTheLargestClassAndToAThousandForEachRow() throws {
    #expect(try rows(.counts(["1": 35_035]), two) == [1: 35_000])
    let wide = ClassSizes(counts: [9000, 2], names: ["0", "1"], target: 1, isNamed: false)
    #expect(try rows(.counts(["1": 9000]), wide) == [1: 8998])
    #expect(throws: OversamplingError.countAboveLimit(className: "1", wanted: 9001, most: 9000)) {
      try BalanceGoal.counts(["1": 9001]).demands(wide)
    }
  }

  @Test func adviceThatCannotBeFollowedIsNotGiven() {
    let even = ClassSizes(counts: [20, 20], names: ["0", "1"], target: 1, isNamed: true)
    let error = #expect(throws: OversamplingError.self) {
      _ = try BalanceGoal.strategy(1).demands(even)
    }
    #expect(error?.description.hasSuffix("give a ratio, or rows per class") == true)
    let low = #expect(throws: OversamplingError.self) {
      _ = try BalanceGoal.strategy(0.05).demands(two)
    }
    #expect(low?.description.hasSuffix("give a larger strategy, or a ratio") == true)
  }

  @Test(arguments: [
    ("0.5", BalanceGoal.strategy(0.5)), ("not majority", .word(.notMajority)),
    ("Minority", .word(.minority)), ("a=3,b = c=4", .counts(["a": 3, "b = c": 4])),
  ])
  func strategiesAreRead(text: String, goal: BalanceGoal) throws {
    #expect(try BalanceGoal(strategy: text) == goal)
  }

  @Test(arguments: ["", "some", "a=b", "a=3,a=4", "a=-1"])
  func otherTextIsRefusedWithWhatIsExpected(text: String) {
    let error = #expect(throws: OversamplingError.self) { _ = try BalanceGoal(strategy: text) }
    #expect(error?.description.contains("NAME=ROWS") == true)
  }
}
