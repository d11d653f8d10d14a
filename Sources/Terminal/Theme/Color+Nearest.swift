extension Color {
  /// Red, green and blue, 0 to 255 each.
  package typealias Components = (red: UInt8, green: UInt8, blue: UInt8)

  /// Of the 256-color palette, the color nearest to this one among 16 to 255, which look the same
  /// on every terminal.
  package static func nearest256(red: UInt8, green: UInt8, blue: UInt8) -> UInt8 {
    nearest(to: (red, green, blue), among: 16...255)
  }

  /// Of the terminal's first eight, the color nearest to this one, as far as one can know: users
  /// change them, and these are the values of xterm.
  package static func nearest8(red: UInt8, green: UInt8, blue: UInt8) -> UInt8 {
    nearest(to: (red, green, blue), among: 0...7)
  }

  /// What color `index` of the 256-color palette is.
  package static func components(ofIndex index: UInt8) -> Components {
    switch index {
    case 0..<16:
      return firstSixteen[Int(index)]
    case 232...255:
      let level = 8 + 10 * (index - 232)
      return (level, level, level)
    default:
      let cube = Int(index) - 16
      return (cubeLevels[cube / 36], cubeLevels[cube / 6 % 6], cubeLevels[cube % 6])
    }
  }

  /// The first of the nearest by Euclidean distance.
  private static func nearest(to color: Components, among indices: ClosedRange<UInt8>) -> UInt8 {
    var best = (index: indices.lowerBound, distance: Int.max)
    for index in indices {
      let distance = squaredDistance(components(ofIndex: index), color)
      if distance < best.distance { best = (index, distance) }
    }
    return best.index
  }

  private static func squaredDistance(_ one: Components, _ other: Components) -> Int {
    let red = Int(one.red) - Int(other.red)
    let green = Int(one.green) - Int(other.green)
    let blue = Int(one.blue) - Int(other.blue)
    return red * red + green * green + blue * blue
  }

  private static let cubeLevels: [UInt8] = [0, 95, 135, 175, 215, 255]

  private static let firstSixteen: [Components] = [
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0),
    (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
    (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0),
    (92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255),
  ]
}
