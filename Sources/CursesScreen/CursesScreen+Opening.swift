import CNCurses
import Terminal

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension CursesScreen {
  /// Opens the terminal under the first of its possible names that is known; returns that name.
  static func open(
    _ name: String, with options: ScreenOptions, isColored: Bool
  ) throws(ScreenError) -> String {
    for candidate in terminalNames(for: name) {
      switch nc_open(options.input, options.output, candidate, isColored) {
      case NC_OK: return candidate
      case NC_NOT_A_TERMINAL: throw .notATerminal
      case NC_CANNOT_MOVE_CURSOR: throw .cannotMoveCursor(name: candidate)
      default: continue
      }
    }
    let isTerminal = isatty(options.input) == 1 && isatty(options.output) == 1
    throw isTerminal ? .unknownTerminal(name: name) : .notATerminal
  }

  /// Keeps the screen clean of messages. Without a file to put them they appear on it, which is
  /// better than losing them.
  static func divertMessages(to path: String?) {
    if let path {
      _ = nc_divert_messages(path)
    } else if isatty(STDERR_FILENO) == 1 {
      _ = nc_divert_messages(LogPlace.make(LogPlace.standard(environmentValue)))
    }
  }

  /// What the open terminal offers, cut down to `limit`.
  static func offer(upTo limit: ColorDepth) -> ColorPairs.Offer {
    let pairs = Int(nc_color_pairs())
    let count = Int(nc_colors())
    let available: ColorDepth =
      pairs < 64 || count < 8 ? .none : count < 256 || pairs < 256 ? .eight : .indexed
    return ColorPairs.Offer(
      depth: available.rawValue < limit.rawValue ? available : limit, pairs: pairs,
      hasDefaults: nc_has_default_colors(), isDirect: count > 1 << 16)
  }

  /// The font of the Linux console has blocks and no braille.
  static func glyphs(isASCII: Bool, terminal: String) -> GlyphTier {
    if isASCII { return .ascii }
    return terminal == "linux" ? .block : .braille
  }
}
