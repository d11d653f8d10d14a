import Terminal
import Testing

@Suite struct GaugeTests {
  private func drawn(_ share: Double?, _ width: Int, _ glyphs: GlyphTier = .braille) -> Canvas {
    var canvas = Canvas(Size(width: width, height: 1), glyphs: glyphs)
    Gauge(share: share).draw(into: &canvas, area: canvas.bounds)
    return canvas
  }

  @Test(arguments: [
    (0.0, "[··········]"), (0.55, "[█████·····]"), (1, "[██████████]"), (7, "[██████████]"),
    (-1, "[··········]"), (.nan, "[··········]"), (nil, "[··········]"),
    (0.001, "[█·········]"), (0.999, "[█████████·]"),
  ])
  func theBarShowsTheShare(share: Double?, expected: String) {
    #expect(drawn(share, 12).text == [expected])
  }

  @Test func inASCIITheBarIsMadeOfSigns() {
    #expect(drawn(0.5, 12, .ascii).text == ["[#####.....]"])
    #expect(drawn(0.5, 12, .ascii).roleText == ["jgggggjjjjjj"])
  }

  @Test(arguments: 0...2) func aBarWithoutRoomIsNotDrawn(width: Int) {
    #expect(drawn(0.5, width) == Canvas(Size(width: width, height: 1)))
  }
}
