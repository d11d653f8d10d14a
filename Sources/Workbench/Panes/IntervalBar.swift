import Measures
import Numeric

/// A number with its interval on a line: `···──●───│···`, where `│` is what it is compared with.
struct IntervalBar {
  let scale: ClosedRange<Double>

  /// - Parameter scale: what the line stands for, from its left to its right end.
  init(scale: ClosedRange<Double> = 0...1) { self.scale = scale }

  /// For a measurement: 0 to 1 where that holds all its numbers, −1 to 1, or 0 to twice what it is
  /// compared with; nil where it has no scale of its own.
  ///
  /// - Parameter isCount: whether the number counts something: it has no upper end.
  init?(_ measurement: Measurement, isCount: Bool = false) {
    guard !isCount else { return nil }
    let numbers = [
      measurement.value, measurement.interval?.low, measurement.interval?.high,
      measurement.reference,
    ].compactMap(\.self)
    guard measurement.value != nil, let least = numbers.min(), let most = numbers.max(),
      numbers.allSatisfy(\.isFinite)
    else { return nil }
    let twice = 2 * (measurement.reference ?? 0)
    if least >= 0, most <= 1 {
      scale = 0...1
    } else if least >= -1, most <= 1 {
      scale = -1...1
    } else if least >= 0, twice > 0, most <= twice {
      scale = 0...twice
    } else {
      return nil
    }
  }

  /// `width` columns; blank without room for any.
  func text(
    value: Double?, interval: Interval? = nil, reference: Double? = nil, width: Int
  ) -> String {
    guard width > 0 else { return "" }
    var cells = [Character](repeating: "·", count: width)
    if let interval {
      let low = place(interval.low, of: width)
      for cell in low...max(low, place(interval.high, of: width)) { cells[cell] = "─" }
    }
    if let reference { cells[place(reference, of: width)] = "│" }
    if let value { cells[place(value, of: width)] = "●" }
    return String(cells)
  }

  /// What the line stands for, in words.
  var words: String {
    "from \(NumberFormat.significant(scale.lowerBound, digits: 2)) to "
      + NumberFormat.significant(scale.upperBound, digits: 2)
  }

  private func place(_ value: Double, of width: Int) -> Int {
    let span = scale.upperBound - scale.lowerBound
    let share = value.isNaN ? 0 : (value - scale.lowerBound) / span
    return min(width - 1, Int(min(max(share, 0), 1) * Double(width)))
  }
}
