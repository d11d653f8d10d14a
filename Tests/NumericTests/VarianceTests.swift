import Numeric
import TestSupport
import Testing

private struct Variances: Decodable {
  struct Table: Decodable {
    let seed: UInt32
    let rows: Int
    let columns: Int
    let levels: Int
    let variance: String
  }
  let tables: [Table]
}

@Suite struct VarianceTests {
  @Test func itIsThatOfNumPyBitForBit() throws {
    let tables = try Fixture.load("variance.json", as: Variances.self, besides: #filePath).tables
    #expect(tables.count >= 10)
    for table in tables {
      let matrix = drawnTable(
        seed: table.seed, rows: table.rows, columns: table.columns, levels: table.levels)
      #expect(matrix.variance == Fixture.doubles(table.variance)[0], "\(table)")
    }
  }

  @Test func equalValuesHaveNone() {
    #expect(Matrix([[3, 3], [3, 3]]).variance == 0)
    #expect(Matrix([[1, 3]]).variance == 1)
  }
}
