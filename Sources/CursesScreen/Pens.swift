import CNCurses
import Terminal

/// How ncurses is to draw a cell.
struct Pen: Equatable {
  var attributes: UInt32
  var pair: Int32

  init(_ attributes: Style.Attributes, pair: Int32) {
    self.pair = pair
    self.attributes = 0
    for (attribute, bit) in Self.bits where attributes.contains(attribute) {
      self.attributes |= bit
    }
  }

  private static let bits: [(Style.Attributes, UInt32)] = [
    (.bold, NC_BOLD.rawValue), (.dim, NC_DIM.rawValue), (.reverse, NC_REVERSE.rawValue),
    (.underline, NC_UNDERLINE.rawValue), (.italic, NC_ITALIC.rawValue),
  ]
}

/// The pens of a theme on this terminal, made when first used.
struct Pens {
  private struct Use: Hashable {
    let role: Role
    let isReversed: Bool
  }

  let theme: Theme
  private let depth: ColorDepth
  private var pens: [Use: Pen] = [:]

  init(_ theme: Theme, depth: ColorDepth) {
    self.theme = theme
    self.depth = depth
  }

  mutating func pen(_ role: Role, isReversed: Bool, pairs: inout ColorPairs) -> Pen {
    let use = Use(role: role, isReversed: isReversed)
    if let pen = pens[use] { return pen }
    let style = theme.style(role)
    var attributes = depth == .none ? style.monochrome : style.attributes
    if isReversed { attributes.formSymmetricDifference(.reverse) }
    let pair = pairs.pair(foreground: style.foreground, background: style.background)
    let pen = Pen(attributes, pair: pair)
    pens[use] = pen
    return pen
  }
}
