import Jobs
import Numeric
import Testing

@Suite struct CovarianceTests {
  private func covariance(_ rows: Matrix, threads: Int = 1) throws -> Covariance {
    try Covariance(of: rows, in: RunContext<Never>.unattended(threads: threads))
  }

  @Test func threeRowsByHand() throws {
    let result = try covariance(Matrix([[1, 2], [2, 4], [3, 9]]))
    #expect(result.means == [2, 5])
    #expect(result.matrix.storage == [1, 3.5, 3.5, 13])
  }

  @Test(arguments: [0, 1]) func fewerThanTwoRowsDoNotVary(rows: Int) throws {
    let result = try covariance(Matrix(rows: rows, columns: 2))
    #expect(result.matrix.storage == [0, 0, 0, 0])
  }

  @Test func aConstantColumnDoesNotVaryAtAll() throws {
    let result = try covariance(
      Matrix(rows: 999, columns: 1, storage: Array(repeating: 0.1, count: 999)))
    #expect(result.means == [0.1])
    #expect(result.matrix.storage == [0])
  }

  @Test func threadsDoNotChangeIt() throws {
    var random = NumPyRandom(seed: 4)
    let rows = Matrix(
      rows: 40_000, columns: 3, storage: (0..<120_000).map { _ in random.normal() })
    #expect(try covariance(rows).matrix == covariance(rows, threads: 3).matrix)
  }
}
