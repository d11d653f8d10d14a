/// Which characters a terminal can be trusted to show.
package enum GlyphTier: String, Sendable, CaseIterable {
  /// UTF-8 and a font with braille: 2 by 4 dots a cell.
  case braille
  /// UTF-8 without braille: half blocks, 1 by 2 dots a cell.
  case block
  /// No UTF-8, or asked for: letters and signs.
  case ascii
}

/// The terminal, as seen by the rest of the program.
@MainActor package protocol Screen: AnyObject {
  var size: Size { get }
  /// The best tier this terminal is known to have.
  var glyphs: GlyphTier { get }
  /// Shows `canvas`; `cursor` is where the hardware cursor rests (screen readers follow it).
  func present(_ canvas: Canvas, cursor: Point?, with theme: Theme)
  /// All keys that have arrived, without waiting.
  func pendingKeys() -> [Key]
}
