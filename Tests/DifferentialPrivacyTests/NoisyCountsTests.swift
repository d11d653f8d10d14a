import Attacks
import DifferentialPrivacy
import Numeric
import Testing

@Suite struct NoisyCountsTests {
  private static let domain = ["flu", "asthma", "gout", "rare"]

  private static func counts(
    _ records: [String], domain: [String] = domain, epsilon: Double = 1,
    neighbors: NeighboringTables = .addOrRemove, seed: UInt32 = 0
  ) throws -> NoisyCounts<String> {
    var budget = try PrivacyBudget(epsilon: epsilon)
    var random = NumPyRandom(seed: seed)
    return try NoisyCounts(
      of: records, domain: domain, epsilon: epsilon, neighbors: neighbors, budget: &budget,
      random: &random)
  }

  /// Trap 6: an empty cell has a count that is seldom 0.
  @Test func everyCellHasNoiseAlsoEmptyOnes() throws {
    let trials = try (0..<2000).map { seed in
      try Self.counts(["flu", "flu"], seed: UInt32(seed)).counts
    }
    let noise = try DiscreteLaplace(epsilon: 1)
    for (cell, exact) in [2, 0, 0, 0].enumerated() {
      let found = trials.map { Double($0[cell] - exact) }
      let variance = found.reduce(0) { $0 + $1 * $1 } / 2000
      #expect(abs(variance / noise.variance - 1) < 0.2)
      let zeros = Double(found.count { $0 == 0 }) / 2000
      #expect(abs(zeros - noise.chance(of: 0)) < 0.04)
    }
    #expect(trials.contains { $0.contains { $0 < 0 } })
  }

  /// Trap 6: noise on counts is of the same size however many records there are; as a share of them
  /// it is smaller by their number.
  @Test func theScaleIsThatOfCountsNotOfShares() throws {
    func spread(_ people: Int) throws -> (counts: Double, shares: Double) {
      let records = (0..<people).map { Self.domain[$0 % 4] }
      let trials = try (0..<400).map { try Self.counts(records, seed: UInt32($0)) }
      func square(_ values: [Double], _ exact: Double) -> Double {
        values.reduce(0) { $0 + ($1 - exact) * ($1 - exact) } / Double(values.count)
      }
      return (
        square(trials.flatMap { $0.counts.map(Double.init) }, Double(people) / 4),
        square(trials.flatMap(\.shares), 0.25).squareRoot()
      )
    }
    let few = try spread(400)
    let many = try spread(40_000)
    let variance = try DiscreteLaplace(epsilon: 1).variance
    #expect(abs(few.counts / variance - 1) < 0.2 && abs(many.counts / variance - 1) < 0.2)
    #expect(abs(few.shares / many.shares / 100 - 1) < 0.1)
  }

  /// Trap 8: the cells are those given, whatever occurs in the data.
  @Test func theDomainIsGivenAndNotReadOffTheData() throws {
    let some = try Self.counts(["flu", "plague", "plague"])
    #expect(some.domain == Self.domain && some.counts.count == 4)
    let none = try Self.counts([])
    #expect(none.domain == some.domain)
    // What is not in the domain changes nothing, and no error tells that it is there.
    #expect(try Self.counts(["flu"]).counts == some.counts)
  }

  /// Trap 8: the number of records is not in what is given out but for the noise.
  @Test func theNumberOfRecordsIsPaidForToo() throws {
    let sums = try Set(
      (0..<50).map { try Self.counts(["flu"], seed: UInt32($0)).counts.reduce(0, +) })
    #expect(sums.count > 5)
    let shares = try Self.counts(Array(repeating: "flu", count: 1000)).shares
    #expect(abs(shares.reduce(0, +) - 1) < 1e-12 && shares[0] > 0.98)
    #expect(shares.allSatisfy { $0 >= 0 })
    let nothing = try (0..<200).map { try Self.counts([], seed: UInt32($0)) }
      .first { $0.counts.allSatisfy { $0 <= 0 } }
    #expect(nothing?.shares == [0.25, 0.25, 0.25, 0.25])
  }

  @Test func aReplacedRecordChangesTwoCounts() throws {
    let one = try Self.counts(["flu"], neighbors: .addOrRemove).noise
    let two = try Self.counts(["flu"], neighbors: .replace).noise
    #expect(one.sensitivity == 1 && two.sensitivity == 2)
    #expect(abs(two.variance / one.variance - 4) < 0.3)
  }

  @Test func whatIsNoDomainIsRefusedAndCostsNothing() throws {
    var budget = try PrivacyBudget(epsilon: 1)
    var random = NumPyRandom(seed: 0)
    for domain in [[], ["flu", "gout", "flu"]] {
      #expect(throws: PrivacyError.self) {
        try NoisyCounts(
          of: ["flu"], domain: domain, epsilon: 0.5, budget: &budget, random: &random)
      }
    }
    #expect(budget.answers == 0)
  }

  @Test func aRefusedAnswerDrawsNothing() throws {
    var budget = try PrivacyBudget(epsilon: 0.5)
    var random = NumPyRandom(seed: 5)
    #expect(throws: PrivacyError.self) {
      try NoisyCounts(
        of: ["flu"], domain: Self.domain, epsilon: 0.6, budget: &budget, random: &random)
    }
    var fresh = NumPyRandom(seed: 5)
    #expect(random.bits() == fresh.bits() && budget.spent == 0)
  }
}
