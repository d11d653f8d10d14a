import Foundation

/// How likely a number of hits is by chance, where chance was seen at work.
enum ChanceTest {
  /// Chance of `hits` or more among `subjects` if each hits as often as it did in the trials, which
  /// count one hit more than they had.
  static func probability(_ hits: Int, of subjects: Int, null: (hits: Int, trials: Int)) -> Double {
    let rate = min(1, Double(null.hits + 1) / Double(max(1, null.trials)))
    return binomialTail(hits, of: subjects, rate: rate)
  }

  /// P(X ≥ hits) for a binomial X, summed term by term. O(subjects).
  static func binomialTail(_ hits: Int, of subjects: Int, rate: Double) -> Double {
    guard hits > 0 else { return 1 }
    guard rate > 0, hits <= subjects else { return 0 }
    guard rate < 1 else { return 1 }
    var sum = 0.0
    for count in hits...subjects {
      let ways =
        lgamma(Double(subjects + 1)) - lgamma(Double(count + 1))
        - lgamma(Double(subjects - count + 1))
      sum += exp(ways + Double(count) * log(rate) + Double(subjects - count) * log1p(-rate))
    }
    return min(1, sum)
  }
}
