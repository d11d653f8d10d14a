import Numeric

/// People whom a weakness of the release points at: of the training rows, and of the holdout for
/// comparison.
///
/// A release may have small classes that hold nobody: only a weakness that meets more people of the
/// training rows than people whose data was not used says something about the release.
struct ExposedPeople: Sendable {
  /// Share of the training rows.
  let training: BoundedMean
  /// Share of the holdout; nil without one.
  let holdout: BoundedMean?
  /// The training rows, worst first.
  let rows: [Int]
  /// The normal deviate of the interval of the difference.
  private let deviations: Double

  /// - Parameter badness: for each row of a table how badly it is exposed, the more the worse; nil if
  ///   it is not. Without a holdout it is asked for the training rows only.
  init(of input: MeasureInput, badness: (Table) -> [Double?]) {
    deviations = input.deviations
    let own = badness(.training)
    let exposed = own.enumerated().compactMap { row, value in value.map { (row: row, bad: $0) } }
    rows = exposed.sorted { $0.bad != $1.bad ? $0.bad > $1.bad : $0.row < $1.row }.map(\.row)
    training = BoundedMean(exposed.count, of: own.count)
    holdout =
      input.holdout == nil
      ? nil
      : { others in BoundedMean(others.count { $0 != nil }, of: others.count) }(badness(.holdout))
  }

  /// The share of the training rows less that of the holdout; nil without one.
  var difference: Interval? {
    holdout.map { training.difference(from: $0, deviations: deviations) }
  }

  /// Clean if nobody is exposed; a leak if training people are more often than others, or if there
  /// is nobody to compare with.
  var verdict: MeasureVerdict {
    if rows.isEmpty { return .clean }
    guard let difference = difference else { return .leak }
    return difference.low > 0 ? .leak : .unclear
  }

  /// The shares and how far apart they are.
  var parts: [MeasurePart] {
    var parts = [MeasurePart("people exposed, training", training.mean)]
    guard let holdout, let difference = difference else { return parts }
    parts.append(MeasurePart("people exposed, holdout", holdout.mean))
    parts.append(MeasurePart("people exposed, training less holdout", training.mean - holdout.mean))
    parts.append(MeasurePart("the same, least at 95 %", difference.low))
    parts.append(MeasurePart("the same, most at 95 %", difference.high))
    return parts
  }

  /// A clause: `12 % of the training people and 11 % of other people have such a combination`.
  ///
  /// - Parameter verb: what they do: `have such a combination`.
  func clause(_ verb: String) -> String {
    let own = "\(Percent.text(training.mean)) of the training people"
    guard let holdout else { return "\(own) \(verb)" }
    return "\(own) and \(Percent.text(holdout.mean)) of people whose data was not used \(verb)"
  }

  /// What to know about the verdict.
  var remarks: [String] {
    if rows.isEmpty { return [] }
    if holdout == nil {
      return ["Without a holdout there is no telling whether other people would be met as often."]
    }
    return verdict == .leak
      ? []
      : ["People whose data was not used are met as often, as far as can be told: that is no leak."]
  }

  /// What `verdict` follows, for the rules of a measure.
  static let rule =
    "leak if it meets more training people than holdout people (Newcombe interval of the "
    + "difference above 0; without a holdout, if it meets anybody), clean if it meets nobody"
}
