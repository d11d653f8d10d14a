import Foundation

/// Rényi differential privacy at the integer orders 2 to 256: the divergence between the answers for
/// two neighboring tables, which differ by one record more or less. It adds up over answers.
///
/// Source: Mironov: Rényi Differential Privacy, CSF 2017.
public struct RenyiPrivacy: Sendable, Equatable {
  /// The orders, α.
  public static let orders = 2...256
  /// ε(α) for each order.
  public let epsilons: [Double]

  /// An (ε, δ) guarantee, and the order it was found at. At the first or the last of the orders a
  /// better one may lie beyond them.
  public struct Guarantee: Sendable, Equatable {
    /// ε, 0 or more.
    public let epsilon: Double
    /// The order that gives it.
    public let order: Int
  }

  private init(_ epsilons: [Double]) { self.epsilons = epsilons }

  /// Normal noise on a sum over records that were each drawn with a chance of their own:
  ///
  ///     ε(α) = 1/(α−1) · ln Σ_{i=0…α} C(α,i) (1−q)^{α−i} q^i exp((i² − i) / (2σ²))
  ///
  /// It holds for such (Poisson) samples only: batches of fixed size, shuffled, are another matter.
  ///
  /// - Parameters:
  ///   - rate: q, the chance of a record to be drawn, 0 to 1.
  ///   - noise: σ, in units of the sensitivity; above 0.
  /// - Throws: `PrivacyError.parameter` for anything else.
  /// - Complexity: O(orders²).
  /// - Source: Mironov, Talwar, Zhang: Rényi Differential Privacy of the Sampled Gaussian Mechanism,
  ///   2019, section 3.3.
  public static func subsampledGaussian(
    rate: Double, noise: Double
  ) throws(PrivacyError) -> RenyiPrivacy {
    guard rate >= 0, rate <= 1 else {
      throw .parameter(name: "rate", found: rate, allowed: "a number from 0 to 1")
    }
    guard noise > 0, noise < .infinity else {
      throw .parameter(name: "noise", found: noise, allowed: "a finite number above 0")
    }
    let factorials = logFactorials(upTo: orders.upperBound)
    return RenyiPrivacy(
      orders.map { order in
        guard rate < 1 else { return Double(order) / (2 * noise * noise) }
        guard rate > 0 else { return 0 }
        // The terms with the exponent taken out of them add up to 1; what it adds begins at i = 2.
        let terms = (2...order).map { drawn in
          let choices = factorials[order] - factorials[drawn] - factorials[order - drawn]
          let chance =
            choices + Double(drawn) * log(rate) + Double(order - drawn) * log1p(-rate)
          return chance + logOfExpLessOne(Double(drawn * (drawn - 1)) / (2 * noise * noise))
        }
        return logOfOnePlusExp(logOfSum(terms)) / Double(order - 1)
      })
  }

  /// So many answers of this kind.
  ///
  /// - Parameter times: 0 or more.
  public func repeated(_ times: Int) -> RenyiPrivacy {
    RenyiPrivacy(epsilons.map { Double(times) * $0 })
  }

  /// What both answers cost together.
  public static func + (one: RenyiPrivacy, other: RenyiPrivacy) -> RenyiPrivacy {
    RenyiPrivacy(zip(one.epsilons, other.epsilons).map { $0 + $1 })
  }

  /// The least ε at `delta`, over all orders:  ε(α) − (ln δ + ln α)/(α−1) + ln((α−1)/α).
  ///
  /// - Parameter delta: above 0 and below 1.
  /// - Throws: `PrivacyError.delta` for anything else.
  /// - Source: Balle et al.: Hypothesis Testing Interpretations and Rényi Differential Privacy,
  ///   AISTATS 2020, theorem 21.
  public func guarantee(delta: Double) throws(PrivacyError) -> Guarantee {
    try PrivacyError.check(delta: delta)
    var best = Guarantee(epsilon: .infinity, order: Self.orders.lowerBound)
    for (order, epsilon) in zip(Self.orders, epsilons) {
      let alpha = Double(order)
      let converted =
        epsilon - (log(delta) + log(alpha)) / (alpha - 1) + log((alpha - 1) / alpha)
      if converted < best.epsilon {
        best = Guarantee(epsilon: max(0, converted), order: order)
      }
    }
    return best
  }

  private static func logFactorials(upTo last: Int) -> [Double] {
    (1...last).reduce(into: [0.0]) { sums, number in
      sums.append(sums[number - 1] + log(Double(number)))
    }
  }

  /// ln(e^x − 1) for x above 0.
  private static func logOfExpLessOne(_ x: Double) -> Double {
    x > 1 ? x + log1p(-exp(-x)) : log(expm1(x))
  }

  /// ln(1 + e^x).
  private static func logOfOnePlusExp(_ x: Double) -> Double {
    x > 0 ? x + log1p(exp(-x)) : log1p(exp(x))
  }

  /// ln of the sum of what the values are logarithms of.
  private static func logOfSum(_ values: [Double]) -> Double {
    let largest = values.max() ?? -.infinity
    guard largest > -.infinity else { return largest }
    return largest + log(values.reduce(0) { $0 + exp($1 - largest) })
  }
}
