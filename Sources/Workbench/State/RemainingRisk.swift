import Attacks
import Numeric

/// How much more an attack finds out about people whose data was used than about others.
struct RemainingRisk: Equatable {
  /// In −∞...1: 0 says that the release adds nothing.
  let value: Double
  /// At 95 %, cut to 0...1.
  let interval: Interval

  /// `(a − c) / (1 − c)` of the rates at the centers of their Wilson intervals, with the error that
  /// follows from half their widths; nil without a control, and where everything is right about
  /// others already.
  ///
  /// - Source: the residual risk of Giomi and others, A unified framework for quantifying privacy
  ///   risk in synthetic data, PoPETs 2023.
  init?(_ outcome: RiskOutcome) {
    guard let control = outcome.control?.interval else { return nil }
    let attack = outcome.attack.interval
    let (a, c) = (Self.center(attack), Self.center(control))
    guard c < 1 else { return nil }
    let value = (a - c) / (1 - c)
    let ofAttack = Self.half(attack) / (1 - c)
    let ofControl = (a - 1) / ((1 - c) * (1 - c)) * Self.half(control)
    let half = (ofAttack * ofAttack + ofControl * ofControl).squareRoot()
    self.value = value
    interval = Interval(
      low: min(1, max(0, value - half)), high: max(0, min(1, value + half)))
  }

  private static func center(_ interval: Interval) -> Double { (interval.low + interval.high) / 2 }

  private static func half(_ interval: Interval) -> Double { (interval.high - interval.low) / 2 }
}
