#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The chance of at least `hits` successes in `tries` tries that succeed with chance `each`; 1 for no
/// hits.
///
/// Exact up to rounding. O(tries).
///
/// - Parameters:
///   - hits: at most `tries`.
///   - each: in 0..<1, without its ends; one half makes it a sign test.
func binomialChance(ofAtLeast hits: Int, in tries: Int, each: Double = 0.5) -> Double {
  guard hits > 0, tries >= hits else { return hits > 0 ? 0 : 1 }
  let terms = (hits...tries).map { count -> Double in
    let misses = tries - count
    let ways = logFactorial(tries) - logFactorial(count) - logFactorial(misses)
    let weight = Double(count) * log(each) + Double(misses) * log(1 - each)
    return exp(ways + weight)
  }
  // The smallest first, so that they are not lost.
  return min(1, terms.reversed().reduce(0, +))
}

private func logFactorial(_ number: Int) -> Double {
  let argument: Double = Double(number + 1)
  let value: Double = lgamma(argument)
  return value
}
