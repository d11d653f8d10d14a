import CKernels
import Jobs
import Numeric

/// Releases of SMOTE for rows that differ by one record: neighbors are looked up once, and the one
/// left out is taken from the lists.
///
/// The rows follow SMOTE's distribution; the draws are not those of imbalanced-learn.
///
/// Source: Chawla et al., SMOTE, JAIR 16, 2002, as imbalanced-learn makes it.
public struct SMOTEReleases: ShadowReleases {
  /// k and the numbers of rows.
  public let identity: String
  /// The smaller of both numbers of rows.
  public let leastRows: Int
  private let members: Matrix
  private let k: Int
  private let counts: (with: Int, without: Int)
  /// `k + 2` rows for each member, nearest first, itself usually the first of them.
  private let lists: NeighborLists

  /// - Parameters:
  ///   - members: rows of the class, more than k + 1.
  ///   - rowsWith, rowsWithout: synthetic rows to make of all members, and of all but one.
  /// - Throws: `AttackError.notApplicable` for too few members; `CancellationError`.
  /// - Complexity: that of one search for neighbors.
  public init<Update>(
    members: Matrix, k: Int, rowsWith: Int, rowsWithout: Int, in context: RunContext<Update>
  ) throws {
    guard members.rows > k + 1 else {
      throw AttackError.notApplicable(
        attack: "Shadow runs",
        because: "without one of \(members.rows) rows of the class, none has \(k) neighbors; "
          + "the largest k is \(members.rows - 2)")
    }
    self.members = members
    self.k = k
    counts = (rowsWith, rowsWithout)
    leastRows = min(rowsWith, rowsWithout)
    identity = "smote k=\(k) rows=\(rowsWith)/\(rowsWithout)"
    lists = try NearestNeighbors(members).nearest(k + 2, to: members, in: context)
  }

  /// O(rows × columns + members × k).
  public func rows(
    without leftOut: Int?, seed: UInt64, in context: RunContext<Fraction>
  ) throws -> Matrix {
    let (bases, neighbors) = pairs(without: leftOut)
    let count = leftOut == nil ? counts.with : counts.without
    var made = Matrix(rows: count, columns: members.columns)
    members.storage.withUnsafeBufferPointer { members in
      ck_shadow_rows(
        members.baseAddress, Int32(made.columns), bases, Int64(bases.count), neighbors, Int32(k),
        seed, Int64(count), &made.storage)
    }
    return made
  }

  /// The rows that are drawn from, and the `k` neighbors of each. As imbalanced-learn does, the
  /// first of k + 1 is dropped even where it is not the row itself.
  package func pairs(without leftOut: Int?) -> (bases: [Int32], neighbors: [Int32]) {
    var bases: [Int32] = []
    var neighbors: [Int32] = []
    bases.reserveCapacity(members.rows)
    neighbors.reserveCapacity(members.rows * k)
    for row in 0..<members.rows where row != leftOut {
      bases.append(Int32(row))
      var rank = 0
      for neighbor in lists.neighbors(of: row) where Int(neighbor) != leftOut && rank <= k {
        if rank > 0 { neighbors.append(neighbor) }
        rank += 1
      }
    }
    return (bases, neighbors)
  }
}
