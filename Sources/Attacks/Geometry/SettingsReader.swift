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

  /// Of synthetic rows alone.
  func estimate(
    from synthetic: UniqueRows, in context: RunContext<AttackUpdate>
  ) throws -> SettingsEstimate {
    try estimate(
      from: synthetic.rows, released: synthetic.occurrences.map(\.count), in: context)
  }

  /// - Parameters:
  ///   - synthetic: different synthetic rows, in release units.
  ///   - released: how often each of them was released.
  ///   - shown: how often each record is among the released rows, where records are released too.
  package func estimate(
    from synthetic: Matrix, released: [Int], shown: [Int]? = nil,
    in context: RunContext<AttackUpdate>
  ) throws -> SettingsEstimate {
    guard records.rows >= 2, synthetic.rows > 0 else { return SettingsEstimate() }
    context.report(.stage("k and the ratio", Fraction(1)))
    let step = (synthetic.rows + Self.mostRows - 1) / Self.mostRows
    let looked = Array(stride(from: 0, to: synthetic.rows, by: step))
    let rows = step == 1 ? synthetic : synthetic.rows(looked)
    let found = try SegmentFinder(records, noise: noise).segments(around: rows, in: context)
    var ratio = RatioReading(
      records: records.rows, released: released.reduce(0, +), seen: rows.rows,
      explained: found.segments.count + found.copies.count, shown: shown)
    for (row, record) in found.copies.sorted(by: { $0.key < $1.key }) {
      ratio.add(released[looked[row]] * step, copiesOf: record)
    }
    guard !found.segments.isEmpty else { return SettingsEstimate(ratioRange: ratio.range(k: nil)) }
    // Rows between no two records were made otherwise, or many records are missing or wrong: the
    // ranks say nothing then.
    guard ratio.explainedShare >= Self.leastExplained else {
      return SettingsEstimate(ratio: ratio.value(k: nil), ratioRange: ratio.range(k: nil))
    }
    let ranks = NeighborRanks(records)
    let range =
      try noise == nil
      ? ranks.largest(of: Set(found.segments), in: context)
      : ranks.lastFrequent(of: found.segments, in: context)
    return SettingsEstimate(
      k: range?.value, kRange: range?.limits, ratio: ratio.value(k: range?.value),
      ratioRange: ratio.range(k: range?.value))
  }
}
