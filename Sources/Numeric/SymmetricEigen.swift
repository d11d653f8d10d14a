import CLAPACKE

/// Eigenvalues and eigenvectors of a symmetric matrix, largest eigenvalue first.
public struct SymmetricEigen: Sendable {
  /// Largest first.
  public let values: [Double]
  /// Row `i` is the unit eigenvector of `values[i]`; its largest component is positive, so that
  /// the answer does not depend on the library's choice of sign.
  public let vectors: Matrix

  /// Nil if the matrix holds a value that is not finite. O(n³).
  ///
  /// - Parameter matrix: square; only its upper triangle is read.
  public init?(_ matrix: Matrix) {
    let size = matrix.rows
    guard size == matrix.columns, matrix.storage.allSatisfy(\.isFinite) else { return nil }
    guard size > 0 else {
      values = []
      vectors = matrix
      return
    }
    var storage = matrix.storage
    var ascending = [Double](repeating: 0, count: size)
    let status = LAPACKE_dsyev(
      LAPACK_ROW_MAJOR, CChar(UInt8(ascii: "V")), CChar(UInt8(ascii: "U")), Int32(size), &storage,
      Int32(size), &ascending)
    guard status == 0 else { return nil }
    var vectors = Matrix(rows: size, columns: size)
    for rank in 0..<size {
      let column = size - 1 - rank
      var largest = 0.0
      for row in 0..<size where abs(storage[row * size + column]) > abs(largest) + 1e-12 {
        largest = storage[row * size + column]
      }
      let sign: Double = largest < 0 ? -1 : 1
      for row in 0..<size { vectors[rank, row] = sign * storage[row * size + column] }
    }
    values = ascending.reversed()
    self.vectors = vectors
  }
}
