import Attacks
import Experiments
import Numeric
import Oversampling

/// Where a minority row of a release comes from.
package enum ReleaseRow: Sendable, Equatable {
  /// Position among the real minority rows.
  case real(Int)
  /// Number of the synthetic row.
  case synthetic(Int)

  /// - Parameters:
  ///   - row: number among the release's minority rows.
  ///   - realCount: real minority rows there are; an augmented release begins with them.
  package init(_ row: Int, of kind: ReleaseKind, realCount: Int) {
    switch kind {
    case .synthetic: self = .synthetic(row)
    case .augmented: self = row < realCount ? .real(row) : .synthetic(row - realCount)
    }
  }
}

extension AttackPicture {
  /// The kind of release it works on.
  package var kind: ReleaseKind { AttackCatalog.named(name)?.releaseKind ?? .synthetic }
}

extension RunPicture {
  package func releaseRow(_ row: Int, of kind: ReleaseKind) -> ReleaseRow {
    ReleaseRow(row, of: kind, realCount: publication?.minorityRows.count ?? 0)
  }

  /// The values of a minority row of a release, nil if there is no such row. O(columns).
  package func values(ofRow row: Int, of kind: ReleaseKind) -> [Double]? {
    guard let publication, let truth else { return nil }
    switch releaseRow(row, of: kind) {
    case .real(let position):
      guard truth.recordOfRow.indices.contains(position) else { return nil }
      return realValues(ofRecord: Int(truth.recordOfRow[position]))
    case .synthetic(let number):
      guard (0..<publication.synthetic.rows.rows).contains(number) else { return nil }
      return publication.synthetic.rows.row(number)
    }
  }

  /// The values of a real record, nil if there is no such record. O(columns).
  package func realValues(ofRecord record: Int) -> [Double]? {
    guard let truth, (0..<truth.records.rows).contains(record) else { return nil }
    return truth.records.row(record)
  }

  /// Whether a released row has the very values of a real record: then it is masked as one.
  package func isRealRecord(row: Int, of kind: ReleaseKind) -> Bool {
    guard let publication, let truth else { return true }
    let position = kind == .synthetic ? row + publication.minorityRows.count : row
    return truth.recordOfRow.indices.contains(position) && truth.recordOfRow[position] >= 0
  }
}
