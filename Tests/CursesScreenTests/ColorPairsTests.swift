import CursesScreen
import Terminal
import Testing

/// What a terminal is told about colors.
@MainActor @Suite struct ColorPairsTests {
  /// Keeps what a terminal would have been told.
  final class Told {
    var pairs: [[Int32]] = []
  }

  private let told = Told()

  private func pairs(
    _ depth: ColorDepth, room: Int = 256, hasDefaults: Bool = true, isDirect: Bool = false
  ) -> ColorPairs {
    let offer = ColorPairs.Offer(
      depth: depth, pairs: room, hasDefaults: hasDefaults, isDirect: isDirect)
    let told = told
    return ColorPairs(offer) {
      told.pairs.append([$0, $1, $2])
      return true
    }
  }

  @Test func theTerminalsOwnColorsArePairZero() {
    var pairs = pairs(.indexed)
    #expect(pairs.pair(foreground: .terminal, background: .terminal) == 0)
    #expect(told.pairs.isEmpty)
  }

  @Test func equalColorsShareAPair() {
    var pairs = pairs(.indexed)
    #expect(pairs.pair(foreground: .indexed(220), background: .terminal) == 1)
    #expect(pairs.pair(foreground: .indexed(75), background: .terminal) == 2)
    #expect(pairs.pair(foreground: .indexed(220), background: .terminal) == 1)
    #expect(told.pairs == [[1, 220, -1], [2, 75, -1]])
  }

  @Test func withoutColorsNothingIsDefined() {
    var pairs = pairs(.none)
    #expect(pairs.pair(foreground: .indexed(220), background: .indexed(1)) == 0)
    #expect(told.pairs.isEmpty)
  }

  @Test func whenThereIsNoRoomTheTerminalsOwnColorsHaveToDo() {
    var pairs = pairs(.eight, room: 3)
    _ = pairs.pair(foreground: .indexed(1), background: .terminal)
    _ = pairs.pair(foreground: .indexed(2), background: .terminal)
    #expect(pairs.pair(foreground: .indexed(3), background: .terminal) == 0)
    #expect(told.pairs.count == 2)
  }

  @Test(
    arguments: [
      (Color.indexed(1), 1), (.indexed(9), 1), (.indexed(15), 7), (.indexed(196), 1),
      (.indexed(226), 3), (.indexed(231), 7), (.rgb(red: 0, green: 0, blue: 255), 4),
    ] as [(Color, Int32)])
  func eightColorsTakeTheNearest(color: Color, code: Int32) {
    var pairs = pairs(.eight)
    _ = pairs.pair(foreground: color, background: .indexed(2))
    #expect(told.pairs == [[1, code, 2]])
  }

  @Test func darkTextOnEightColorsIsTheTerminalsOwn() {
    var pairs = pairs(.eight)
    #expect(pairs.pair(foreground: .indexed(16), background: .terminal) == 0)
  }

  @Test func aTerminalWithoutDefaultsGetsWhiteOnBlack() {
    var pairs = pairs(.eight, hasDefaults: false)
    #expect(pairs.pair(foreground: .terminal, background: .terminal) == 1)
    #expect(told.pairs == [[1, 7, 0]])
  }

  @Test func directColorsAreValues() {
    var pairs = pairs(.indexed, isDirect: true)
    _ = pairs.pair(foreground: .indexed(196), background: .rgb(red: 1, green: 2, blue: 3))
    #expect(told.pairs == [[1, 0xFF0000, 0x010203]])
  }

  @Test func fullColorsBecomeTheNearestOfThePalette() {
    var pairs = pairs(.indexed)
    _ = pairs.pair(foreground: .rgb(red: 254, green: 214, blue: 2), background: .terminal)
    #expect(told.pairs == [[1, 220, -1]])
  }
}
