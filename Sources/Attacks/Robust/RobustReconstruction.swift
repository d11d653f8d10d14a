import Jobs
import Numeric
import Parameters

/// Rebuilds real minority records from synthetic rows that noise or rounding moved off their lines.
///
/// Each line that many rows lie near is fitted to all of them, so it is known better than any row;
/// so is the record in which several such lines meet. How far rows are off is measured first.
///
/// Source: the idea of lines that meet in records is that of the paper below; lines by consensus,
/// the measure of the noise and the meetings by least squares are ours. Status: verified.
public struct RobustReconstruction: Attack {
  /// On the command line.
  public static let name = "robust-reconstruction"
  /// In menus and messages.
  public static let title = "Robust reconstruction"
  /// In menus and help.
  public static let summary =
    "Rebuilds real minority records from synthetic rows with noise or rounding."
  /// The paper whose attack it makes robust.
  public static let source = Citation(
    "Ganev et al.: SMOTE and Mirrors, ICLR 2026", link: "https://arxiv.org/abs/2510.15083")
  /// `noise` and `lines`.
  public static let parameters = [
    ParameterSpec.real(
      "noise", in: 0...0.5, default: 0,
      help: "how far values are off at most, as a share of their column's range; 0: measured"),
    ParameterSpec.integer(
      "lines", in: 2...100, default: 3,
      help: "lines that have to meet in a record, unless chance or known records make two enough"),
  ]
  /// The synthetic rows alone.
  public static let releaseKind = ReleaseKind.synthetic

  private let noise: Double
  private let leastLines: Int
  private static let leastRows = 8
  private static let leastWidth = 3

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    noise = values.real("noise")
    leastLines = values.integer("lines")
  }

  /// The columns' steps, where a data dictionary states them: records are then brought to them.
  public var needs: Set<Knowledge> { [.columnSteps] }

  /// Claims the records that it can rebuild, those with most lines first.
  ///
  /// - Throws: `AttackError` for fewer than 8 rows, fewer than 3 columns that vary, and rows among
  ///   which no lines are seen; `CancellationError`.
  /// - Complexity: O(rows² × columns) for neighbors at worst, O(rows × 80² × columns) for lines.
  public func run(
    on view: AttackerView, in context: RunContext<AttackUpdate>
  ) throws -> SettingsEstimate {
    let rows = view.release.minority
    try Self.require(Self.leastRows, of: rows)
    let ranges = (0..<rows.columns).map { rows.range(ofColumn: $0) }
    let width = ranges.count { $0.lowerBound < $0.upperBound }
    guard width >= Self.leastWidth else {
      throw AttackError.tooFewDimensions(
        attack: Self.title, found: width, needed: Self.leastWidth)
    }
    let amplitudes = try amplitudes(rows, ranges, in: context)
    let reconstruction = RobustGeometry(rows, ranges: ranges, amplitudes: amplitudes)
    let found = try reconstruction.run(known: view.known, least: leastLines, in: context)
    guard !found.lines.lines.isEmpty else {
      throw AttackError.notApplicable(
        attack: Self.title, because: "no lines are seen among the rows, only scattered rows")
    }
    let report = RobustClaims(
      rows: reconstruction.rows, lines: found.lines, meetings: found.meetings, released: rows,
      amplitudes: amplitudes, steps: view.columnSteps)
    context.report(.guesses(found.places.map(report.guess)))
    context.report(.remark(report.remark(claims: found.places.count)))
    return SettingsEstimate()
  }

  /// Half the width of the errors of each column, in release units.
  private func amplitudes(
    _ rows: Matrix, _ ranges: [ClosedRange<Double>], in context: RunContext<AttackUpdate>
  ) throws -> [Double] {
    if noise > 0 { return ranges.map { noise * ($0.upperBound - $0.lowerBound) } }
    context.report(.stage("how far the rows are off", Fraction(0)))
    guard let estimate = try NoiseEstimate.measure(rows, in: context) else {
      throw AttackError.notApplicable(
        attack: Self.title,
        because: "no lines are seen among the rows: they are too few, too far off their lines, or "
          + "were not interpolated; a guess of the noise can be given as noise=0.01")
    }
    return estimate.amplitudes
  }
}
