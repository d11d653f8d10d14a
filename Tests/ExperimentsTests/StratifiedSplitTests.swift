import Experiments
import Testing

@Suite struct StratifiedSplitTests {
  private let labels = (0..<100).map { Int32($0 % 10 == 0 ? 1 : 0) } + [2]

  @Test func everyClassGivesItsShare() {
    let split = StratifiedSplit(labels: labels, holdout: 0.3, test: 0.2, seed: 1)
    #expect(split.holdout.count { labels[$0] == 0 } == 27)
    #expect(split.holdout.count { labels[$0] == 1 } == 3)
    #expect(split.test.count { labels[$0] == 0 } == 18)
    #expect(split.test.count { labels[$0] == 1 } == 2)
    #expect(!(split.holdout + split.test).contains { labels[$0] == 2 })
  }

  @Test(arguments: [(0.4, 0.0), (0.0, 0.4), (0.4, 0.4)])
  func everyRowIsInOnePart(holdout: Double, test: Double) {
    let split = StratifiedSplit(labels: labels, holdout: holdout, test: test, seed: 7)
    #expect((split.training + split.holdout + split.test).sorted() == Array(labels.indices))
    for part in [split.training, split.holdout, split.test] { #expect(part == part.sorted()) }
  }

  @Test func noClassLosesAllItsRows() {
    let split = StratifiedSplit(labels: labels, holdout: 0.5, test: 0.45, seed: 7)
    #expect(split.training.contains { labels[$0] == 1 })
    #expect(split.training.contains { labels[$0] == 2 })
    // Ten rows: five for the holdout, and of the five for the test part one has to stay.
    #expect(split.test.count { labels[$0] == 1 } == 4)
  }

  /// One share asked for alone gives the rows that a split in two always gave.
  @Test func aSplitInTwoIsTheSameForEitherPart() {
    let held = StratifiedSplit(labels: labels, holdout: 0.3, seed: 1)
    let tested = StratifiedSplit(labels: labels, test: 0.3, seed: 1)
    #expect(held.holdout == tested.test)
    #expect(held.training == tested.training)
    #expect(held.test.isEmpty && tested.holdout.isEmpty)
    let three = StratifiedSplit(labels: labels, holdout: 0.3, test: 0.1, seed: 1)
    #expect(three.holdout == held.holdout)
    #expect(Set(three.training).isSubset(of: held.training))
  }

  /// Taken from a run before there were three parts.
  @Test func theRowsKeptApartAreThoseOfEarlierVersions() {
    let labels = (0..<20).map { Int32($0 % 4 == 0 ? 1 : 0) }
    #expect(
      StratifiedSplit(labels: labels, holdout: 0.3, seed: 4).holdout == [1, 5, 6, 8, 9, 16, 17])
  }

  @Test func aHoldoutCanBeGiven() {
    let split = StratifiedSplit(labels: labels, holdoutRows: [20, 3, 0], test: 0.2, seed: 3)
    #expect(split.holdout == [0, 3, 20])
    #expect(split.test.count { labels[$0] == 0 } == 18 && split.test.count { labels[$0] == 1 } == 2)
    #expect((split.training + split.holdout + split.test).sorted() == Array(labels.indices))
  }

  @Test func seedsDecide() {
    let one = StratifiedSplit(labels: labels, holdout: 0.3, test: 0.1, seed: 1)
    #expect(one == StratifiedSplit(labels: labels, holdout: 0.3, test: 0.1, seed: 1))
    #expect(one != StratifiedSplit(labels: labels, holdout: 0.3, test: 0.1, seed: 2))
    #expect(StratifiedSplit(labels: labels, seed: 1).training == Array(labels.indices))
  }
}
