import Jobs
import Numeric
import Parameters

/// Rounds every value of the release, to the digits that its column has or to a number of digits.
///
/// The decimal that the double stands for exactly is rounded, ties away from zero; the result is
/// the double closest to the rounded decimal, so that it reads back equal from its shortest text.
/// Real rows are rounded too; with `own` they stay as they are.
///
/// Source: the handbook below. Status: compared with decimal arithmetic.
public struct Rounding: Defence {
  /// On the command line.
  public static let name = "round"
  /// In menus.
  public static let title = "Rounding"
  /// What it is said to do.
  public static let summary =
    "said to hide the long digits that give synthetic values away, and to bend the lines"
  /// A handbook that describes it.
  public static let source = Citation(
    "Hundepool and others: Statistical Disclosure Control, Wiley, 2012",
    link: "https://doi.org/10.1002/9781118348239")
  /// On the finished release.
  public static let stage = DefenceStage.release
  /// `decimals`: fewer digits, more is hidden and more is lost.
  public static let parameters = [
    ParameterSpec.choice(
      "decimals", of: ["own"] + (0...12).map { "\($0)" },
      help: "digits after the point: each column's own, or a number of them")
  ]

  /// Powers of ten beyond are no doubles, and no double of ordinary size has as many digits.
  private static let mostDecimals = 22

  /// Nil for each column's own.
  private let decimals: Int?

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    decimals = Int(values.choice("decimals"))
  }

  /// Rounds all number columns.
  ///
  /// - Throws: `OversamplingError.unsuited` where a column's own digits are asked for and not
  ///   known; `CancellationError`.
  /// - Complexity: O(rows × columns).
  public func treat(
    _ draft: inout ReleaseDraft, random: inout NumPyRandom, in context: RunContext<Fraction>
  ) throws {
    let places = try draft.columns.map { try self.places(of: $0) }
    let width = draft.features.columns
    for row in 0..<draft.features.rows {
      try context.checkCancellation()
      for (column, places) in places.enumerated() {
        guard let places else { continue }
        let position = row * width + column
        draft.features.storage[position] =
          DecimalRounding.rounded(draft.features.storage[position], decimals: places)
      }
    }
  }

  /// Digits to round a column to; nil to leave it alone.
  private func places(of column: ReleaseColumn) throws(OversamplingError) -> Int? {
    guard column.isNumber else { return nil }
    if let decimals { return decimals }
    guard let own = column.decimals else {
      throw .unsuited(
        method: Self.title,
        reason: "how many digits column '\(column.name)' has is not known (scaled values have no "
          + "digits of their own); give a number of decimals")
    }
    guard own <= Self.mostDecimals else {
      throw .unsuited(
        method: Self.title,
        reason: "column '\(column.name)' has \(own) digits after the point, at most "
          + "\(Self.mostDecimals) can be kept; give a number of decimals")
    }
    return own
  }
}

/// Rounding of the decimal that a double stands for.
enum DecimalRounding {
  /// From here on doubles are whole numbers.
  private static let wholeFrom = 9_007_199_254_740_992.0

  /// The double closest to `value` rounded to `decimals` (0 to 22) digits, ties away from zero.
  static func rounded(_ value: Double, decimals: Int) -> Double {
    let unit = (0..<decimals).reduce(1.0) { product, _ in product * 10 }
    let size = value.magnitude
    // The product with its rounding error is the exact number of units.
    let product = size * unit
    guard product < wholeFrom else { return value }
    let error = (-product).addingProduct(size, unit)
    var units = product.rounded(.toNearestOrAwayFromZero)
    if product - units == -0.5, error < 0 { units -= 1 }
    if product == units, error >= 0.5 { units += 1 }
    // Both are exact, so the quotient is the closest double. There is no minus zero in a file.
    return units == 0 ? 0 : value < 0 ? -units / unit : units / unit
  }
}
