import Numeric
import Testing

@Suite struct RowNumbersTests {
  @Test func equalRowsHaveOneNumber() {
    let numbers = RowNumbers(Matrix([[1, 2], [3, 4], [1, 2], [2, 1], [3, 4]]))
    #expect(numbers.ofRows == [0, 1, 0, 2, 1])
    #expect(numbers.firstRows == [0, 1, 3])
  }

  @Test func minusZeroIsZero() {
    #expect(RowNumbers(Matrix([[0.0], [-0.0]])).ofRows == [0, 0])
  }

  @Test func rowsOfAnotherMatrixAreFoundByValue() {
    let numbers = RowNumbers(Matrix([[1, 2], [3, 4]]))
    let other = Matrix([[3, 4], [3, 5]])
    #expect(numbers.number(ofRow: 0, in: other) == 1)
    #expect(numbers.number(ofRow: 1, in: other) == nil)
    #expect(numbers.number(ofRow: 0, in: Matrix([[3]])) == nil)
  }

  @Test func withoutColumnsAllRowsAreEqual() {
    #expect(RowNumbers(Matrix(rows: 3, columns: 0)).ofRows == [0, 0, 0])
    #expect(RowNumbers(Matrix(rows: 0, columns: 2)).firstRows.isEmpty)
  }
}
