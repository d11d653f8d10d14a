import Numeric
import Testing

@Suite struct LeastSquaresTests {
  @Test func aSquareSystemIsSolved() throws {
    let solution = try #require(LeastSquares.solve(Matrix([[2, 1], [1, 3]]), [5, 10]))
    #expect(abs(solution[0] - 1) < 1e-12 && abs(solution[1] - 3) < 1e-12)
  }

  /// The line through (0, 0), (1, 1), (2, 1): 1/6 + x/2.
  @Test func tooManyEquationsAreMetAsWellAsCanBe() throws {
    let solution = try #require(
      LeastSquares.solve(Matrix([[1, 0], [1, 1], [1, 2]]), [0, 1, 1]))
    #expect(abs(solution[0] - 1.0 / 6) < 1e-12 && abs(solution[1] - 0.5) < 1e-12)
  }

  /// Of all with x + y + z = 3, the shortest.
  @Test func ofManySolutionsTheShortestIsTaken() throws {
    let solution = try #require(LeastSquares.solve(Matrix([[1, 1, 1]]), [3]))
    #expect(solution.count == 3 && solution.allSatisfy { abs($0 - 1) < 1e-12 })
    let unasked = try #require(LeastSquares.solve(Matrix([[1, 0], [1, 0]]), [2, 4]))
    #expect(abs(unasked[0] - 3) < 1e-12 && abs(unasked[1]) < 1e-12)
  }

  @Test func whatIsNoNumberIsRefused() {
    #expect(LeastSquares.solve(Matrix([[.nan]]), [1]) == nil)
    #expect(LeastSquares.solve(Matrix([[1]]), [.infinity]) == nil)
    #expect(LeastSquares.solve(Matrix(rows: 0, columns: 2), []) == nil)
  }
}
