import Experiments
import Tabular

/// Changing how much is kept apart: the holdout and the test part share what may be taken from the
/// training rows.
extension Session {
  /// What a part may be while the other one is as it is.
  private func partRange(_ field: SettingField) -> ClosedRange<Double> {
    let all = Preparation.holdoutRange
    let other = field == .test ? preparation.holdout : preparation.test
    // In hundredths, so that 0.9 - 0.3 is 0.6.
    return 0...max(0, ((all.upperBound - other) * 10_000).rounded() / 10_000)
  }

  /// The same in few characters: `0..0.6`.
  func keptHint(_ field: SettingField) -> String {
    "0..\(NumberText.shortest(partRange(field).upperBound))"
  }

  /// Moves the share of a part by steps of 0.05.
  ///
  /// - Returns: why it did not move, if it did not.
  mutating func stepPart(_ field: SettingField, by amount: Int) -> String? {
    let old = field == .test ? preparation.test : preparation.holdout
    let range = partRange(field)
    let new = RealStep.multiple(old, by: amount, step: 0.05, within: range)
    guard new != old else { return partLimit(field, range) }
    keep(field, new)
    return nil
  }

  /// - Throws: `SettingError` for what is no share, or more than the other part leaves.
  mutating func setPart(_ field: SettingField, text: String) throws(SettingError) {
    let name = settingRow(field).label
    let range = partRange(field)
    guard let share = Double(text), Preparation.holdoutRange.contains(share) else {
      throw SettingError(
        "\(name): found '\(text)', expected 0 to \(NumberText.shortest(range.upperBound))")
    }
    guard range.contains(share) else {
      throw SettingError("\(name): found \(text); " + partLimit(field, range))
    }
    keep(field, share)
  }

  /// Keeps no holdout any more, or as large a one as before: 30 % at first.
  ///
  /// - Returns: why there is none, if there can be none.
  mutating func toggleHoldout() -> String? {
    if preparation.holdout > 0 {
      holdoutBefore = preparation.holdout
      preparation.holdout = 0
      return nil
    }
    let range = partRange(.holdout)
    preparation.holdout = min(holdoutBefore, range.upperBound)
    return preparation.holdout > 0 ? nil : partLimit(.holdout, range)
  }

  private mutating func keep(_ field: SettingField, _ share: Double) {
    if field == .test { preparation.test = share } else { preparation.holdout = share }
  }

  private func partLimit(_ field: SettingField, _ range: ClosedRange<Double>) -> String {
    let (name, other, share) =
      field == .test
      ? ("test", "holdout", preparation.holdout) : ("holdout", "test", preparation.test)
    let most = NumberText.shortest(range.upperBound)
    guard share > 0 else { return "\(name) goes from 0 to \(most)" }
    return "\(name) goes from 0 to \(most) beside \(other) \(NumberText.shortest(share)): together "
      + "at most 0.9"
  }
}
