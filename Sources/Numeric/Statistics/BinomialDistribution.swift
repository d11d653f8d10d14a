#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The number of successes in independent trials of equal chance.
public struct BinomialDistribution: Sendable, Equatable {
  /// Number of trials, 0 or more.
  public let trials: Int
  /// Chance of a success.
  public let chance: Double
  /// Chance of a failure; given apart so that neither loses digits where it is small.
  public let miss: Double

  /// - Parameters:
  ///   - trials: 0 or more.
  ///   - chance: in 0...1.
  ///   - miss: 1 − chance; nil to work it out.
  public init(trials: Int, chance: Double, miss: Double? = nil) {
    self.trials = trials
    self.chance = chance
    self.miss = miss ?? 1 - chance
  }

  /// The chance of exactly `successes`; 0 for a number that cannot be.
  public func density(_ successes: Int) -> Double { exp(logDensity(successes)) }

  /// Its logarithm.
  public func logDensity(_ successes: Int) -> Double {
    guard (0...trials).contains(successes) else { return -.infinity }
    return BinomialDensity.log(
      hits: Double(successes), misses: Double(trials - successes), chance: chance, miss: miss)
  }

  /// The chance of `successes` or more.
  public func tail(_ successes: Int) -> Double { exp(logTail(successes)) }

  /// Its logarithm, also where the chance is too small for a number. O(√trials).
  public func logTail(_ successes: Int) -> Double {
    guard successes > 0 else { return 0 }
    guard successes <= trials else { return -.infinity }
    return BetaDistribution(Double(successes), Double(trials - successes + 1))
      .logCumulative(chance, complement: miss)
  }
}
