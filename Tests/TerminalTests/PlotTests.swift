import Terminal
import Testing

@Suite struct PlotTests {
  private func drawn(_ plot: ScatterPlot, _ width: Int, _ height: Int, _ tier: GlyphTier) -> Canvas
  {
    var canvas = Canvas(Size(width: width, height: height), glyphs: tier)
    plot.draw(into: &canvas, area: canvas.bounds)
    return canvas
  }

  /// Two dots a unit in braille: the corners of the plane from 0, 0 to 7, 7.
  private let square = PlotBounds(minX: 0, maxX: 7, minY: 0, maxY: 7)

  /// Points on the diagonal, from the bottom left to the top right.
  private func diagonal(_ role: Role = .plotMajority, mark: Character? = nil) -> ScatterPlot {
    let points = (0...7).map { (x: Double($0), y: Double($0)) }
    return ScatterPlot(
      layers: [.init(points: points, role: role, mark: mark)], bounds: square)
  }

  @Test func brailleHasEightDotsACell() {
    #expect(drawn(diagonal(), 4, 2, .braille).text == ["  ⡠⠊", "⡠⠊  "])
  }

  @Test func halfBlocksHaveTwoDotsACell() {
    #expect(
      drawn(diagonal(), 8, 4, .block).text == [
        "      ▄▀",
        "    ▄▀  ",
        "  ▄▀    ",
        "▄▀      ",
      ])
  }

  @Test func twoHalfBlocksMakeAFullOne() {
    let plot = ScatterPlot(
      layers: [.init(points: [(0, 0), (0, 7)], role: .plotMajority)], bounds: square)
    #expect(drawn(plot, 1, 1, .block).text == ["█"])
  }

  @Test func asciiHasASignForEachClass() {
    let roles: [Role] = [
      .plotMatched, .plotMajority, .plotSynthetic, .plotReconstructed, .plotMinority,
    ]
    let layers = roles.enumerated().map {
      ScatterPlot.Layer(points: [(Double($0.offset), 0)], role: $0.element)
    }
    let canvas = drawn(ScatterPlot(layers: layers), 5, 1, .ascii)
    #expect(canvas.text == ["#.+Xo"])
    #expect(canvas.roleText == ["51342"])
  }

  @Test(arguments: GlyphTier.allCases)
  func aCellHasTheColorOfItsMostImportantClass(tier: GlyphTier) {
    let roles: [Role] = [
      .plotReconstructed, .plotMajority, .plotMatched, .plotSynthetic, .plotMinority,
    ]
    for count in 1...roles.count {
      let layers = roles.suffix(count).map { ScatterPlot.Layer(points: [(0, 0)], role: $0) }
      let highest = roles.suffix(count).max { $0.plotRank < $1.plotRank }
      let canvas = drawn(ScatterPlot(layers: layers), 1, 1, tier)
      #expect(canvas.cells.first?.role == highest)
    }
  }

  @Test func marksStandOverDotsOfAnyClass() {
    var plot = diagonal(.plotMatched)
    plot.layers.insert(.init(points: [(7, 7)], role: .plotMinority, mark: "o"), at: 0)
    let canvas = drawn(plot, 4, 2, .braille)
    #expect(canvas.text == ["  ⡠o", "⡠⠊  "])
    #expect(canvas.roleText == ["..52", "55.."])
  }

  @Test func aMarkThatIsNotASCIIGivesWayThere() {
    #expect(drawn(diagonal(.plotMatched, mark: "◆"), 2, 2, .ascii).text == [" #", "# "])
    #expect(drawn(diagonal(.plotMatched, mark: "◆"), 2, 2, .braille).text == [" ◆", "◆ "])
  }

  @Test func aLineIsDrawnFromPointToPoint() {
    let plot = ScatterPlot(segments: [.init(from: (0, 7), to: (7, 7))], bounds: square)
    let canvas = drawn(plot, 4, 2, .braille)
    #expect(canvas.text == ["⠉⠉⠉⠉", "    "])
    #expect(canvas.roleText == ["6666", "...."])
  }

  @Test func aLineIsCutAtTheEdgesHoweverFarItGoes() {
    let far = ScatterPlot(segments: [.init(from: (-1e12, 7), to: (1e12, 7))], bounds: square)
    #expect(drawn(far, 4, 2, .braille).text == ["⠉⠉⠉⠉", "    "])
    let away = ScatterPlot(segments: [.init(from: (-9, 20), to: (9, 20))], bounds: square)
    #expect(drawn(away, 4, 2, .braille) == Canvas(Size(width: 4, height: 2)))
  }

  @Test func aLineStaysBelowReconstructedPoints() {
    var plot = diagonal(.plotReconstructed)
    plot.segments = [.init(from: (0, 0), to: (7, 7))]
    #expect(drawn(plot, 4, 2, .braille).roleText == ["..44", "44.."])
  }

  @Test(arguments: GlyphTier.allCases) func pointsThatAreNotFiniteAreLeftOut(tier: GlyphTier) {
    let plot = ScatterPlot(
      layers: [
        .init(
          points: [(.nan, 1), (1, .nan), (.infinity, 1), (1, -.infinity), (2, 2)],
          role: .plotMinority, mark: "o")
      ],
      segments: [.init(from: (.nan, 0), to: (1, .infinity)), .init(from: (0, 0), to: (.nan, 1))])
    let canvas = drawn(plot, 3, 3, tier)
    #expect(canvas.text == ["   ", " o ", "   "])
  }

  @Test func aSinglePointIsInTheMiddle() {
    let plot = ScatterPlot(layers: [.init(points: [(1e9, -4)], role: .plotMajority)])
    #expect(drawn(plot, 3, 3, .ascii).text == ["   ", " . ", "   "])
  }

  @Test func pointsOnAHorizontalLineAreInTheMiddleRow() {
    let plot = ScatterPlot(layers: [.init(points: [(0, 4), (1, 4)], role: .plotMajority)])
    #expect(drawn(plot, 3, 3, .ascii).text == ["   ", ". .", "   "])
  }

  @Test(arguments: GlyphTier.allCases) func anEmptyPlotDrawsNothing(tier: GlyphTier) {
    let size = Size(width: 5, height: 3)
    #expect(drawn(ScatterPlot(), 5, 3, tier) == Canvas(size, glyphs: tier))
    let empty = ScatterPlot(layers: [.init(coordinates: [], role: .plotMajority)])
    #expect(drawn(empty, 5, 3, tier) == Canvas(size, glyphs: tier))
  }

  @Test(arguments: [(0, 0), (1, 0), (0, 1), (1, 1), (2, 5)])
  func anySizeIsDrawnWithoutTrapping(width: Int, height: Int) {
    var plot = diagonal(.plotMatched, mark: "◆")
    plot.segments = [.init(from: (0, 0), to: (9, 9))]
    plot.xLabel = "PC1"
    for tier in GlyphTier.allCases {
      #expect(drawn(plot, width, height, tier).size == Size(width: width, height: height))
    }
  }

  @Test func thePlotKeepsToItsArea() {
    var canvas = Canvas(Size(width: 5, height: 3), glyphs: .ascii)
    canvas.fill(canvas.bounds, with: "~")
    diagonal().draw(into: &canvas, area: Rect(x: 3, y: 1, width: 9, height: 9))
    #expect(canvas.text.map { $0.prefix(3) } == ["~~~", "~~~", "~~~"])
    #expect(canvas.text[0] == "~~~~~")
  }

  @Test func labelsTakeTheFirstAndTheLastRow() {
    var plot = diagonal()
    plot.bounds = PlotBounds(minX: 0, maxX: 3, minY: 0, maxY: 3)
    plot.xLabel = "PC1"
    plot.yLabel = "PC2"
    #expect(
      drawn(plot, 4, 6, .ascii).text == [
        "PC2 ",
        "   .",
        "  . ",
        " .  ",
        ".   ",
        " PC1",
      ])
  }

  @Test func equalScalesLeaveTheLongerSideEmpty() {
    var plot = diagonal()
    plot.hasEqualScales = true
    #expect(
      drawn(plot, 8, 2, .braille).text == ["    ⡠⠊  ", "  ⡠⠊    "])
  }

  @Test func aPointIsFoundInItsCell() {
    let area = Rect(x: 10, y: 5, width: 4, height: 2)
    let plot = diagonal()
    #expect(plot.cell(of: (0, 0), in: area, tier: .braille) == Point(x: 10, y: 6))
    #expect(plot.cell(of: (7, 7), in: area, tier: .ascii) == Point(x: 13, y: 5))
    #expect(plot.cell(of: (99, 0), in: area, tier: .braille) == nil)
  }

  @Test func zoomingKeepsTheCenter() {
    let bounds = PlotBounds(minX: 0, maxX: 8, minY: -2, maxY: 2)
    #expect(bounds.zoomed(by: 2) == PlotBounds(minX: 2, maxX: 6, minY: -1, maxY: 1))
    #expect(
      bounds.zoomed(by: 2, around: (0, 0)) == PlotBounds(minX: 0, maxX: 4, minY: -1, maxY: 1))
    #expect(bounds.shifted(x: 0.5, y: 0) == PlotBounds(minX: 4, maxX: 12, minY: -2, maxY: 2))
    #expect(bounds.zoomed(by: .nan) == bounds)
  }
}
