import Terminal
import Testing

@Suite struct LayoutTests {
  @Test(arguments: [
    ([Extent.fixed(3), .share(1)], 10, [3, 7]),
    ([.share(1), .share(1), .share(1)], 10, [3, 3, 4]),
    ([.share(2), .share(1)], 9, [6, 3]),
    ([.atLeast(6, 1), .share(3)], 12, [6, 6]),
    ([.atLeast(2, 1), .share(3)], 12, [3, 9]),
    ([.atLeast(5, 1), .atLeast(5, 9)], 12, [5, 7]),
    ([.fixed(8), .fixed(8)], 10, [8, 2]),
    ([.fixed(8), .atLeast(4, 1), .fixed(4)], 10, [8, 2, 0]),
    ([.share(0), .share(0)], 10, [0, 0]),
    ([.fixed(-4), .share(1)], 10, [0, 10]),
    ([.share(1)], 0, [0]),
    ([.fixed(2), .share(1)], -3, [0, 0]),
    ([], 10, []),
  ])
  func aLengthIsSplit(extents: [Extent], length: Int, expected: [Int]) {
    #expect(Layout.lengths(extents, of: length) == expected)
  }

  @Test func columnsStandBesideEachOther() {
    let area = Rect(x: 2, y: 1, width: 10, height: 4)
    #expect(
      Layout.columns(of: area, [.fixed(3), .share(1)], gap: 1) == [
        Rect(x: 2, y: 1, width: 3, height: 4), Rect(x: 6, y: 1, width: 6, height: 4),
      ])
  }

  @Test func rowsStandBelowEachOther() {
    let area = Rect(x: 2, y: 1, width: 10, height: 4)
    #expect(
      Layout.rows(of: area, [.share(1), .fixed(1)]) == [
        Rect(x: 2, y: 1, width: 10, height: 3), Rect(x: 2, y: 4, width: 10, height: 1),
      ])
  }

  @Test(arguments: 0..<30) func partsNeverLeaveTheirArea(width: Int) {
    let area = Rect(x: 5, y: 5, width: width, height: 1)
    let extents: [Extent] = [.fixed(4), .atLeast(6, 2), .share(1), .fixed(3)]
    for part in Layout.columns(of: area, extents, gap: 2) {
      #expect(part.x >= area.x && part.right <= area.right)
    }
  }
}
