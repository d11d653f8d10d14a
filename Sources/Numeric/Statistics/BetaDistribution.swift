#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The beta distribution: of a share, after so many successes and failures.
public struct BetaDistribution: Sendable, Equatable {
  /// First shape, above 0.
  public let a: Double
  /// Second shape, above 0.
  public let b: Double

  private static let mostTerms = 100_000
  private static let smallest = 1e-300

  /// - Precondition: both shapes are above 0.
  public init(_ a: Double, _ b: Double) {
    precondition(a > 0 && b > 0, "shapes above 0")
    self.a = a
    self.b = b
  }

  /// The chance of at most `x`: the regularized incomplete beta function.
  ///
  /// - Parameters:
  ///   - x: in 0...1.
  ///   - complement: 1 − x, where it is known to more digits than `x` has.
  /// - Complexity: O(√(a + b)).
  /// - Source: the continued fraction 8.17.22 of the Digital Library of Mathematical Functions, by
  ///   Lentz's method; relative accuracy about 1e-13.
  public func cumulative(_ x: Double, complement: Double? = nil) -> Double {
    let share = logShare(x, complement ?? 1 - x)
    return share.isOfLower ? exp(share.log) : -expm1(share.log)
  }

  /// The logarithm of the same, also where the chance itself is too small for a number.
  public func logCumulative(_ x: Double, complement: Double? = nil) -> Double {
    let share = logShare(x, complement ?? 1 - x)
    return share.isOfLower ? share.log : log1p(-exp(share.log))
  }

  /// The value that is exceeded with chance 1 − `chance`.
  ///
  /// Found by halving the numbers between 0 and 1, not the interval: a small answer has as many
  /// digits as a large one.
  ///
  /// - Parameter chance: in 0...1.
  public func quantile(_ chance: Double) -> Double {
    guard chance > 0 else { return 0 }
    guard chance < 1 else { return 1 }
    var low = (0.0).bitPattern
    var high = (1.0).bitPattern
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if cumulative(Double(bitPattern: middle)) < chance { low = middle } else { high = middle }
    }
    return Double(bitPattern: high)
  }

  /// The logarithm of the chance of being below x, or above it: whichever converges fast.
  private func logShare(_ x: Double, _ y: Double) -> (log: Double, isOfLower: Bool) {
    guard x > 0 else { return (-.infinity, true) }
    guard y > 0 else { return (-.infinity, false) }
    if x < (a + 1) / (a + b + 2) {
      return (Self.logFraction(a, b, x, y), true)
    }
    return (Self.logFraction(b, a, y, x), false)
  }

  /// The logarithm of  x^a y^b / (a B(a, b))  times the continued fraction.
  private static func logFraction(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
    // 1 / B(a, b) is ab / (a + b) times the binomial coefficient of a and b.
    let front = BinomialDensity.log(hits: a, misses: b, chance: x, miss: y) + log(b / (a + b))
    var c = 1.0
    var d = 1 / away(1 - (a + b) * x / (a + 1))
    var value = d
    for index in 1...mostTerms {
      let m = Double(index)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / away(1 + even * d)
      c = away(1 + even / c)
      value *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / away(1 + odd * d)
      c = away(1 + odd / c)
      let change = d * c
      value *= change
      if abs(change - 1) < 2 * Double.ulpOfOne { break }
    }
    return min(0, front + log(value))
  }

  /// `value`, unless it is too near 0 to divide by.
  private static func away(_ value: Double) -> Double {
    abs(value) < smallest ? smallest : value
  }
}
