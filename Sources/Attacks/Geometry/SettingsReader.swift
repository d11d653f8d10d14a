import CKernels
import Jobs
import Numeric

/// Reads k and the ratio off a release, once records and synthetic rows are told apart.
///
/// Every synthetic row lies between two records a and b. One of them has the other among its k
/// nearest, so k is at least the smaller of the two ranks; the largest such value over all rows is
/// k itself once enough rows are seen. Ties (one-hot columns) leave a range. Under noise a few rows
/// are put between the wrong records, so k is the last rank that is not rare.
///
/// Large releases are sampled: at most 20,000 rows, spread evenly, and as many of their segments as
/// some two thousand million coordinate comparisons allow; neighbors among very many records are
/// approximate. That costs a few seconds for a million rows, and an interval that is a little wider.
package struct SettingsReader {
  private let records: Matrix
  private let noise: [Double]?
  /// Rows whose segments are looked for.
  private static let mostRows = 20_000
  /// Share of the rows looked at that lie between two records.
  private static let leastExplained = 0.5

  /// - Parameters:
  ///   - records: different real records, in release units.
  ///   - noise: half the width of the error of each column's values; nil where they are as made.
  package init(records: Matrix, noise: [Double]? = nil) {
    self.records = records
    self.noise = noise.flatMap { $0.contains { $0 > 0 } ? $0 : nil }
  }

  /// - Parameters:
  ///   - synthetic: different synthetic rows, in release units.
  ///   - releasedRows: synthetic rows released, copies included.
  package func estimate(
    from synthetic: Matrix, releasedRows: Int, in context: RunContext<AttackUpdate>
  ) throws -> SettingsEstimate {
    guard records.rows >= 2, synthetic.rows > 0 else { return SettingsEstimate() }
    context.report(.stage("k and the ratio", Fraction(1)))
    let step = (synthetic.rows + Self.mostRows - 1) / Self.mostRows
    let rows =
      step == 1
      ? synthetic : synthetic.rows(Array(stride(from: 0, to: synthetic.rows, by: step)))
    let found = try SegmentFinder(records, noise: noise).segments(around: rows, in: context)
    let ratio = RatioReading(
      records: records.rows, rows: releasedRows, seen: rows.rows, between: found.segments.count,
      copied: found.copied.count)
    guard !found.segments.isEmpty else { return SettingsEstimate(ratioRange: ratio.range) }
    // Rows between no two records were made otherwise, or many records are missing or wrong: the
    // ranks say nothing then.
    let explained = found.segments.count + found.copied.count
    guard Double(explained) >= Self.leastExplained * Double(rows.rows) else {
      return SettingsEstimate(ratio: ratio.value, ratioRange: ratio.range)
    }
    let ranks = NeighborRanks(records)
    let range =
      try noise == nil
      ? ranks.largest(of: Set(found.segments), in: context)
      : ranks.lastFrequent(of: found.segments, in: context)
    return SettingsEstimate(
      k: range?.value, kRange: range?.limits, ratio: ratio.value, ratioRange: ratio.range)
  }
}

/// The ratio of synthetic rows to real ones, of which not all are known.
private struct RatioReading {
  let range: ClosedRange<Double>
  let value: Double

  /// - Parameters:
  ///   - records: different records found.
  ///   - rows: synthetic rows released.
  ///   - seen: of these, the ones looked at; `between` lie between two records found, on each of
  ///     `copied` records at least one.
  init(records: Int, rows: Int, seen: Int, between: Int, copied: Int) {
    let released = Double(rows)
    // A row equal to a record lies between two equal records: the class has that one twice.
    let real = Double(records + copied)
    let open = Double(max(0, seen - between - copied)) * released / Double(seen)
    // Rows between no two known records speak of records not found, two at most each.
    let least = released / (real + 2 * open)
    let most = released / Double(records)
    range = least...most
    // A row is explained if both its parents are found, so the share of rows explained is about
    // the square of the share of records found.
    let share = ((Double(seen) - open * Double(seen) / released) / Double(seen)).squareRoot()
    value = min(max(released / real * share, least), most)
  }
}
