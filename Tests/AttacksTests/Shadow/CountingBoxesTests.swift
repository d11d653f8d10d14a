import Attacks
import Numeric
import TestSupport
import Testing

@Suite struct CountingBoxesTests {
  @Test func tenthsCoverEveryRowOnce() {
    let rows = RandomRows.normal(1300, 3)
    var boxes = CountingBoxes(ranges: rows.rows(Array(0..<100)))
    boxes.addTenths()
    let shares = boxes.shares(of: rows)
    #expect(shares.count == 30)
    for column in 0..<3 {
      #expect(abs(shares[column * 10..<(column + 1) * 10].reduce(0, +) - 1) < 1e-12)
    }
  }

  /// A record is in every box around it, and rows far away are in none.
  @Test func randomBoxesLieAroundTheRecord() {
    let members = RandomRows.normal(50, 4)
    var random = NumPyRandom(seed: 3)
    var boxes = CountingBoxes(ranges: members)
    boxes.addRandom(80, around: members.row(7), random: &random)
    let copies = members.rows(Array(repeating: 7, count: 600))
    #expect(boxes.shares(of: copies) == Array(repeating: 1, count: 80))
    let far = Matrix(rows: 600, columns: 4, storage: Array(repeating: 1000, count: 2400))
    #expect(boxes.shares(of: far) == Array(repeating: 0, count: 80))
    #expect(boxes.shares(of: far.stacked(on: copies)) == Array(repeating: 0.5, count: 80))
  }
}
