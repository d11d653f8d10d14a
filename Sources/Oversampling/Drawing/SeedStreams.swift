import Numeric

/// Streams of methods that do more in imbalanced-learn than start one for each class.
extension OversamplingRequest {
  /// The stream for class `code` in a method that imbalanced-learn runs with one stream for all
  /// classes: there `last`, where the class before left off; else a stream of the class's own.
  func stream(after last: NumPyRandom?, for code: Int32) -> NumPyRandom {
    guard seedStyle == .imblearn, let last else { return random(for: code) }
    return last
  }

  /// The second stream of class `code` in a method that starts two for each class.
  ///
  /// imbalanced-learn starts both from the same seed, so the second repeats the draws of the first;
  /// in the independent style the first one seeds it.
  func secondStream(for code: Int32, from first: inout NumPyRandom) -> NumPyRandom {
    switch seedStyle {
    case .imblearn: random(for: code)
    case .independent: NumPyRandom(seed: first.bits())
    }
  }
}
