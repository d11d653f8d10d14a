import Terminal

/// The pairs of foreground and background that a terminal has been told, made when first used.
///
/// Colors are only chosen, never redefined: many terminals that claim to be able to cannot, and
/// their palette belongs to the user.
package struct ColorPairs {
  /// What a terminal offers.
  package struct Offer: Sendable {
    package var depth: ColorDepth
    /// How many pairs it can hold, counting pair 0.
    package var pairs: Int
    /// Whether its own foreground and background can be named.
    package var hasDefaults: Bool
    /// Whether colors from 8 on are 24-bit values rather than places in a palette.
    package var isDirect: Bool

    package init(depth: ColorDepth, pairs: Int, hasDefaults: Bool, isDirect: Bool = false) {
      self.depth = depth
      self.pairs = pairs
      self.hasDefaults = hasDefaults
      self.isDirect = isDirect
    }
  }

  /// What numbers mean to the terminal; -1 is its own color.
  private struct Codes: Hashable {
    let foreground: Int32
    let background: Int32
  }

  private let offer: Offer
  private let define: (_ pair: Int32, _ foreground: Int32, _ background: Int32) -> Bool
  private var known: [Codes: Int32] = [:]

  /// - Parameter define: tells the terminal a pair; false if it refuses.
  package init(_ offer: Offer, define: @escaping (Int32, Int32, Int32) -> Bool) {
    self.offer = offer
    self.define = define
  }

  /// The number of a pair, 0 (the terminal's own colors) if there is no room for another.
  package mutating func pair(foreground: Color, background: Color) -> Int32 {
    if offer.depth == .none { return 0 }
    let codes = Codes(foreground: code(foreground, isText: true), background: code(background))
    if offer.hasDefaults, codes == Codes(foreground: -1, background: -1) { return 0 }
    if let pair = known[codes] { return pair }
    let next = Int32(known.count + 1)
    guard Int(next) < offer.pairs, define(next, codes.foreground, codes.background) else {
      return 0
    }
    known[codes] = next
    return next
  }

  private func code(_ color: Color, isText: Bool = false) -> Int32 {
    let code: Int32
    switch color {
    case .terminal: code = -1
    case .indexed(let index): code = self.code(index)
    case .rgb(let red, let green, let blue): code = self.code((red, green, blue))
    }
    // With eight colors black would be the fallback of all dark ones, unreadable on most terminals.
    if offer.depth == .eight, isText, code == 0, offer.hasDefaults { return -1 }
    if code >= 0 || offer.hasDefaults { return code }
    return isText ? 7 : 0
  }

  private func code(_ index: UInt8) -> Int32 {
    switch (offer.depth, index) {
    case (_, 0..<8): Int32(index)
    case (.eight, 8..<16): Int32(index) - 8
    case (.indexed, _) where !offer.isDirect: Int32(index)
    default: code(Color.components(ofIndex: index))
    }
  }

  private func code(_ color: Color.Components) -> Int32 {
    if offer.depth == .eight {
      return Int32(Color.nearest8(red: color.red, green: color.green, blue: color.blue))
    }
    if !offer.isDirect {
      return Int32(Color.nearest256(red: color.red, green: color.green, blue: color.blue))
    }
    // Values below 8 would be places in the palette: a hardly visible step up.
    return max(8, Int32(color.red) << 16 | Int32(color.green) << 8 | Int32(color.blue))
  }
}
