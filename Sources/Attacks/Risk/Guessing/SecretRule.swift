import Numeric
import Tabular

/// When a guess at a secret counts as right.
///
/// A category has to be the same. A number may be off by 5 % of the truth's size; where the truth is
/// 0, by 5 % of the interquartile range of the column in the training table. A missing value is
/// guessed right by a missing one.
struct SecretRule: Sendable {
  /// Share of the truth that a guess may be off.
  static let tolerance = 0.05
  private let isNumber: Bool
  private let atZero: Double

  /// - Parameters:
  ///   - reference: the column of the training table.
  ///   - values: its values as a `PlainTable` has them.
  init(_ reference: Column?, values: [Double]) {
    isNumber = reference?.isNumber ?? false
    atZero = isNumber ? Self.tolerance * Self.interquartileRange(values) : 0
  }

  /// - Parameters:
  ///   - guess, truth: as `PlainTable`s made together have them.
  func accepts(_ guess: Double, for truth: Double) -> Bool {
    if guess.isNaN || truth.isNaN { return guess.isNaN && truth.isNaN }
    guard isNumber else { return guess == truth }
    return abs(guess - truth) <= (truth == 0 ? atZero : Self.tolerance * abs(truth))
  }

  /// Of the values that are not missing, by linear interpolation; 0 without any.
  static func interquartileRange(_ values: [Double]) -> Double {
    let sorted = values.filter { !$0.isNaN }.sorted()
    guard !sorted.isEmpty else { return 0 }
    return Quantile.linear(0.75, of: sorted) - Quantile.linear(0.25, of: sorted)
  }
}
