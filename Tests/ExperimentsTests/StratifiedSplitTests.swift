import Experiments
import Testing

@Suite struct StratifiedSplitTests {
  private let labels = (0..<100).map { Int32($0 % 10 == 0 ? 1 : 0) } + [2]

  @Test func everyClassGivesItsShare() {
    let split = StratifiedSplit(labels: labels, share: 0.3, seed: 1)
    #expect(split.test.count { labels[$0] == 0 } == 27)
    #expect(split.test.count { labels[$0] == 1 } == 3)
    #expect(split.test.count { labels[$0] == 2 } == 0)
  }

  @Test func everyRowIsInOnePart() {
    let split = StratifiedSplit(labels: labels, share: 0.4, seed: 7)
    #expect((split.training + split.test).sorted() == Array(labels.indices))
    #expect(split.training == split.training.sorted())
  }

  @Test func noClassLosesAllItsRows() {
    let split = StratifiedSplit(labels: labels, share: 0.9, seed: 7)
    #expect(split.training.contains { labels[$0] == 1 })
    #expect(split.training.contains { labels[$0] == 2 })
  }

  @Test func seedsDecide() {
    let one = StratifiedSplit(labels: labels, share: 0.3, seed: 1)
    #expect(one == StratifiedSplit(labels: labels, share: 0.3, seed: 1))
    #expect(one != StratifiedSplit(labels: labels, share: 0.3, seed: 2))
    #expect(StratifiedSplit(labels: labels, share: 0, seed: 1).test.isEmpty)
  }
}
