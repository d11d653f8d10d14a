import Numeric

/// A share of rows beside the same share among people who are not in the training rows.
struct ShareComparison: Sendable {
  /// Rows found, such as copies.
  let found: Int
  /// Rows looked at.
  let trials: Int
  /// The same for unseen people; nil if there are none to compare with.
  let unseen: (found: Int, trials: Int)?
  /// Whether the unseen people are the holdout; otherwise they are the training rows, each beside
  /// the others.
  let hasHoldout: Bool
  /// Whether the rows are copies, which may be a leak by that fact alone.
  let copies: CopyRule

  /// An excess over the unseen people below this is clean.
  static let mostClean = 0.05

  /// Training rows beside each other are not independent (doubles come in pairs), so without a
  /// holdout the test has to be stricter.
  static let levelAmongTraining = 1e-5

  static let interval =
    "95 %, Wilson's, for rows that are independent given the other table; Newcombe's for the "
    + "difference from the holdout"
  static let threshold =
    "leak: more than among the holdout rows at one in a thousand (Fisher's exact test; so strict "
    + "because many measures are read together), or \(CopyRule.rule); clean: at most 5 "
    + "percentage points more than the holdout with 95 % confidence. The level is ours, 5 % the "
    + "lower end of what users of epsilon-identifiability accept"

  /// In 0...1.
  var share: Double { Double(found) / Double(trials) }
  /// In 0...1.
  var unseenShare: Double? { unseen.map { Double($0.found) / Double($0.trials) } }
  /// Of `share`.
  var interval: Interval { .wilson(found, of: trials) }

  /// Of `share − unseenShare`.
  var excess: Interval? {
    guard let unseen, let unseenShare else { return nil }
    return ShareInterval.difference(
      (share, interval), (unseenShare, .wilson(unseen.found, of: unseen.trials)))
  }

  /// By `threshold`; without a holdout never clean.
  var verdict: MeasureVerdict {
    if copies.isLeak { return .leak }
    guard let unseen, let excess else { return .unclear }
    let probability = ExactShareTest.probability(
      found, of: trials, against: unseen.found, of: unseen.trials)
    if probability <= (hasHoldout ? ExactShareTest.level : Self.levelAmongTraining) { return .leak }
    return hasHoldout && excess.high <= Self.mostClean ? .clean : .unclear
  }

  /// The numbers behind the verdict.
  var parts: [MeasurePart] {
    guard let unseenShare, let excess else { return [] }
    return [
      MeasurePart(
        hasHoldout ? "the same for the holdout" : "training rows to each other", unseenShare),
      MeasurePart("excess, low", excess.low), MeasurePart("excess, high", excess.high),
    ]
  }

  /// What a reader has to know.
  var remarks: [String] {
    (hasHoldout
      ? [] : ["without a holdout there is nobody to compare with but the training rows themselves"])
      + [copies.remark].compactMap(\.self)
  }

  /// How a sentence ends, behind a semicolon: what it is for others, and what follows.
  var comparison: String {
    let who =
      unseenShare.map {
        "for \(hasHoldout ? "people outside the data" : "real people among themselves") it is "
          + "\(PlainText.percent($0)), "
      } ?? ""
    let end =
      switch verdict {
      case .leak: "so real people have come out again"
      case .clean: "so there is no sign of copying"
      case .unclear where hasHoldout: "which decides nothing for so few rows"
      case .unclear: "which decides nothing without a holdout"
      }
    return who + end
  }
}
