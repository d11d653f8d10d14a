/// Intervals of the area under a receiver operating characteristic curve that do not collapse where
/// the classes are told apart without a mistake.
public enum AreaInterval {
  /// The areas that a found one is not surprising for: those within `z` standard deviations of it,
  /// where the deviation is that of the area in question.
  ///
  ///     (A − a)² = z² A (1 − A) / (m n) · (1 + N (1 − A) / (2 − A) + N A / (1 + A)),  N = (m + n) / 2 − 1
  ///
  /// Source: Newcombe, Confidence intervals for an effect size measure based on the Mann-Whitney
  /// statistic, part 2, Statistics in Medicine 25, 2006 (method 5); the variance is Hanley and
  /// McNeil's of 1982, made the same for both classes.
  ///
  /// - Parameters:
  ///   - area: found, in 0...1.
  ///   - positives, negatives: rows of each class, 1 or more.
  public static func newcombe(
    _ area: Double, positives: Int, negatives: Int, z: Double = ShareInterval.z95
  ) -> Interval {
    func isNear(_ candidate: Double) -> Bool {
      let gap = candidate - area
      return gap * gap <= z * z * variance(of: candidate, positives, negatives)
    }
    return Interval(
      low: end(from: area, towards: 0, while: isNear),
      high: end(from: area, towards: 1, while: isNear))
  }

  private static func variance(of area: Double, _ positives: Int, _ negatives: Int) -> Double {
    let (m, n) = (Double(positives), Double(negatives))
    let others = (m + n) / 2 - 1
    return area * (1 - area) / (m * n)
      * (1 + others * (1 - area) / (2 - area) + others * area / (1 + area))
  }

  /// The last value on the way that holds, by bisection.
  private static func end(
    from start: Double, towards limit: Double, while holds: (Double) -> Bool
  ) -> Double {
    var (inside, outside) = (start, limit)
    for _ in 0..<60 {
      let middle = (inside + outside) / 2
      if holds(middle) { inside = middle } else { outside = middle }
    }
    // The way ends at a limit that no step passes.
    return abs(inside - limit) < 1e-15 ? limit : inside
  }
}
