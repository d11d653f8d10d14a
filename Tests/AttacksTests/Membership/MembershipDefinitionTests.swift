import Attacks
import Foundation
import Jobs
import Numeric
import Parameters
import Testing

/// Scores of a few people worked out by hand.
@Suite struct MembershipDefinitionTests {
  private let release = Matrix([[0, 0], [0, 0.5], [1, 1]])
  private let reference = Matrix([[-1, -1], [0, 1.25], [-0.5, 0]])
  private let people = Matrix([[0, 0.25], [-1, -1], [0, 0]])
  private let diagonal = sqrt(2.0)

  private func scores(
    _ type: any MembershipAttack.Type, _ settings: [String: String] = [:]
  ) throws -> [Double] {
    try type.init(ParameterValues(type.parameters, texts: settings)).scores(
      on: MembershipView(release: release, candidates: people, reference: reference),
      in: .unattended())
  }

  @Test func theDistanceIsThatOfTheClosestRow() throws {
    #expect(try scores(DistanceMembership.self) == [-0.25, -diagonal, 0])
  }

  @Test func calibratedTheDistanceToOthersCounts() throws {
    let found = try scores(DistanceMembership.self, ["calibrated": "on"])
    let toReference = sqrt(0.3125)
    let expected: [Double] = [toReference - 0.25, -diagonal, 0.5]
    for (value, score) in zip(found, expected) { #expect(abs(value - score) < 1e-15) }
  }

  @Test func onlyTheCalibratedDistanceAsksForOthers() throws {
    let plain = try DistanceMembership(ParameterValues(DistanceMembership.parameters))
    let calibrated = try DistanceMembership(
      ParameterValues(DistanceMembership.parameters, texts: ["calibrated": "on"]))
    #expect(plain.told.isEmpty && calibrated.told == [.reference])
  }

  /// The distances are 0, 0.25 and √2, so two released rows are within the median of the first
  /// person, none of the second and one of the third.
  @Test func monteCarloCountsWithinTheMedianDistance() throws {
    let third = 1.0 / 3
    #expect(try scores(MonteCarloMembership.self) == [2 * third, 0, third])
  }

  @Test func theNeighborhoodCountsWithinItsRadius() throws {
    #expect(try scores(NeighborhoodMembership.self, ["radius": "1"]) == [2, 0, 2])
    #expect(try scores(NeighborhoodMembership.self, ["radius": "0.25"]) == [2, 0, 1])
  }

  /// The first person and the third differ least, by 0.25: rows within 0.125 count.
  @Test func theRadiusIsReadOffThePeople() throws {
    #expect(try scores(NeighborhoodMembership.self) == [0, 0, 1])
    let alike = MembershipView(
      release: release, candidates: people.stacked(on: people.rows([2, 2])))
    let attack = try NeighborhoodMembership(ParameterValues(NeighborhoodMembership.parameters))
    #expect(try attack.scores(on: alike, in: .unattended()) == [0, 0, 1, 1, 1])
    let one = MembershipView(release: release, candidates: people.rows([2]))
    #expect(try attack.scores(on: one, in: .unattended()) == [1])
  }

  /// A copy stands out from the people around it whatever its number, where lines and kernels do
  /// not tell. Of a hundred people most were not in, so the median distance is that of one of
  /// these.
  @Test func monteCarloLosesCopiesAmongManyOthers() throws {
    let table = MembershipTable(100, columns: 2, seed: 5)
    let view = MembershipView(
      release: table.members.rows(Array(0..<10)),
      candidates: table.members.rows(Array(0..<10)).stacked(on: table.others))
    let isMember = (0..<110).map { $0 < 10 }
    func area(_ type: any MembershipAttack.Type) throws -> Double {
      let scores = try type.init(ParameterValues(type.parameters))
        .scores(on: view, in: .unattended())
      return try #require(MembershipScore(scores: scores, isMember: isMember)).ranking.auc
    }
    #expect(try area(MonteCarloMembership.self) < 1)
    #expect(try area(NeighborhoodMembership.self) == 1)
    #expect(MonteCarloMembership.cannotSee?.contains("less than half") == true)
  }

  @Test func plagiarismIsTheShareOfTheRelease() throws {
    let equal = try scores(PlagiarismMembership.self, ["k": "3", "weights": "equal"])
    let third = 1.0 / 3
    #expect(equal == [2 * third, third, 2 * third])
    let weighted = try scores(PlagiarismMembership.self, ["k": "3"])
    let near = 1 / sqrt(0.3125)
    #expect(abs(weighted[0] - 8 / (8 + near)) < 1e-15)
    #expect(weighted[1] == 0 && weighted[2] == 1)
  }

  /// One column, two released rows: Scott's kernels have the deviation √(1/2) · 2^(−1/5) · their
  /// distance.
  @Test func theDensityRatioIsThatOfTheKernels() throws {
    let attack = try DensityRatioMembership(ParameterValues(DensityRatioMembership.parameters))
    let view = MembershipView(
      release: Matrix([[0], [0.5]]), candidates: Matrix([[0.25]]), reference: Matrix([[-1], [1]]))
    func density(_ distance: Double, _ gap: Double) -> Double {
      let width = gap * sqrt(0.5) * pow(2, -0.2)
      return exp(-distance * distance / (2 * width * width)) / width
    }
    let expected = log(density(0.25, 0.5) * 2) - log(density(1.25, 2) + density(0.75, 2))
    let found = try attack.scores(on: view, in: .unattended())[0]
    #expect(abs(found - expected) < 1e-12)
  }

  @Test func theGainIsThatOfTheNearestRows() throws {
    let attack = try LikelihoodGainMembership(
      ParameterValues(LikelihoodGainMembership.parameters, texts: ["k": "1"]))
    let view = MembershipView(
      release: Matrix([[0], [5]]), candidates: Matrix([[0.25]]), reference: Matrix([[-1], [1]]))
    let width = 2 * sqrt(0.5) * pow(2, -0.2)
    func kernel(_ distance: Double) -> Double { exp(-distance * distance / (2 * width * width)) }
    let before = 2 * kernel(1) / 2
    let after = (2 * kernel(1) + kernel(0.25)) / 3
    let found = try attack.scores(on: view, in: .unattended())[0]
    #expect(abs(found - log(after / before)) < 1e-12)
  }

  /// A person in the reference is scored by the model without its row: as if it were not there.
  @Test func noRowOfTheReferenceScoresItself() throws {
    var random = NumPyRandom(seed: 8)
    let rows = Matrix(rows: 60, columns: 3, storage: (0..<180).map { _ in random.normal() })
    let attack = try ClassifierMembership(ParameterValues(ClassifierMembership.parameters))
    let view = MembershipView(
      release: rows.rows(Array(0..<30)), candidates: rows.rows(Array(20..<40)),
      reference: rows.rows(Array(30..<60)))
    let found = try attack.scores(on: view, in: .unattended())
    #expect(found.prefix(10).allSatisfy { $0 > 0.9999 })
    // A model that had the row would answer 0 for all ten.
    #expect(found.suffix(10).count { $0 > 0.2 } >= 5)
  }

  @Test func boostedTreesAreAnOption() throws {
    let table = MembershipTable(60, columns: 6, seed: 9)
    let attack = try ClassifierMembership(
      ParameterValues(ClassifierMembership.parameters, texts: ["model": "boosted"]))
    let scores = try attack.scores(on: table.view(of: table.members), in: .unattended())
    #expect(try #require(table.score(scores)).ranking.auc > 0.75)
  }
}
