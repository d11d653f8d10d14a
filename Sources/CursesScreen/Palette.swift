import Terminal

/// The 256-color palette and what comes nearest in smaller ones.
package enum Palette {
  package struct RGB: Sendable, Equatable {
    package let red: UInt8
    package let green: UInt8
    package let blue: UInt8

    package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
      self.red = red
      self.green = green
      self.blue = blue
    }

    fileprivate func distance(to other: RGB) -> Int {
      func square(_ one: UInt8, _ two: UInt8) -> Int {
        (Int(one) - Int(two)) * (Int(one) - Int(two))
      }
      return square(red, other.red) + square(green, other.green) + square(blue, other.blue)
    }
  }

  private static let cubeSteps: [UInt8] = [0, 95, 135, 175, 215, 255]

  /// The usual colors of the first eight; terminals differ in them.
  private static let firstEight = (0..<8).map { bits -> RGB in
    func level(_ bit: Int) -> UInt8 { bits & bit != 0 ? 205 : 0 }
    return RGB(level(1), level(2), level(4))
  }

  /// What `index` looks like where the palette has not been changed.
  package static func rgb(of index: UInt8) -> RGB {
    switch Int(index) {
    case 0..<8: return firstEight[Int(index)]
    case 8..<16:
      let dark = firstEight[Int(index) - 8]
      func bright(_ level: UInt8) -> UInt8 { level == 0 ? 85 : 255 }
      return RGB(bright(dark.red), bright(dark.green), bright(dark.blue))
    case 232...255:
      let level = 8 + 10 * (index - 232)
      return RGB(level, level, level)
    default:
      let cube = Int(index) - 16
      return RGB(cubeSteps[cube / 36], cubeSteps[cube / 6 % 6], cubeSteps[cube % 6])
    }
  }

  /// The nearest of 16 to 255, which look the same everywhere.
  package static func nearestIndex(to color: RGB) -> UInt8 {
    let all = (16...255).map { UInt8($0) }
    return all.min { rgb(of: $0).distance(to: color) < rgb(of: $1).distance(to: color) } ?? 16
  }

  /// The nearest of 0 to 7.
  package static func nearestOfEight(to color: RGB) -> UInt8 {
    let all = (0...7).map { UInt8($0) }
    return all.min { rgb(of: $0).distance(to: color) < rgb(of: $1).distance(to: color) } ?? 7
  }
}
