import Numeric

/// The share of positives found while few negatives are accused.
public struct RateAtFalsePositives: Sendable, Equatable {
  /// Share of the negatives that may be accused, such as 0.01.
  public let falsePositiveRate: Double
  /// Share of the positives found; nil if it cannot be measured with so few negatives.
  public let rate: Double?
  /// Clopper-Pearson at 95 %; nil where there is no rate.
  public let interval: Interval?

  /// - Parameter rate: nil below `1 / falsePositiveRate` negatives.
  public init(falsePositiveRate: Double, rate: Double?, interval: Interval?) {
    self.falsePositiveRate = falsePositiveRate
    self.rate = rate
    self.interval = interval
  }

  /// At the last threshold with at most this share of false positives.
  init(_ falsePositiveRate: Double, on curve: ROCCurve) {
    guard curve.canMeasure(falsePositiveRate: falsePositiveRate) else {
      self.init(falsePositiveRate: falsePositiveRate, rate: nil, interval: nil)
      return
    }
    let point = curve.point(atFalsePositiveRate: falsePositiveRate)
    self.init(
      falsePositiveRate: falsePositiveRate, rate: curve.truePositiveRate(point),
      interval: .clopperPearson(point.truePositives, of: curve.positives))
  }
}

/// What scores come to at single thresholds, which an area under the curve does not show.
public struct OperatingPoints: Sendable, Equatable {
  /// At 1 % and at 0.1 % false positives.
  public let rates: [RateAtFalsePositives]
  /// The largest difference between the true and the false positive rate, over all thresholds.
  public let advantage: Double

  /// Shares of negatives that may be accused, in falling order.
  public static let falsePositiveRates = [0.01, 0.001]

  /// - Parameters:
  ///   - rates: in falling order of the false positive rate.
  ///   - advantage: in 0...1.
  public init(rates: [RateAtFalsePositives], advantage: Double) {
    self.rates = rates
    self.advantage = advantage
  }

  /// O(points).
  ///
  /// - Source: Carlini et al., Membership inference attacks from first principles, 2022, for rates
  ///   at few false positives.
  public init(_ curve: ROCCurve) {
    self.init(
      rates: Self.falsePositiveRates.map { RateAtFalsePositives($0, on: curve) },
      advantage: curve.advantage)
  }

  /// Nil without positives or without negatives. O(n log n).
  ///
  /// - Parameters:
  ///   - scores: higher is more positive; NaN counts as lowest.
  ///   - isPositive: one per score.
  public init?(scores: [Double], isPositive: [Bool]) {
    guard let curve = ROCCurve(scores: scores, isPositive: isPositive) else { return nil }
    self.init(curve)
  }

  /// Of several splits of the same rows: means, with intervals as wide as those of one split on
  /// average, as splits share their rows. What one split cannot measure is not measured. Nil
  /// without any.
  public init?(meanOf splits: [OperatingPoints]) {
    guard let first = splits.first else { return nil }
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
    rates = first.rates.indices.map { place in
      let all = splits.map { $0.rates[place] }
      let values = all.compactMap(\.rate)
      let bounds = all.compactMap(\.interval)
      guard values.count == all.count, bounds.count == all.count else {
        return RateAtFalsePositives(
          falsePositiveRate: all[0].falsePositiveRate, rate: nil, interval: nil)
      }
      return RateAtFalsePositives(
        falsePositiveRate: all[0].falsePositiveRate, rate: mean(values),
        interval: Interval(low: mean(bounds.map(\.low)), high: mean(bounds.map(\.high))))
    }
    advantage = mean(splits.map(\.advantage))
  }

  /// Why no bound on ε stands beside the figures of an attack that tells rows apart.
  public static let noEpsilonForRows =
    "no bound on epsilon follows from telling real rows from synthetic ones: its trials are rows "
    + "of one release, not a person who was in or not; membership attacks give bounds"
}
