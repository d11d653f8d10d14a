import Attacks
import Experiments
import Numeric
import Oversampling

extension AttackPicture {
  /// The kind of release it works on.
  package var kind: ReleaseKind { AttackCatalog.named(name)?.releaseKind ?? .synthetic }
}

/// The rows of a release, as an attack sees them and as they are in truth. A row is a number among
/// the minority rows of the release; a defence may have changed their order and their values.
extension RunPicture {
  /// Where a minority row of a release comes from, nil if there is no such row. O(1).
  package func origin(ofRow row: Int, of kind: ReleaseKind) -> RowOrigin? {
    guard let origins = publication?.view(kind).origins, origins.indices.contains(row) else {
      return nil
    }
    return origins[row]
  }

  /// The released values of a minority row, nil if there is no such row. O(columns).
  package func values(ofRow row: Int, of kind: ReleaseKind) -> [Double]? {
    guard let rows = publication?.view(kind).release.minority, (0..<rows.rows).contains(row) else {
      return nil
    }
    return rows.row(row)
  }

  /// Whether a released row is a real record, whatever was done to it, or has the very values of
  /// one: then it is masked as one.
  package func isRealRecord(row: Int, of kind: ReleaseKind) -> Bool {
    guard let view = publication?.view(kind), view.origins.indices.contains(row) else {
      return true
    }
    return view.origins[row].isReal || view.truth.recordOfRow[row] >= 0
  }
}
