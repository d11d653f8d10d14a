/// How far the minority is to grow.
public enum BalanceGoal: Sendable, Equatable {
  /// Minority rows over majority rows after oversampling, as imbalanced-learn counts; 1 balances.
  case strategy(Double)
  /// Synthetic over real minority rows.
  case ratio(Double)

  /// Synthetic rows to make.
  ///
  /// A strategy is cut down to a whole number as imbalanced-learn does; a ratio is rounded.
  public func demand(
    minority: Int, majority: Int, className: String
  ) throws(OversamplingError) -> Int {
    switch self {
    case .strategy(let share):
      guard share > 0, share <= 1 else { throw .strategyOutOfRange(share) }
      let count = Int(Double(majority) * share - Double(minority))
      guard count > 0 else {
        let present = Double(minority) / Double(max(1, majority))
        throw .nothingToMake(className: className, strategy: share, present: present)
      }
      return count
    case .ratio(let ratio):
      guard ratio > 0, ratio <= 1000 else { throw .ratioOutOfRange(ratio) }
      return max(1, Int((ratio * Double(minority)).rounded()))
    }
  }
}
