import Terminal
import Testing

@Suite struct TableViewTests {
  private let table = TableView(columns: [
    .init("column", width: .share(1)), .init("missing", width: .fixed(7), alignment: .right),
  ])

  private func drawn(
    _ width: Int, _ height: Int, count: Int = 3, selected: Int = 1, focused: Bool = true,
    glyphs: GlyphTier = .braille
  ) -> Canvas {
    var canvas = Canvas(Size(width: width, height: height), glyphs: glyphs)
    table.draw(
      into: &canvas, area: canvas.bounds, state: ListState(selected: selected), count: count,
      focused: focused
    ) { row in [.init("name\(row)"), .init("\(row * 10)", .risk)] }
    return canvas
  }

  @Test func rowsStandBelowTheirHeader() {
    let canvas = drawn(18, 4)
    #expect(
      canvas.text == [
        "  column   missing",
        "  name0          0",
        "▸ name1         10",
        "  name2         20",
      ])
    #expect(
      canvas.roleText == [
        "..hhhhhhhh.hhhhhhh",
        "...........rrrrrrr",
        "XXXXXXXXXXXRRRRRRR",
        "...........rrrrrrr",
      ])
  }

  @Test func onlySomeColumnsOfTheSelectedRowAreReversedIfAskedFor() {
    var short = table
    short.reversedColumns = 1
    var canvas = Canvas(Size(width: 18, height: 2))
    short.draw(
      into: &canvas, area: canvas.bounds, state: ListState(selected: 0), count: 1, focused: true
    ) { _ in [.init("name"), .init("10", .risk)] }
    #expect(canvas.text[1] == "▸ name          10")
    #expect(canvas.roleText[1] == "XXXXXXXXXX.rrrrrrr")
  }

  @Test func withoutFocusTheSelectedRowHasItsMarkerOnly() {
    let canvas = drawn(18, 4, focused: false, glyphs: .ascii)
    #expect(canvas.text[2] == "> name1         10")
    #expect(canvas.roleText[2] == "x..........rrrrrrr")
  }

  @Test func onlyVisibleRowsAreAskedFor() {
    var asked: [Int] = []
    var canvas = Canvas(Size(width: 18, height: 4))
    table.draw(
      into: &canvas, area: canvas.bounds, state: ListState(selected: 500), count: 1_000_000,
      focused: true
    ) { row in
      asked.append(row)
      return []
    }
    #expect(asked == [498, 499, 500])
  }

  @Test func valuesAreCutAtTheirColumn() {
    var canvas = Canvas(Size(width: 14, height: 1))
    TableView(columns: table.columns, hasHeader: false).draw(
      into: &canvas, area: canvas.bounds, state: ListState(), count: 1, focused: false
    ) { _ in [.init("temperature"), .init("12345678901")] }
    #expect(canvas.text == ["▸ tem… 123456…"])
  }

  @Test func theCursorRestsOnTheSelectedRow() {
    var canvas = Canvas(Size(width: 18, height: 4))
    let area = Rect(x: 2, y: 1, width: 16, height: 3)
    let cursor = table.draw(
      into: &canvas, area: area, state: ListState(selected: 1), count: 2, focused: true
    ) { _ in [] }
    #expect(cursor == Point(x: 2, y: 3))
  }

  @Test func aClickFindsItsRow() {
    let area = Rect(x: 2, y: 1, width: 16, height: 4)
    let state = ListState(selected: 9)
    #expect(table.row(at: Point(x: 3, y: 2), in: area, state: state, count: 20) == 7)
    #expect(table.row(at: Point(x: 3, y: 1), in: area, state: state, count: 20) == nil)
    #expect(table.row(at: Point(x: 0, y: 2), in: area, state: state, count: 20) == nil)
    #expect(table.row(at: Point(x: 3, y: 4), in: area, state: ListState(), count: 2) == nil)
  }

  @Test(arguments: [(0, 0), (1, 1), (3, 2), (20, 0), (0, 5)])
  func anySizeIsDrawnWithoutTrapping(width: Int, height: Int) {
    #expect(drawn(width, height).size == Size(width: width, height: height))
    #expect(drawn(width, height, count: 0).size == Size(width: width, height: height))
  }
}
