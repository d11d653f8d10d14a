import CNCurses
import Terminal

/// Turns cells into what ncurses takes. The last place where text can be stopped: what is unsafe
/// is replaced in `nc_put`, whatever the canvas has let through.
struct CellEncoder {
  /// True to send letters and signs only.
  let isASCII: Bool

  func encode(_ cell: Cell, with pen: Pen) -> nc_cell_t {
    var encoded = nc_cell_t()
    encoded.attributes = pen.attributes
    encoded.pair = pen.pair
    encoded.width = cell.width == 2 ? 2 : 1
    var scalars = cell.character.unicodeScalars.makeIterator()
    encoded.scalars.0 = base(scalars.next())
    if isASCII { return encoded }
    encoded.scalars.1 = scalars.next()?.value ?? 0
    encoded.scalars.2 = scalars.next()?.value ?? 0
    encoded.scalars.3 = scalars.next()?.value ?? 0
    encoded.scalars.4 = scalars.next()?.value ?? 0
    return encoded
  }

  private func base(_ scalar: Unicode.Scalar?) -> UInt32 {
    guard let scalar else { return 0x20 }
    return isASCII && scalar.value > 0x7E ? Self.sign(for: scalar).value : scalar.value
  }

  /// The sign that stands for a character outside ASCII: lines keep their direction.
  private static func sign(for scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "─", "━", "═": "-"
    case "│", "┃", "║": "|"
    case "\u{2500}"..."\u{257F}": "+"
    default: "?"
    }
  }
}
