import Numeric

/// How far the rows of a proof are from where they would be if the claim were exactly true.
///
/// Distances are the largest difference in a column, as a share of the column's range over the
/// release; 0 would be no difference at all.
struct ProofResidual {
  /// The claimed record.
  let record: [Double]
  /// The minority rows of the release.
  let rows: Matrix
  /// 1 / range of each column; 0 for a column of one value.
  let weights: [Double]

  /// The largest over all rows of lines, each with the record at its other end where that is known;
  /// nil if nothing can be compared. O(rows × columns).
  func largest(over lines: [(line: EvidenceLine, end: [Double]?)]) -> Double? {
    guard record.count == weights.count, rows.columns == record.count else { return nil }
    return lines.compactMap { residual(of: $0.line, end: $0.end) }.max()
  }

  private func residual(of line: EvidenceLine, end: [Double]?) -> Double? {
    guard line.rows.allSatisfy({ (0..<rows.rows).contains($0) }) else { return nil }
    guard let end, end.count == record.count, line.steps.count == line.rows.count else {
      return distanceFromLine(line, end)
    }
    return zip(line.rows, line.steps).map { row, step in
      record.indices.map { column in
        let place = record[column] + step * (end[column] - record[column])
        return abs(rows[row, column] - place) * weights[column]
      }.max() ?? 0
    }.max()
  }

  /// From the line through the record and the point of the line farthest from it.
  private func distanceFromLine(_ line: EvidenceLine, _ end: [Double]?) -> Double? {
    let rays = (line.rows.map { rows.row($0) } + [end].compactMap(\.self)).map(ray)
    guard rays.count > 1, let longest = rays.max(by: { dot($0, $0) < dot($1, $1) }),
      dot(longest, longest) > 0
    else { return nil }
    return rays.map { ray in
      let along = dot(ray, longest) / dot(longest, longest)
      return zip(ray, longest).map { abs($0 - along * $1) }.max() ?? 0
    }.max()
  }

  /// From the record to a point, every column as a share of its range.
  private func ray(_ values: [Double]) -> [Double] {
    values.indices.map { (values[$0] - record[$0]) * weights[$0] }
  }

  private func dot(_ one: [Double], _ other: [Double]) -> Double {
    zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
