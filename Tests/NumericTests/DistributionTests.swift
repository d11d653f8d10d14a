import Foundation
import Numeric
import TestSupport
import Testing

private struct Answers: Decodable {
  struct Normal: Decodable {
    let logCumulative: [[Double]]
    let quantile: [[Double]]

    enum CodingKeys: String, CodingKey {
      case logCumulative = "log_cumulative"
      case quantile
    }
  }
  let beta: [[Double]]
  let binomial: [[Double]]
  let normal: Normal
  let clopperPearson: [[Double]]

  enum CodingKeys: String, CodingKey {
    case beta, binomial, normal
    case clopperPearson = "clopper_pearson"
  }
}

/// Expected values from SciPy; see `Tests/Peers/make_distribution_fixtures.py`.
@Suite struct DistributionTests {
  private let answers: Answers

  init() throws {
    answers = try Fixture.load("distributions.json", besides: #filePath)
    #expect(answers.beta.count > 80 && answers.binomial.count > 15)
  }

  private func isNear(_ value: Double, _ expected: Double, _ relative: Double = 1e-10) -> Bool {
    abs(value - expected) <= relative * abs(expected)
  }

  @Test func theIncompleteBetaFunctionAgrees() {
    for row in answers.beta {
      let beta = BetaDistribution(row[0], row[1])
      #expect(isNear(beta.cumulative(row[3]), row[4]), "\(row)")
      #expect(abs(beta.logCumulative(row[3]) - log(row[4])) < 1e-10, "\(row)")
    }
  }

  @Test func theBetaQuantileAgrees() {
    for row in answers.beta {
      #expect(isNear(BetaDistribution(row[0], row[1]).quantile(row[2]), row[3]), "\(row)")
    }
    #expect(BetaDistribution(2, 3).quantile(0) == 0)
    #expect(BetaDistribution(2, 3).quantile(1) == 1)
  }

  @Test func binomialDensitiesAndTailsAgree() {
    for row in answers.binomial {
      let binomial = BinomialDistribution(trials: Int(row[0]), chance: row[1])
      let scale = max(1, abs(row[3]))
      #expect(abs(binomial.logDensity(Int(row[2])) - row[3]) < 1e-10 * scale, "\(row)")
      #expect(abs(binomial.logTail(Int(row[2])) - row[4]) < 1e-10 * max(1, abs(row[4])), "\(row)")
    }
  }

  @Test func binomialChancesAddUpToOne() {
    let binomial = BinomialDistribution(trials: 30, chance: 0.3)
    let densities = (0...30).map { binomial.density($0) }
    #expect(abs(densities.reduce(0, +) - 1) < 1e-13)
    for least in 0...30 {
      #expect(abs(binomial.tail(least) - densities[least...].reduce(0, +)) < 1e-13)
    }
    #expect(binomial.density(31) == 0 && binomial.tail(31) == 0)
  }

  @Test func aTailTooSmallForANumberHasALogarithm() {
    // The last of 10,000 trials that all have to succeed.
    let binomial = BinomialDistribution(trials: 10_000, chance: 0.01)
    #expect(isNear(binomial.logTail(10_000), 10_000 * log(0.01), 1e-12))
  }

  @Test func normalLogarithmsAndQuantilesAgree() {
    for row in answers.normal.logCumulative {
      #expect(isNear(NormalDistribution.logCumulative(row[0]), row[1]), "\(row)")
    }
    for row in answers.normal.quantile {
      #expect(abs(NormalDistribution.quantile(row[0]) - row[1]) < 1e-10, "\(row)")
    }
    #expect(NormalDistribution.quantile(0) == -.infinity)
    #expect(NormalDistribution.quantile(1) == .infinity)
  }

  @Test func clopperPearsonIntervalsAgree() {
    for row in answers.clopperPearson {
      let interval = Interval.clopperPearson(Int(row[0]), of: Int(row[1]))
      #expect(abs(interval.low - row[2]) < 1e-10, "\(row)")
      #expect(abs(interval.high - row[3]) < 1e-10, "\(row)")
    }
  }

  /// Trap 19: none and all successes leave a range.
  @Test func intervalsDoNotCollapseAtTheEnds() {
    for interval in [Interval.clopperPearson(0, of: 50), .wilson(0, of: 50)] {
      #expect(interval.low == 0 && interval.high > 0.05)
    }
    for interval in [Interval.clopperPearson(50, of: 50), .wilson(50, of: 50)] {
      #expect(interval.high == 1 && interval.low < 0.95)
    }
    #expect(Interval.clopperPearson(0, of: 0) == Interval(low: 0, high: 1))
  }
}
