/// A color as a theme file can name it.
package enum Color: Sendable, Equatable {
  /// The terminal's own foreground or background.
  case terminal
  /// 0 to 255, the 256-color palette; 0 to 15 are the terminal's own sixteen.
  case indexed(UInt8)
  case rgb(red: UInt8, green: UInt8, blue: UInt8)
}

/// How a role looks.
package struct Style: Sendable, Equatable {
  package struct Attributes: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    package static let bold = Attributes(rawValue: 1)
    package static let dim = Attributes(rawValue: 2)
    package static let reverse = Attributes(rawValue: 4)
    package static let underline = Attributes(rawValue: 8)
    package static let italic = Attributes(rawValue: 16)
  }

  package var foreground: Color
  package var background: Color
  package var attributes: Attributes
  /// Used instead of colors where there are none (mono terminals, `NO_COLOR`).
  package var monochrome: Attributes

  package init(
    foreground: Color = .terminal, background: Color = .terminal, attributes: Attributes = [],
    monochrome: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
    self.monochrome = monochrome
  }
}
