import Foundation
import Numeric

/// How well scores put real rows before synthetic ones.
public struct Ranking: Sendable, Equatable {
  /// Chance that a real row scores above a synthetic one, ties counted half: 0.5 is chance.
  public let auc: Double
  /// At 95 %, by DeLong's variance. That is 0 where no pair or every pair is in the wrong order, and
  /// too small near there: with fewer than five rows' worth of mistakes in the smaller class the
  /// interval reaches at least as far as Newcombe's method 5, and so where all scores are equal.
  public let interval: Interval
  /// Real rows and synthetic rows that were ranked.
  public let positives: Int
  /// Synthetic rows that were ranked.
  public let negatives: Int

  /// Compares every real row with every synthetic one; nil if there are none of either.
  ///
  /// - Parameters:
  ///   - scores: higher is more real; NaN counts as lowest.
  ///   - isReal: one per score.
  /// - Complexity: O(n log n).
  /// - Source: DeLong, DeLong, Clarke-Pearson: Comparing the areas under two or more correlated
  ///   receiver operating characteristic curves, Biometrics 44, 1988; ranks as in Sun and Xu, 2014.
  public init?(scores: [Double], isReal: [Bool]) {
    let values = scores.map { $0.isNaN ? -Double.infinity : $0 }
    let real = values.indices.filter { isReal[$0] }
    let synthetic = values.indices.filter { !isReal[$0] }
    guard !real.isEmpty, !synthetic.isEmpty else { return nil }
    positives = real.count
    negatives = synthetic.count
    let all = Self.midranks(values)
    let within = Self.midranks(real.map { values[$0] })
    let withinOthers = Self.midranks(synthetic.map { values[$0] })
    // Share of the other side that each row is on the right side of; sorted, so that the order of
    // the rows changes no digit.
    let above = zip(real, within).map { (all[$0] - $1) / Double(synthetic.count) }.sorted()
    let below = zip(synthetic, withinOthers).map { 1 - (all[$0] - $1) / Double(real.count) }
      .sorted()
    let area = above.reduce(0, +) / Double(real.count)
    auc = area
    let variance =
      Self.variance(above) / Double(real.count) + Self.variance(below) / Double(synthetic.count)
    let half = ShareInterval.z95 * variance.squareRoot()
    let byVariance = Interval(low: max(0, area - half), high: min(1, area + half))
    let mistakes = Double(min(real.count, synthetic.count)) * min(area, 1 - area)
    guard mistakes < Self.enoughMistakes || half == 0 else {
      interval = byVariance
      return
    }
    let byArea = AreaInterval.newcombe(
      area, positives: real.count, negatives: synthetic.count)
    interval = Interval(
      low: min(byVariance.low, byArea.low), high: max(byVariance.high, byArea.high))
  }

  /// Rows of the smaller class, times the share of pairs in the rarer order, from which on the area is
  /// near enough to normal; the usual rule for shares.
  private static let enoughMistakes = 5.0

  /// Rank of each value from 1, the mean rank for equal ones.
  private static func midranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for position in start..<end { ranks[order[position]] = Double(start + end + 1) / 2 }
      start = end
    }
    return ranks
  }

  /// Of a sample, with n − 1; 0 for fewer than two values.
  private static func variance(_ values: [Double]) -> Double {
    guard values.count > 1 else { return 0 }
    let mean = values.reduce(0, +) / Double(values.count)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
  }
}
