import DifferentialPrivacy
import Foundation
import Numeric
import Testing

@Suite struct DiscreteLaplaceTests {
  private struct Setting: Sendable {
    let epsilon: Double
    let sensitivity: Int
    let seed: UInt32
  }

  /// Draws by number; all from `reach` on to either side are put together.
  private static func tally(
    _ noise: DiscreteLaplace, draws: Int, reach: Int, seed: UInt32
  ) -> [Int] {
    var random = NumPyRandom(seed: seed)
    var tally = [Int](repeating: 0, count: 2 * reach + 1)
    for _ in 0..<draws { tally[min(max(noise.draw(&random), -reach), reach) + reach] += 1 }
    return tally
  }

  /// Pearson's statistic against the chances that `noise` claims.
  private static func chiSquare(_ tally: [Int], _ noise: DiscreteLaplace, reach: Int) -> Double {
    let draws = Double(tally.reduce(0, +))
    let inner = (-reach + 1..<reach).map { noise.chance(of: $0) }
    let tail = (1 - inner.reduce(0, +)) / 2
    return zip(tally, [tail] + inner + [tail]).reduce(0) { sum, cell in
      let expected = draws * cell.1
      return sum + (Double(cell.0) - expected) * (Double(cell.0) - expected) / expected
    }
  }

  /// 17 cells, 16 degrees of freedom: above 39.25 once in a thousand times.
  @Test(arguments: [
    Setting(epsilon: 0.7, sensitivity: 1, seed: 1), Setting(epsilon: 1, sensitivity: 1, seed: 2),
    Setting(epsilon: 0.3, sensitivity: 1, seed: 3), Setting(epsilon: 1, sensitivity: 2, seed: 4),
    Setting(epsilon: 3.3, sensitivity: 7, seed: 5),
  ])
  private func drawsHaveTheirChances(_ setting: Setting) throws {
    let noise = try DiscreteLaplace(
      epsilon: setting.epsilon, sensitivity: setting.sensitivity)
    let tally = Self.tally(noise, draws: 60_000, reach: 8, seed: setting.seed)
    #expect(Self.chiSquare(tally, noise, reach: 8) < 39.25)
    // The same draws are not those of an ε a tenth away: the test would see it.
    let other = try DiscreteLaplace(
      epsilon: 1.1 * setting.epsilon, sensitivity: setting.sensitivity)
    #expect(Self.chiSquare(tally, other, reach: 8) > 60)
  }

  /// With a scale of 400 numbers are so many that cells of a tenth of the draws are compared.
  @Test func smallEpsilonsSpreadAsFarAsTheyShould() throws {
    let noise = try DiscreteLaplace(epsilon: 1, sensitivity: 400)
    var random = NumPyRandom(seed: 6)
    let draws = (0..<40_000).map { _ in noise.draw(&random) }
    var edges = [0]
    var below = tanh(1.0 / 800)
    var cells: [Double] = []
    var start = 0.0
    for number in 1..<4000 {
      below += 2 * noise.chance(of: number)
      if below - start > 0.1, cells.count < 9 {
        edges.append(number + 1)
        cells.append(below - start)
        start = below
      }
    }
    cells.append(1 - start)
    let statistic = cells.indices.reduce(0.0) { sum, cell in
      let last = cell + 1 < edges.count ? edges[cell + 1] : .max
      let found = draws.count { Int($0.magnitude) >= edges[cell] && Int($0.magnitude) < last }
      let expected = 40_000 * cells[cell]
      return sum + (Double(found) - expected) * (Double(found) - expected) / expected
    }
    // 9 degrees of freedom or fewer.
    #expect(cells.count == 10 || cells.count == 9)
    #expect(statistic < 27.88)
    let mean = Double(draws.reduce(0, +)) / 40_000
    #expect(abs(mean) < 4 * (noise.variance / 40_000).squareRoot())
  }

  /// Chances fall by e^−ε from a number to the next: that is the promise.
  @Test func chancesFallByTheSameFactorAndAddUp() throws {
    for epsilon in [0.01, 0.5, 4] {
      let noise = try DiscreteLaplace(epsilon: epsilon)
      for number in 0..<20 {
        let ratio = noise.chance(of: number) / noise.chance(of: number + 1)
        #expect(abs(log(ratio) - epsilon) < 1e-9)
        #expect(noise.chance(of: number) == noise.chance(of: -number))
      }
      let reach = Int(60 / epsilon)
      let chances = (-reach...reach).map { (Double($0), noise.chance(of: $0)) }
      #expect(abs(chances.reduce(0) { $0 + $1.1 } - 1) < 1e-9)
      let variance = chances.reduce(0) { $0 + $1.0 * $1.0 * $1.1 }
      #expect(abs(variance / noise.variance - 1) < 1e-9)
    }
  }

  /// Rounding is towards more noise.
  @Test func theEpsilonUsedIsNeverMoreThanAskedFor() throws {
    for epsilon in [1.0 / 3, 0.1, 1e-6, 2e-12, 12345.678] {
      let noise = try DiscreteLaplace(epsilon: epsilon)
      #expect(
        noise.epsilon <= epsilon && epsilon - noise.epsilon < 1e-12 * 1.0001 + epsilon * 1e-15)
    }
  }

  @Test func extremesAreDrawnAndOthersRefused() throws {
    var random = NumPyRandom(seed: 7)
    let none = try DiscreteLaplace(epsilon: 1_000_000)
    #expect((0..<100).allSatisfy { _ in none.draw(&random) == 0 })
    let much = try DiscreteLaplace(epsilon: 1e-12, sensitivity: 65_536)
    let sizes = (0..<100).map { _ in Double(much.draw(&random).magnitude) }
    #expect(sizes.reduce(0, +) / 100 > 1e16 && sizes.reduce(0, +) / 100 < 2e17)
    for (epsilon, sensitivity) in [
      (0.0, 1), (-1, 1), (.nan, 1), (.infinity, 1), (1e-13, 1), (1, 0), (1, 65_537),
    ] {
      #expect(throws: PrivacyError.self) {
        try DiscreteLaplace(epsilon: epsilon, sensitivity: sensitivity)
      }
    }
  }

  @Test func equalSeedsGiveEqualDraws() throws {
    let noise = try DiscreteLaplace(epsilon: 0.2)
    func draws(_ seed: UInt32) -> [Int] {
      var random = NumPyRandom(seed: seed)
      return (0..<50).map { _ in noise.draw(&random) }
    }
    #expect(draws(3) == draws(3) && draws(3) != draws(4))
  }
}
