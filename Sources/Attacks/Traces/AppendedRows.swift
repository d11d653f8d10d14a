import Jobs
import Numeric
import Parameters

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Tells real from synthetic rows by where they stand: oversamplers append what they make.
///
/// A mark is put on each row that looks synthetic: by long values or, where formats are alike, by
/// lying inside the only line through it. If marks begin to be frequent at one place, and would not
/// in a random order, the rows before it are real. One row's mark may be wrong; the place is right
/// all the same. Where noise hides formats and lines, nothing is claimed.
///
/// Source: ours. Status: verified.
public struct AppendedRows: Attack {
  /// On the command line.
  public static let name = "appended-rows"
  /// In menus and messages.
  public static let title = "Row order"
  /// In menus and help.
  public static let summary =
    "Finds where the synthetic rows begin, in a release that has them behind the real ones."
  /// The probability bound of the change point.
  public static let source = Citation(
    "Hoeffding: Probability inequalities for sums of bounded random variables, JASA 58, 1963 (the "
      + "bound; the attack is ours)", link: "https://doi.org/10.1080/01621459.1963.10500830")
  /// `marks`: what is looked at.
  public static let parameters = [
    ParameterSpec.choice(
      "marks", of: ["auto", "format", "lines"],
      help: "what makes a row look synthetic; auto: the first of the others that shows a change")
  ]
  /// Real and synthetic rows together.
  public static let releaseKind = ReleaseKind.augmented

  private enum Mark: String, CaseIterable {
    case format, lines
  }

  /// Probability of seeing a change in a random order.
  private static let falseAlarm = 1e-6
  private static let leastRows = 8

  private let marks: [Mark]

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    marks = Mark(rawValue: values.choice("marks")).map { [$0] } ?? Mark.allCases
  }

  /// Nothing.
  public var needs: Set<Knowledge> { [] }

  /// Claims the rows before the change, each once, and ranks all by their place.
  ///
  /// - Throws: `AttackError.tooFewRows` for fewer than 8 rows, `.notApplicable` if the order shows
  ///   no change; `CancellationError`.
  /// - Complexity: O(rows × columns) where formats tell, O(rows² × columns) where they do not.
  public func run(
    on view: AttackerView, in context: RunContext<AttackUpdate>
  ) throws -> SettingsEstimate {
    let rows = view.release.minority
    try Self.require(Self.leastRows, of: rows)
    for (number, mark) in marks.enumerated() {
      context.report(.stage("order by \(mark.rawValue)", Fraction(number, of: marks.count)))
      guard let change = ChangePoint(try marked(rows, by: mark, in: context)),
        change.logFalseAlarm < log(Self.falseAlarm / Double(Mark.allCases.count))
      else { continue }
      return claim(change, by: mark, rows, in: context)
    }
    throw AttackError.notApplicable(
      attack: Self.title,
      because: "rows that look synthetic do not begin at any place of the file; the rows may have "
        + "been shuffled")
  }

  private func claim(
    _ change: ChangePoint, by mark: Mark, _ rows: Matrix, in context: RunContext<AttackUpdate>
  ) -> SettingsEstimate {
    let claimed = RowNumbers(rows).firstRows.filter { $0 < change.position }
    let evidence = Evidence(
      reason: .order, lines: [],
      ruledOut: [.chance(logProbability: min(0, change.logFalseAlarm))])
    context.report(.guesses(claimed.map { Guess(.real(row: $0), evidence: evidence) }))
    context.report(.scores((0..<rows.rows).map { -Double($0) }))
    let exponent = Int((change.logFalseAlarm / log(10)).rounded(.up))
    context.report(
      .remark(
        "row \(change.position + 1) of the class is where rows begin to look synthetic (by "
          + "\(mark.rawValue)); a random order shows such a change less than once in "
          + "1e\(max(0, -exponent)) files"))
    context.report(.stage("done", Fraction(1)))
    let ratio = Double(rows.rows - change.position) / Double(change.position)
    return SettingsEstimate(ratio: ratio, ratioRange: ratio...ratio)
  }

  private func marked(
    _ rows: Matrix, by mark: Mark, in context: RunContext<AttackUpdate>
  ) throws -> [Bool] {
    switch mark {
    case .format: try ValueFormats(rows, limit: ValueFormats.usualLimit, in: context).isLong
    case .lines: try onLines(rows, in: context)
    }
  }

  /// Rows inside of the only line through them.
  private func onLines(_ rows: Matrix, in context: RunContext<AttackUpdate>) throws -> [Bool] {
    let unique = UniqueRows(rows)
    guard unique.rows.rows >= 3 else { return Array(repeating: false, count: rows.rows) }
    let real = try LineDistinguishing(unique, otherWitnesses: nil)
      .realRows(in: context.silenced())
    var marks = [Bool](repeating: true, count: rows.rows)
    for row in real.flatMap({ unique.occurrences[$0] }) { marks[row] = false }
    return marks
  }
}
