import Foundation

/// What the control of a singling-out attack would have come to with as many people as the training
/// table has.
///
/// A predicate that fits a random person with chance w isolates one of n people with chance
/// `P(n, w) = n · w · (1 − w)^(n − 1)`, so that a smaller holdout would look different for its size
/// alone.
///
/// - With a holdout at least as large, the expectation over its random subsets of the right size is
///   exact: a predicate that fits m of N rows isolates one of n of them with chance
///   `m · C(N − m, n − 1) / C(N, n)`.
/// - With a smaller one, chances up to w_max are taken as equally frequent,
///   `I(n, w_max) = ∫ P(n, w) dw`; w_max is fitted to the expectations at ten sizes of subsets, and
///   the count grows by I(n) / I(N).
///
/// Source of P: Cohen and Nissim, Towards formalizing the GDPR's notion of singling out, PNAS 2020.
enum SizeCorrection {
  /// Predicates expected to isolate one of `size` people.
  ///
  /// - Parameter fits: for each predicate, rows of the holdout that it fits.
  static func expected(_ fits: [Int], of rows: Int, at size: Int) -> Double {
    let isolating = Double(fits.count { $0 == 1 })
    if size == rows { return isolating }
    if size < rows { return expectedInSubset(fits, of: rows, at: size) }
    let sizes = (1...10).map { max(1, rows * $0 / 10) }
    let counts = sizes.map { expectedInSubset(fits, of: rows, at: $0) }
    let weight = fittedWeight(sizes, counts)
    let now = integral(rows, weight)
    return now > 0 ? isolating * integral(size, weight) / now : isolating
  }

  /// Over all subsets of `size` rows.
  static func expectedInSubset(_ fits: [Int], of rows: Int, at size: Int) -> Double {
    fits.reduce(0) { sum, fit in
      guard fit > 0, rows - fit >= size - 1 else { return sum }
      let ways =
        log(Double(fit)) + logChoose(rows - fit, size - 1) - logChoose(rows, size)
      return sum + exp(ways)
    }
  }

  /// ∫₀^w n · u · (1 − u)^(n − 1) du = (1 − (n w + 1) (1 − w)^n) / (n + 1).
  static func integral(_ rows: Int, _ weight: Double) -> Double {
    let count = Double(rows)
    return (1 - (count * weight + 1) * exp(count * log1p(-min(weight, 1 - 1e-15)))) / (count + 1)
  }

  /// The w_max whose curve is nearest to the counts in squares, the factor before it being free.
  private static func fittedWeight(_ sizes: [Int], _ counts: [Double]) -> Double {
    let grid = (0...200).map { exp(log(1e-6) * (1 - Double($0) / 200)) }
    func misfit(_ weight: Double) -> Double {
      let curve = sizes.map { integral($0, weight) }
      let square = curve.reduce(0) { $0 + $1 * $1 }
      guard square > 0 else { return .infinity }
      let factor = zip(curve, counts).reduce(0) { $0 + $1.0 * $1.1 } / square
      return zip(curve, counts).reduce(0) { $0 + ($1.1 - factor * $1.0) * ($1.1 - factor * $1.0) }
    }
    return grid.map { (misfit: misfit($0), weight: $0) }
      .min { ($0.misfit, $0.weight) < ($1.misfit, $1.weight) }?.weight ?? 1
  }

  private static func logChoose(_ count: Int, _ chosen: Int) -> Double {
    lgamma(Double(count + 1)) - lgamma(Double(chosen + 1)) - lgamma(Double(count - chosen + 1))
  }
}
