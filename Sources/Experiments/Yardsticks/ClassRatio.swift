import Foundation
import Numeric

/// How many times as often something happens to one class as to another.
public struct ClassRatio: Sendable, Equatable {
  /// Share of the first class over the share of the other; nil where nobody of the other class is
  /// affected, and no number says how many times that is.
  public let value: Double?
  /// At 95 %. Its upper end is infinite where nobody of the other class is affected, its lower end 0
  /// where nobody of the first one is.
  public let interval: Interval

  /// By the log method: the logarithm of the ratio is close to normal, with the variance
  ///
  ///     1/a − 1/n + 1/b − 1/m
  ///
  /// for `a` of `n` against `b` of `m`. Where a share is 0 or 1 that variance is infinite or too
  /// small, and half a case is added to each side of both shares for the interval.
  ///
  /// - Precondition: each count is at most its number of rows; more is taken as all.
  /// - Source: Katz, Baptista, Azen, Pike: Obtaining confidence intervals for the risk ratio in
  ///   cohort studies, Biometrics 34, 1978; the half case after Haldane, 1956.
  public init(_ count: Int, of rows: Int, over otherCount: Int, of otherRows: Int) {
    let (a, n) = (Double(min(count, rows)), Double(rows))
    let (b, m) = (Double(min(otherCount, otherRows)), Double(otherRows))
    guard n > 0, m > 0 else {
      value = nil
      interval = Interval(low: 0, high: .infinity)
      return
    }
    value = b > 0 ? (a / n) / (b / m) : nil
    let isAtAnEnd = a == 0 || a == n || b == 0 || b == m
    let half = isAtAnEnd ? 0.5 : 0
    let (hits, rows) = (a + half, n + 2 * half)
    let (otherHits, otherRows) = (b + half, m + 2 * half)
    let center = log(hits / rows) - log(otherHits / otherRows)
    let variance = 1 / hits - 1 / rows + 1 / otherHits - 1 / otherRows
    let spread = ShareInterval.z95 * max(0, variance).squareRoot()
    // The half case moves the center: the interval still holds what was counted.
    let low = min(exp(center - spread), value ?? .infinity)
    let high = max(exp(center + spread), value ?? 0)
    interval = Interval(low: a == 0 ? 0 : low, high: b == 0 ? .infinity : high)
  }

  /// Of two shares as a study reports them.
  ///
  /// - Parameters:
  ///   - rows, otherRows: records of either class.
  public init(
    _ share: ExposureShare, of rows: Int, over other: ExposureShare, of otherRows: Int
  ) {
    self.init(
      Int((share.share * Double(rows)).rounded()), of: rows,
      over: Int((other.share * Double(otherRows)).rounded()), of: otherRows)
  }
}

extension ExposureReport {
  /// Rebuilt or told by attacks that see synthetic rows alone: this class over the others.
  public var rebuiltRatio: ClassRatio {
    ClassRatio(minorityRebuilt, of: records.count, over: majorityRebuilt, of: majorityRows)
  }

  /// Given away by a whole release, by attacks or as they are: this class over the others.
  public var releasedRatio: ClassRatio {
    ClassRatio(minority, of: records.count, over: majorityReleased, of: majorityRows)
  }
}
