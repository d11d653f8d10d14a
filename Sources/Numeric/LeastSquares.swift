import CLAPACKE

/// Solves systems of linear equations as well as they can be solved.
public enum LeastSquares {
  /// The x with the smallest ‖x‖ among those with the smallest ‖A x − b‖; nil if a value is not
  /// finite or LAPACK gives up.
  ///
  /// By a singular value decomposition (`dgelsd`), so that A may have any shape and rank; singular
  /// values below 1e-10 of the largest count as 0. O(rows × columns × min(rows, columns)).
  ///
  /// - Parameter right: b, one value per row.
  public static func solve(_ matrix: Matrix, _ right: [Double]) -> [Double]? {
    let (rows, columns) = (matrix.rows, matrix.columns)
    guard rows > 0, columns > 0, right.count == rows else { return nil }
    guard matrix.storage.allSatisfy(\.isFinite), right.allSatisfy(\.isFinite) else { return nil }
    var storage = matrix.storage
    // In: the right side; out: the answer, which may be longer.
    var sides = right + Array(repeating: 0, count: max(0, columns - rows))
    var values = [Double](repeating: 0, count: min(rows, columns))
    var rank: Int32 = 0
    let status = LAPACKE_dgelsd(
      LAPACK_ROW_MAJOR, Int32(rows), Int32(columns), 1, &storage, Int32(columns), &sides, 1,
      &values, 1e-10, &rank)
    return status == 0 ? Array(sides.prefix(columns)) : nil
  }
}
