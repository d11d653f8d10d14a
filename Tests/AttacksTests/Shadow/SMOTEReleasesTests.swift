import Attacks
import Jobs
import Numeric
import TestSupport
import Testing

@Suite struct SMOTEReleasesTests {
  private static let quiet = RunContext<Fraction>.unattended()

  private static func releases(_ members: Matrix, rows: Int = 300) throws -> SMOTEReleases {
    try SMOTEReleases(
      members: members, k: 5, rowsWith: rows, rowsWithout: rows + 1, in: quiet)
  }

  /// The lists without a row are those of a search among the other rows.
  @Test func leavingARowOutGivesTheNeighborsAmongTheRest() throws {
    let members = RandomRows.normal(40, 4, decimals: 9)
    let releases = try Self.releases(members)
    for leftOut in [0, 17, 39] {
      let rest = (0..<40).filter { $0 != leftOut }
      let exact = try NearestNeighbors(members.rows(rest)).nearest(
        6, to: members.rows(rest), in: Self.quiet)
      let (bases, neighbors) = releases.pairs(without: leftOut)
      #expect(bases.map { Int($0) } == rest)
      for (place, _) in rest.enumerated() {
        let own = neighbors[place * 5..<(place + 1) * 5].map { Int($0) }
        #expect(own == exact.neighbors(of: place).dropFirst().map { rest[Int($0)] })
      }
    }
  }

  /// A copy of a row stands before it in its list, and one of both is dropped.
  @Test func copiesAreNeighborsOfEachOther() throws {
    let members = RandomRows.normal(12, 3).stacked(on: RandomRows.normal(12, 3))
    let (_, neighbors) = try Self.releases(members).pairs(without: nil)
    #expect(neighbors.count == 24 * 5)
    for row in 0..<12 {
      let ofRow = neighbors[row * 5..<(row + 1) * 5]
      let ofCopy = neighbors[(row + 12) * 5..<(row + 13) * 5]
      let named = Set(ofRow + ofCopy)
      #expect(named.contains(Int32(row)) || named.contains(Int32(row + 12)))
    }
  }

  /// Every row lies between two members, and every pair is drawn as often as any other.
  @Test func rowsAreDrawnAsSMOTEDrawsThem() throws {
    // On a line with growing gaps, a row tells which two members it was drawn between.
    let places = [0.0, 1, 10, 100, 1000, 10_000, 100_000]
    let members = Matrix(places.map { [$0, 2 * $0] })
    let releases = try SMOTEReleases(
      members: members, k: 1, rowsWith: 70_000, rowsWithout: 70_000, in: Self.quiet)
    let rows = try releases.rows(without: nil, seed: 5, in: Self.quiet)
    #expect((0..<rows.rows).allSatisfy { rows[$0, 1] == 2 * rows[$0, 0] })
    // The neighbor of 0 is 1, of every other the one before it: 0–1 is drawn twice as often.
    let gaps = (0..<rows.rows).map { row in places.lastIndex { $0 <= rows[row, 0] } ?? 0 }
    for gap in 0..<6 {
      let share = Double(gaps.count { $0 == gap }) / 70_000
      let expected = gap == 0 ? 2.0 / 7 : 1.0 / 7
      #expect(abs(share - expected) < 0.006)
    }
    let steps = (0..<rows.rows).filter { gaps[$0] == 5 }.map { (rows[$0, 0] - 10_000) / 90_000 }
    let mean = steps.reduce(0, +) / Double(steps.count)
    let quarter = Double(steps.count { $0 < 0.25 }) / Double(steps.count)
    #expect(abs(mean - 0.5) < 0.01)
    #expect(abs(quarter - 0.25) < 0.015)
  }

  @Test func equalSeedsGiveEqualRowsAndOthersDoNot() throws {
    let releases = try Self.releases(RandomRows.normal(30, 3))
    let first = try releases.rows(without: 3, seed: 1, in: Self.quiet)
    #expect(try releases.rows(without: 3, seed: 1, in: Self.quiet) == first)
    #expect(try releases.rows(without: 3, seed: 2, in: Self.quiet) != first)
    #expect(first.rows == 301)
    #expect(releases.leastRows == 300)
  }

  @Test func tooFewMembersAreRefused() {
    #expect(throws: AttackError.self) { try Self.releases(RandomRows.normal(6, 3)) }
    #expect(throws: Never.self) { try Self.releases(RandomRows.normal(7, 3)) }
  }
}
