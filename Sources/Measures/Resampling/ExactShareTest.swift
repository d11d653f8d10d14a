#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Fisher's exact test on one side.
package enum ExactShareTest {
  /// What a verdict asks for: one in a thousand, as `ShuffleTest`.
  package static let level = 0.001

  /// The probability that `found` or more of `trials` fall to the first of two groups if
  /// `found + otherFound` of all were drawn at random. O(trials + otherTrials).
  ///
  /// Source: Fisher 1935.
  package static func probability(
    _ found: Int, of trials: Int, against otherFound: Int, of otherTrials: Int
  ) -> Double {
    let all = trials + otherTrials
    let hits = found + otherFound
    var logFactorial = [0.0]
    logFactorial.reserveCapacity(all + 1)
    for number in 0..<all { logFactorial.append(logFactorial[number] + log(Double(number + 1))) }
    func logChoose(_ of: Int, _ choice: Int) -> Double {
      logFactorial[of] - logFactorial[choice] - logFactorial[of - choice]
    }
    let most = min(hits, trials)
    guard found <= most else { return 0 }
    return (max(found, trials - (all - hits))...most).reduce(0) { sum, here in
      sum
        + exp(
          logChoose(hits, here) + logChoose(all - hits, trials - here) - logChoose(all, trials))
    }
  }
}
