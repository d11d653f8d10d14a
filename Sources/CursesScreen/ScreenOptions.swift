import Terminal

/// What the user and the tests can choose about the screen.
package struct ScreenOptions: Sendable {
  /// Letters and signs only, whatever the locale can show.
  package var forceASCII = false
  /// What plots are drawn with; nil is the best that the terminal is known to have.
  package var glyphs: GlyphTier?
  /// At most this many colors; nil is as many as the terminal has, none if `NO_COLOR` is set.
  package var colors: ColorDepth?
  package var mouse = false
  /// Where standard error goes while the screen is open.
  ///
  /// nil is a file in the user's state directory, and only if standard error is a terminal: then
  /// its messages would spoil the screen, otherwise the user has sent them somewhere on purpose.
  package var logPath: String?
  package var input: Int32 = 0
  package var output: Int32 = 1
  /// nil is the value of `TERM`.
  package var terminalName: String?
  /// As for `setlocale`: empty is the user's own.
  package var locale = ""

  package init() {}

  /// The most colors to use when the environment says `noColor`.
  ///
  /// An explicit choice counts more than the variable; a variable that is empty does not count.
  package func colorLimit(noColor: String?) -> ColorDepth {
    if let colors { return colors }
    return noColor?.isEmpty == false ? .none : .indexed
  }
}

/// The names a terminal may be known by, best first.
///
/// A terminal newer than the terminal database here (kitty, foot, ghostty) is the rule over SSH,
/// and all of them understand what xterm does. A terminal without a name is none.
package func terminalNames(for name: String) -> [String] {
  if name.isEmpty { return [] }
  var names = [name]
  for fallback in ["xterm-256color", "vt100"] where fallback != name { names.append(fallback) }
  return names
}
