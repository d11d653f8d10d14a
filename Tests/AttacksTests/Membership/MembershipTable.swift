import Attacks
import Numeric

/// People in and out of a release, for tests.
struct MembershipTable {
  let members: Matrix
  let others: Matrix
  let reference: Matrix

  /// Uniform values from −1 to 1 with three decimals.
  static func uniform(_ rows: Int, _ columns: Int, seed: UInt32) -> Matrix {
    var random = NumPyRandom(seed: seed)
    return Matrix(
      rows: rows, columns: columns,
      storage: (0..<rows * columns).map { _ in (random.uniform(-1, 1) * 1000).rounded() / 1000 })
  }

  /// Equally many of each kind, all from one distribution.
  init(_ rows: Int, columns: Int, seed: UInt32) {
    members = Self.uniform(rows, columns, seed: 3 * seed)
    others = Self.uniform(rows, columns, seed: 3 * seed + 1)
    reference = Self.uniform(rows, columns, seed: 3 * seed + 2)
  }

  /// What an attack sees: members first.
  func view(of release: Matrix, seed: UInt32 = 0) -> MembershipView {
    MembershipView(
      release: release, candidates: members.stacked(on: others), reference: reference, seed: seed)
  }

  /// How scores in the order of `view` fare.
  func score(_ scores: [Double]) -> MembershipScore? {
    MembershipScore(
      scores: scores, isMember: scores.indices.map { $0 < members.rows })
  }
}
