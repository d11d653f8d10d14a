import Experiments
import Oversampling
import Parameters

/// What the open dataset allows.
extension Session {
  /// Rows of the class that grows, once that is known.
  package var minorityCount: Int? { preparedPicture.map { $0.minorityPlaces.count / 2 } }

  /// The values of a whole-number parameter: k is also bound by the class, as a row has no more
  /// neighbors than there are other rows.
  func integerRange(of spec: ParameterSpec) -> ClosedRange<Int> {
    guard case .integer(let range) = spec.domain else { return 0...0 }
    guard spec.name == "k", let minorityCount else { return range }
    return range.lowerBound...max(range.lowerBound, min(range.upperBound, minorityCount - 1))
  }

  /// The least and the most that makes sense for the amount, and how that is written.
  var goalLimits: (range: ClosedRange<Double>, hint: String) {
    plan.goal.isRatio ? (0.05...1000, "..1000") : strategyLimits
  }

  private var strategyLimits: (range: ClosedRange<Double>, hint: String) {
    guard let data = preparedPicture?.data, let minorityCount else { return (0.05...1, "..1") }
    let present = Double(minorityCount + 1) / Double(max(1, data.majorityCount))
    let least = min(1, (present * 100).rounded(.up) / 100)
    return (least...1, NumberFormat.fixed(least, digits: 2) + "..1")
  }

  /// Synthetic over real minority rows, as the present amount comes to; nil while that is unknown
  /// or impossible.
  package var effectiveRatio: Double? {
    guard let data = preparedPicture?.data, let minorityCount,
      let demands = try? plan.goal.demands(data.classSizes)
    else { return nil }
    let rows = demands.first { $0.code == data.minorityCode }?.count ?? 0
    return Double(rows) / Double(max(1, minorityCount))
  }

  /// The same amount told the other way, as far as two digits after the point go.
  func otherGoal() -> BalanceGoal {
    guard let minorityCount, minorityCount > 0, let data = preparedPicture?.data else {
      return plan.goal.isRatio ? .strategy(1) : .ratio(1)
    }
    let minority = Double(minorityCount)
    switch plan.goal {
    case .strategy, .word, .counts:
      return .ratio(max(0.05, ((effectiveRatio ?? 1) * 100).rounded() / 100))
    case .ratio(let ratio):
      let share = minority * (1 + ratio) / Double(max(1, data.majorityCount))
      let limits = strategyLimits.range
      let rounded = (share * 100).rounded() / 100
      return .strategy(max(limits.lowerBound, min(limits.upperBound, rounded)))
    }
  }
}

extension BalanceGoal {
  package var isRatio: Bool {
    switch self {
    case .strategy, .word, .counts: false
    case .ratio: true
    }
  }

  /// The number it is given as; nil for a word and for counts.
  package var number: Double? {
    switch self {
    case .strategy(let value), .ratio(let value): value
    case .word, .counts: nil
    }
  }

  /// Whether there is a next one: of counts there is none.
  var isSteppable: Bool {
    if case .counts = self { false } else { true }
  }
}
