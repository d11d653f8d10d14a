#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The chance of a number of successes, to full relative accuracy.
///
/// The logarithms of factorials of large numbers agree in most of their digits, so they are not
/// subtracted: what is left of them after Stirling's formula is.
///
/// Source: Loader, Fast and accurate computation of binomial probabilities, 2000.
enum BinomialDensity {
  /// The logarithm of  n! / (k! (n − k)!) · p^k · q^(n−k)  for k = `hits`, n = `hits + misses`,
  /// with factorials of any numbers by the gamma function.
  ///
  /// - Parameters:
  ///   - hits, misses: 0 or more.
  ///   - chance: p.
  ///   - miss: q = 1 − p, given apart so that neither loses digits where it is small.
  static func log(
    hits: Double, misses: Double, chance: Double, miss: Double
  ) -> Double {
    let trials = hits + misses
    if hits == 0 { return trials == 0 ? 0 : power(miss, chance, trials) }
    if misses == 0 { return power(chance, miss, trials) }
    guard chance > 0, miss > 0 else { return -.infinity }
    let factorials = stirlingError(trials) - stirlingError(hits) - stirlingError(misses)
    let deviances = deviance(hits, trials * chance) + deviance(misses, trials * miss)
    return factorials - deviances
      + 0.5 * naturalLog(trials / (2 * Double.pi * hits * misses))
  }

  /// The logarithm of `base` to the power `exponent`, where `rest` is 1 − `base`.
  private static func power(_ base: Double, _ rest: Double, _ exponent: Double) -> Double {
    exponent * (base < 0.5 ? naturalLog(base) : log1p(-rest))
  }

  /// ln(x!) less Stirling's  (x + ½) ln x − x + ½ ln 2π.
  private static func stirlingError(_ x: Double) -> Double {
    guard x > 15 else {
      let stirling = (x + 0.5) * naturalLog(x) - x + 0.5 * naturalLog(2 * Double.pi)
      return logGamma(x + 1) - stirling
    }
    let square = x * x
    let tail = (1.0 / 1680 - (1.0 / 1188) / square) / square
    return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - tail) / square) / square) / x
  }

  /// x ln(x / m) + m − x, without cancellation where x is near m.
  private static func deviance(_ x: Double, _ mean: Double) -> Double {
    let difference = x - mean
    guard abs(difference) < 0.1 * (x + mean) else {
      return x * naturalLog(x / mean) + mean - x
    }
    let ratio = difference / (x + mean)
    var sum = difference * ratio
    var term = 2 * x * ratio
    for index in 1..<1000 {
      term *= ratio * ratio
      let next = sum + term / Double(2 * index + 1)
      if next == sum { break }
      sum = next
    }
    return sum
  }

  private static func naturalLog(_ value: Double) -> Double {
    #if canImport(Glibc)
      Glibc.log(value)
    #else
      Darwin.log(value)
    #endif
  }

  private static func logGamma(_ value: Double) -> Double {
    var sign: Int32 = 0
    return lgamma_r(value, &sign)
  }
}
