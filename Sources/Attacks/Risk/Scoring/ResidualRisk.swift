import Numeric

/// What an attack finds out about people whose data was used beyond what it finds out about
/// everybody: of those it is not right about anyway, the share it is right about.
///
///     R = (a − c) / (1 − c),  σ_R = √((σ_a / (1 − c))² + (σ_c (1 − a) / (1 − c)²)²)
///
/// with centers and half widths of Wilson's intervals for the attack and for the control.
public struct ResidualRisk: Sendable, Equatable {
  /// R as it came out; below 0 where the attack does better on people whose data was not used.
  public let excess: Double
  /// As far as R may be off to either side.
  public let half: Double

  /// - Parameters:
  ///   - attack: about people in the training rows.
  ///   - control: about people of the holdout; its center is below 1.
  public init(attack: WilsonEstimate, control: WilsonEstimate) {
    let left = 1 - control.center
    excess = (attack.center - control.center) / left
    let byAttack = attack.half / left
    let byControl = control.half * (attack.center - 1) / (left * left)
    half = (byAttack * byAttack + byControl * byControl).squareRoot()
  }

  /// R in 0...1.
  public var value: Double { Self.bound(excess) }
  /// `excess` and as much as `half` to either side, clipped to 0...1.
  public var interval: Interval {
    Interval(low: Self.bound(excess - half), high: Self.bound(excess + half))
  }

  private static func bound(_ value: Double) -> Double { min(max(value, 0), 1) }
}
