/// How many positives are found, and how many negatives are mistaken for one, at every threshold.
public struct ROCCurve: Sendable, Equatable {
  /// What holds at one threshold.
  public struct Point: Sendable, Equatable {
    /// Everything with this score or more is called positive; infinite for nothing.
    public let threshold: Double
    /// Positives at or above the threshold.
    public let truePositives: Int
    /// Negatives at or above the threshold.
    public let falsePositives: Int
  }

  /// One point for each different score and one for nothing, from the highest threshold down.
  public let points: [Point]
  /// Positives in all, at least one.
  public let positives: Int
  /// Negatives in all, at least one.
  public let negatives: Int

  /// The curve of `scores`; nil without positives or without negatives.
  ///
  /// Equal scores make one point. NaN counts as lowest. O(n log n).
  ///
  /// - Parameters:
  ///   - scores: higher is more positive.
  ///   - isPositive: one per score.
  public init?(scores: [Double], isPositive: [Bool]) {
    let values = scores.map { $0.isNaN ? -Double.infinity : $0 }
    positives = isPositive.count(where: \.self)
    negatives = isPositive.count - positives
    guard positives > 0, negatives > 0 else { return nil }
    let order = values.indices.sorted { values[$0] > values[$1] }
    var points = [Point(threshold: .infinity, truePositives: 0, falsePositives: 0)]
    var found = 0
    for (position, row) in order.enumerated() {
      found += isPositive[row] ? 1 : 0
      let isLast = position + 1 == order.count
      guard isLast || values[order[position + 1]] != values[row] else { continue }
      points.append(
        Point(
          threshold: values[row], truePositives: found, falsePositives: position + 1 - found))
    }
    self.points = points
  }

  /// The share of positives found at a point.
  public func truePositiveRate(_ point: Point) -> Double {
    Double(point.truePositives) / Double(positives)
  }

  /// The share of negatives mistaken for positives at a point.
  public func falsePositiveRate(_ point: Point) -> Double {
    Double(point.falsePositives) / Double(negatives)
  }

  /// The area under the curve, straight between points: the chance that a positive scores above a
  /// negative, ties counted half.
  public var area: Double {
    var doubled = 0
    for (before, after) in zip(points, points.dropFirst()) {
      doubled +=
        (after.falsePositives - before.falsePositives)
        * (after.truePositives + before.truePositives)
    }
    return Double(doubled) / (2 * Double(positives) * Double(negatives))
  }

  /// The last point at which at most this share of the negatives is mistaken for a positive.
  ///
  /// - Parameter rate: in 0...1; a curve of few negatives has no point near a small one, see
  ///   `canMeasure(falsePositiveRate:)`.
  public func point(atFalsePositiveRate rate: Double) -> Point {
    points.last { falsePositiveRate($0) <= rate } ?? points[0]
  }

  /// Whether there are so many negatives that a share of them this small can be told from none:
  /// 1 / `rate` or more.
  public func canMeasure(falsePositiveRate rate: Double) -> Bool {
    rate > 0 && Double(negatives) >= 1 / rate
  }

  /// The largest difference between the two rates: how much better than blind guessing the best
  /// threshold is. In 0...1.
  public var advantage: Double {
    points.map { truePositiveRate($0) - falsePositiveRate($0) }.max() ?? 0
  }
}
