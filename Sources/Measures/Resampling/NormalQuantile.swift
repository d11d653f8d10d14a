#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How many standard deviations to either side of its mean a normal distribution has the share
/// `1 − error` of itself; `error` is in 0..<1, and 0.05 gives 1.96.
///
/// Bisection on the complementary error function, to the last bits of a double.
func normalDeviations(error: Double) -> Double {
  var low = 0.0
  var high = 40.0
  for _ in 0..<100 {
    let middle = (low + high) / 2
    if erfc(middle / 2.0.squareRoot()) > error { low = middle } else { high = middle }
  }
  return (low + high) / 2
}
