import Jobs
import Numeric
import Testing

@Suite struct SymmetricEigenTests {
  @Test func aDiagonalMatrixShowsItsValuesLargestFirst() throws {
    let eigen = try #require(SymmetricEigen(Matrix([[1, 0, 0], [0, 5, 0], [0, 0, 3]])))
    #expect(eigen.values == [5, 3, 1])
    #expect(eigen.vectors.row(0) == [0, 1, 0])
  }

  @Test func vectorsSatisfyTheirEquation() throws {
    let matrix = Matrix([[2, -1, 0], [-1, 2, -1], [0, -1, 2]])
    let eigen = try #require(SymmetricEigen(matrix))
    for rank in 0..<3 {
      let vector = eigen.vectors.row(rank)
      for row in 0..<3 {
        let image = (0..<3).reduce(0) { $0 + matrix[row, $1] * vector[$1] }
        #expect(abs(image - eigen.values[rank] * vector[row]) < 1e-12)
      }
    }
  }

  @Test func valuesThatAreNotFiniteAreRefused() {
    #expect(SymmetricEigen(Matrix([[.nan, 0], [0, 1]])) == nil)
  }

  @Test func pointsOnALineVaryInOneDirection() throws {
    let rows = Matrix((0..<50).map { [Double($0), 2 * Double($0) + 1, -Double($0)] })
    let covariance = try Covariance(of: rows, in: RunContext<Never>.unattended())
    let values = try #require(SymmetricEigen(covariance.matrix)).values
    #expect(values[0] > 100)
    #expect(abs(values[1]) < 1e-9)
    #expect(covariance.means[0] == 24.5)
  }
}
