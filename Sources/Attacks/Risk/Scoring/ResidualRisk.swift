import Numeric

/// What an attack finds out about people whose data was used beyond what it finds out about
/// everybody: of those it is not right about anyway, the share it is right about.
///
///     R = (a − c) / (1 − c),  σ_R = √((σ_a / (1 − c))² + (σ_c (1 − a) / (1 − c)²)²)
///
/// with centers and half widths of Wilson's intervals for the attack and for the control. R is that
/// of intervals at 95 %, however many risks are looked at together: only its interval grows with
/// them.
public struct ResidualRisk: Sendable, Equatable {
  /// R as it came out; below 0 where the attack does better on people whose data was not used.
  public let excess: Double
  /// As far as R may be off to either side, by the intervals for all looks.
  public let half: Double
  /// R and as much as `half` to either side, clipped to 0...1: of the R of the intervals for all
  /// looks, and never less than what a single look allows.
  public let interval: Interval

  /// - Parameters:
  ///   - attack: about people in the training rows.
  ///   - control: about people of the holdout.
  ///   - looks: risks that are looked at together; the interval is at 1 − 0.05 / looks.
  public init(attack: SuccessRate, control: SuccessRate, looks: Int = 1) {
    let one = Self.spread(attack.estimate(), control.estimate())
    let all = Self.spread(attack.estimate(looks: looks), control.estimate(looks: looks))
    excess = one.excess
    half = all.half
    interval = Interval(
      low: Self.bound(min(one.excess - one.half, all.excess - all.half)),
      high: Self.bound(max(one.excess + one.half, all.excess + all.half)))
  }

  /// R in 0...1.
  public var value: Double { Self.bound(excess) }

  /// - Parameter control: its center is below 1, as Wilson's always are.
  private static func spread(
    _ attack: WilsonEstimate, _ control: WilsonEstimate
  ) -> (excess: Double, half: Double) {
    let left = 1 - control.center
    let byAttack = attack.half / left
    let byControl = control.half * (attack.center - 1) / (left * left)
    return (
      (attack.center - control.center) / left,
      (byAttack * byAttack + byControl * byControl).squareRoot()
    )
  }

  private static func bound(_ value: Double) -> Double { min(max(value, 0), 1) }
}
