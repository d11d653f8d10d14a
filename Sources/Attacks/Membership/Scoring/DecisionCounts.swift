import Numeric

/// How many members and others an attack calls members at one threshold.
public struct DecisionCounts: Sendable, Equatable {
  /// Members called members.
  public let truePositives: Int
  /// Members in all.
  public let members: Int
  /// Others called members.
  public let falsePositives: Int
  /// Others in all.
  public let others: Int

  /// - Precondition: no part exceeds its whole; this is not checked.
  public init(truePositives: Int, of members: Int, falsePositives: Int, of others: Int) {
    self.truePositives = truePositives
    self.members = members
    self.falsePositives = falsePositives
    self.others = others
  }

  /// The same trials without a mistake.
  public var flawless: DecisionCounts {
    DecisionCounts(truePositives: members, of: members, falsePositives: 0, of: others)
  }

  /// The least true and the largest false positive rate that the counts allow. Each is wrong with
  /// a chance of at most half the significance, so both hold together.
  func cautiousRates(significance: Double) -> (true: Double, false: Double) {
    (
      Interval.clopperPearson(truePositives, of: members, significance: significance).low,
      Interval.clopperPearson(falsePositives, of: others, significance: significance).high
    )
  }
}
