import Parameters

extension ParameterValues {
  /// Moves a setting by a number of steps, as far as its range goes.
  ///
  /// - Parameter range: what a whole number may be; nil for all that its spec allows.
  /// - Returns: why it did not move, if it did not.
  mutating func step(
    _ spec: ParameterSpec, by amount: Int, within range: ClosedRange<Int>? = nil
  ) -> String? {
    let value: ParameterValue
    switch spec.domain {
    case .integer(let all):
      let range = range ?? all
      let old = integer(spec.name)
      let new = max(range.lowerBound, min(range.upperBound, old + amount))
      if new == old {
        return amount > 0
          ? "\(spec.name) is at most \(range.upperBound)"
          : "\(spec.name) is at least \(range.lowerBound)"
      }
      value = .integer(new)
    case .real(let range):
      let old = real(spec.name)
      let new = RealStep(spec).moved(old, by: amount, within: range)
      if new == old {
        return "\(spec.name) goes from \(ParameterValue.real(range.lowerBound)) to "
          + "\(ParameterValue.real(range.upperBound))"
      }
      value = .real(new)
    case .choice(let choices): value = .choice(choices.cycled(from: choice(spec.name), by: amount))
    case .flag: value = .flag(!flag(spec.name))
    }
    try? set(spec.name, to: value)
    return nil
  }
}

/// How far a step of a number goes.
enum RealStep {
  /// To the next multiple of a twentieth.
  case twentieths
  /// To the next of …, 0.01, 0.02, 0.05, 0.1, …: for what is small at first.
  case decades

  /// Small enough that a twentieth would be far too much.
  private static let small = 0.05

  init(_ spec: ParameterSpec) {
    guard case .real(let value) = spec.defaultValue, value > 0, value < Self.small else {
      self = .twentieths
      return
    }
    self = .decades
  }

  func moved(_ value: Double, by amount: Int, within range: ClosedRange<Double>) -> Double {
    switch self {
    case .twentieths: return Self.multiple(value, by: amount, step: 0.05, within: range)
    case .decades:
      let moved = (0..<amount.magnitude).reduce(value) { value, _ in
        amount > 0 ? Self.above(value) : Self.below(value)
      }
      return max(range.lowerBound, min(range.upperBound, moved))
    }
  }

  /// The next multiple of `step` in that direction, and on from there.
  static func multiple(
    _ value: Double, by amount: Int, step: Double, within range: ClosedRange<Double>
  ) -> Double {
    let position = value / step
    let from = amount > 0 ? (position + 1e-9).rounded(.down) : (position - 1e-9).rounded(.up)
    let target = (from + Double(amount)) * step
    // Two digits after the point are what the form shows.
    let rounded = (target * 100).rounded() / 100
    return max(range.lowerBound, min(range.upperBound, rounded))
  }

  /// Rungs of the ladder as decimal numbers are read, so that they are shown without long tails.
  private static let rungs: [Double] = (-6...3).flatMap { power in
    [1, 2, 5].compactMap { Double("\($0)e\(power)") }
  }

  private static func above(_ value: Double) -> Double {
    rungs.first { $0 > value * (1 + 1e-9) } ?? value
  }

  private static func below(_ value: Double) -> Double {
    rungs.last { $0 < value * (1 - 1e-9) } ?? 0
  }
}

extension Array where Element: Equatable {
  /// The element `amount` places after `element`, around the end.
  func cycled(from element: Element, by amount: Int) -> Element {
    guard let place = firstIndex(of: element) else { return self.first ?? element }
    let target = (place + amount) % count
    return self[target < 0 ? target + count : target]
  }
}
