/// What one number says about many.
package enum SampleStatistic: Sendable, Equatable {
  /// The arithmetic mean.
  case mean
  /// By linear interpolation between order statistics, as NumPy has it (type 7): the quantile `q` of
  /// n values lies at position `(n − 1) q` of the ascending values, counted from 0.
  case quantile(Double)

  /// The middle value.
  package static let median = SampleStatistic.quantile(0.5)

  /// Of values in ascending order; nil of none. O(1) for a quantile, else O(values).
  package func of(_ sorted: [Double]) -> Double? {
    guard !sorted.isEmpty else { return nil }
    switch self {
    case .mean: return sorted.reduce(0, +) / Double(sorted.count)
    case .quantile(let share):
      let place = Place(share, of: sorted.count)
      return place.value(sorted[place.below], sorted[place.above])
    }
  }

  /// Of values in ascending order, each as often as `counts` says; nil of none. O(values).
  package func of(_ sorted: [Double], counts: [Int32]) -> Double? {
    let total = counts.reduce(0) { $0 + Int($1) }
    guard total > 0 else { return nil }
    switch self {
    case .mean:
      var sum = 0.0
      for (value, count) in zip(sorted, counts) { sum += value * Double(count) }
      return sum / Double(total)
    case .quantile(let share): return quantile(Place(share, of: total), sorted, counts)
    }
  }

  private func quantile(_ place: Place, _ sorted: [Double], _ counts: [Int32]) -> Double? {
    var seen = 0
    var low: Double?
    for (value, count) in zip(sorted, counts) {
      seen += Int(count)
      if low == nil, seen > place.below { low = value }
      if seen > place.above { return place.value(low ?? value, value) }
    }
    return low
  }

  /// Between which order statistics a quantile lies.
  private struct Place {
    let below: Int
    let above: Int
    private let weight: Double

    init(_ share: Double, of count: Int) {
      let position = share * Double(count - 1)
      below = Int(position)
      above = min(below + 1, count - 1)
      weight = position - Double(below)
    }

    func value(_ low: Double, _ high: Double) -> Double {
      weight > 0 ? low + weight * (high - low) : low
    }
  }
}
