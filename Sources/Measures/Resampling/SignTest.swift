#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The chance that a fair coin falls heads at least `heads` times in `throws`; 1 for no throws.
///
/// Exact up to rounding. O(throws).
func fairCoinChance(ofAtLeast heads: Int, in throwCount: Int) -> Double {
  guard throwCount > 0, heads > 0 else { return 1 }
  let all = lgamma(Double(throwCount + 1)) - Double(throwCount) * log(2.0)
  let terms = (heads...max(heads, throwCount)).map { count in
    exp(all - lgamma(Double(count + 1)) - lgamma(Double(throwCount - count + 1)))
  }
  return heads > throwCount ? 0 : min(1, terms.reversed().reduce(0, +))
}
