extension ROCCurve {
  /// Of those called positive at a point, the share that is; 0 where nobody is called positive.
  public func precision(_ point: Point) -> Double {
    let called = point.truePositives + point.falsePositives
    return called == 0 ? 0 : Double(point.truePositives) / Double(called)
  }

  /// The area under precision over recall in steps, not straight between points:  Σ (Rₙ − Rₙ₋₁) Pₙ
  /// over falling thresholds. The share of positives is chance.
  public var averagePrecision: Double {
    zip(points, points.dropFirst()).reduce(0) { sum, step in
      sum + (truePositiveRate(step.1) - truePositiveRate(step.0)) * precision(step.1)
    }
  }

  /// The largest recall at any threshold where precision is at least this; 0 where it never is.
  ///
  /// - Parameter least: above 0 and at most 1.
  public func recall(atPrecision least: Double) -> Double {
    points.filter { precision($0) >= least }.map(truePositiveRate).max() ?? 0
  }
}
