import Foundation

/// The logarithm of a sum of numbers known by their logarithms, however large or small they are.
struct LogSum {
  private var largest = -Double.infinity
  /// The sum over all numbers, each divided by the largest.
  private var scaled = 0.0

  /// Of nothing: minus infinity.
  init() {}

  /// Adds the number with this logarithm.
  mutating func add(_ logarithm: Double) {
    if logarithm <= largest {
      scaled += largest == -.infinity ? 0 : exp(logarithm - largest)
    } else {
      scaled = scaled * exp(largest - logarithm) + 1
      largest = logarithm
    }
  }

  /// Of the sum so far.
  var logarithm: Double { scaled > 0 ? largest + log(scaled) : -.infinity }
}
