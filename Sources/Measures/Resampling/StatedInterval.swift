import Numeric

/// An interval as it is told: one that has come down to a point is none, because it would say that
/// the value is sure.
struct StatedInterval: Sendable {
  /// What is told; nil if it is a point, or if there is none.
  let interval: Interval?
  /// Why there is no interval for a value; nil if there is one, or no value.
  let remark: String?

  /// - Parameters:
  ///   - found: from samples of the rows; nil if the value is undefined in too many of them.
  ///   - value: nil if it is undefined.
  init(_ found: Interval?, of value: Double?) {
    guard value != nil else {
      (interval, remark) = (nil, nil)
      return
    }
    interval = found.flatMap { $0.low < $0.high ? $0 : nil }
    remark =
      switch (interval, found) {
      case (.some, _): nil
      case (nil, .some):
        "no interval: the value is the same however the rows are drawn anew, which does not say how "
          + "sure it is"
      case (nil, nil):
        "no interval: there are too few rows, or the value is undefined in too many samples of them"
      }
  }
}
