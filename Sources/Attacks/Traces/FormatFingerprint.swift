import Jobs
import Numeric
import Parameters

/// Tells real from synthetic rows by how their values are written.
///
/// Real values are measured to a few decimals; a synthetic value is computed and has as many as a
/// number holds. A row with one long value is synthetic, a row without any is real, or the copy of
/// one. No geometry is needed. Equal rows are claimed once.
///
/// Source: ours. Status: verified.
public struct FormatFingerprint: Attack {
  /// On the command line.
  public static let name = "format-fingerprint"
  /// In menus and messages.
  public static let title = "Format fingerprint"
  /// In menus and help.
  public static let summary =
    "Tells real rows by their short values: synthetic ones have all the decimals a number holds."
  /// How the shortest text of a number is defined.
  public static let source = Citation(
    "Steele, White: How to Print Floating-Point Numbers Accurately, PLDI 1990 (the text; the attack "
      + "is ours)", link: "https://doi.org/10.1145/93542.93559")
  /// `digits`: the limit.
  public static let parameters = [
    ParameterSpec.integer(
      "digits", in: 1...30, default: ValueFormats.usualLimit,
      help: "a value with so many digits or more, and a fraction, is taken for computed")
  ]
  /// Real and synthetic rows together.
  public static let releaseKind = ReleaseKind.augmented

  private let digits: Int

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    digits = values.integer("digits")
  }

  /// Nothing.
  public var needs: Set<Knowledge> { [] }

  /// Claims the rows without a long value, and ranks all rows by their longest.
  ///
  /// - Throws: `AttackError.tooFewRows` for fewer than 2 rows, `.notApplicable` where all rows look
  ///   alike; `CancellationError`.
  /// - Complexity: O(rows × columns).
  public func run(
    on view: AttackerView, in context: RunContext<AttackUpdate>
  ) throws -> SettingsEstimate {
    let rows = view.release.minority
    try Self.require(2, of: rows)
    context.report(.stage("digits", Fraction(0)))
    let formats = try ValueFormats(rows, limit: digits, in: context)
    let long = formats.isLong.count { $0 }
    guard long > 0, long < rows.rows else {
      throw AttackError.notApplicable(attack: Self.title, because: reason(formats, long))
    }
    context.report(.scores(formats.most.map { -Double($0) }))
    let unique = RowNumbers(rows)
    let claimed = unique.firstRows.filter { !formats.isLong[$0] }
    let evidence = Evidence(reason: .format, lines: [])
    context.report(.guesses(claimed.map { Guess(.real(row: $0), evidence: evidence) }))
    context.report(.remark(remark(formats)))
    context.report(.stage("done", Fraction(1)))
    // Copies of real rows count as real here: the ratio is at least what the long rows say.
    return SettingsEstimate(
      ratio: Double(long) / Double(rows.rows - long),
      ratioRange: Double(long) / Double(rows.rows - long)...Double(rows.rows - claimed.count)
        / Double(claimed.count))
  }

  private func reason(_ formats: ValueFormats, _ long: Int) -> String {
    long > 0
      ? "every row has a value of \(digits) digits or more; the values may have been scaled, or "
        + "noise was added to all rows"
      : "no value has more than \(formats.most.max() ?? 0) digits; the values may have been rounded"
  }

  private func remark(_ formats: ValueFormats) -> String {
    let short = zip(formats.most, formats.isLong).filter { !$0.1 }.map(\.0).max() ?? 0
    let long = zip(formats.most, formats.isLong).filter(\.1).map(\.0).min() ?? 0
    return "rows without a long value have at most \(short) digits in any, the others at least "
      + "\(long) in one"
  }
}
