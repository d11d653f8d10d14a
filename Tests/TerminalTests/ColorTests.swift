import Terminal
import Testing

@Suite struct ColorTests {
  @Test(
    arguments: [
      ((0x5F, 0xAF, 0xFF), 75), ((0xFF, 0xD7, 0x00), 220), ((0xA8, 0xA8, 0xA8), 248),
      ((0, 0, 0), 16), ((255, 255, 255), 231), ((0x60, 0xB0, 0xFE), 75), ((9, 9, 9), 232),
    ] as [((UInt8, UInt8, UInt8), UInt8)])
  func theNearestOfThe256IsFound(color: (UInt8, UInt8, UInt8), index: UInt8) {
    #expect(Color.nearest256(red: color.0, green: color.1, blue: color.2) == index)
  }

  @Test(
    arguments: [
      ((0, 0, 0), 0), ((250, 5, 5), 1), ((200, 10, 0), 1), ((255, 255, 255), 7),
      ((10, 190, 30), 2), ((60, 60, 250), 4),
    ] as [((UInt8, UInt8, UInt8), UInt8)])
  func theNearestOfTheFirstEightIsFound(color: (UInt8, UInt8, UInt8), index: UInt8) {
    #expect(Color.nearest8(red: color.0, green: color.1, blue: color.2) == index)
  }

  @Test(arguments: 16...255) func everyPaletteColorIsNearestToItself(index: Int) {
    let color = Color.components(ofIndex: UInt8(index))
    let nearest = Color.nearest256(red: color.red, green: color.green, blue: color.blue)
    #expect(Color.components(ofIndex: nearest) == color)
  }
}
