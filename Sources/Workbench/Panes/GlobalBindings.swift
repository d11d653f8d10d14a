import Terminal

/// The keys that work wherever no pane uses them itself.
package enum GlobalBindings {
  /// A key of the whole program and what it means.
  private struct Entry {
    let binding: Binding
    /// Whether it also works while an overlay is open.
    let worksInOverlay: Bool
    let action: @Sendable (Key) -> Action?
  }

  /// Every global key; shown by the help and, where short, in the key bar.
  package static var all: [Binding] { entries.map(\.binding) }

  /// Those that also work while an overlay is open.
  package static var inOverlays: [Binding] {
    entries.filter(\.worksInOverlay).map(\.binding)
  }

  /// Shown in the key bar while something goes on.
  package static let cancel = Binding(
    .character("x"), .control("c"), help: "cancel what runs", short: "cancel")
  package static let help = Binding(.character("?"), help: "help", short: "help")

  /// What `key` means, or nil if it is no global key.
  package static func action(for key: Key, overlay: Overlay?) -> Action? {
    let entry = entries.first { entry in
      (overlay == nil || entry.worksInOverlay) && entry.binding.keys.contains(key)
    }
    return entry?.action(key)
  }

  private static func entry(
    _ binding: Binding, inOverlays: Bool = false, _ action: Action
  ) -> Entry {
    Entry(binding: binding, worksInOverlay: inOverlays) { _ in action }
  }

  private static var entries: [Entry] {
    [
      entry(
        Binding(.character("C"), help: "choose the attacks that are run", short: "attacks"),
        .layout(.show(.attackMenu))),
      entry(
        Binding(
          .character("Y"), help: "yardsticks: take all measures, and test the measures",
          short: "measures"),
        .layout(.show(.measures))),
      entry(
        Binding(
          .character("K"), help: "who attacks: what is released, known and asked about",
          short: "threat"),
        .layout(.show(.threat))),
      entry(
        Binding(
          .character("E"), help: "rank the real records by how exposed they are",
          short: "exposure"),
        .layout(.show(.exposure))),
      entry(
        Binding(
          .character("A"), help: "audit the open file as somebody's release", short: "audit"),
        .layout(.show(.audit))),
      Entry(
        binding: Binding(
          .character("1"), .character("2"), .character("3"), .character("4"),
          help: "go to a pane", short: "pane"),
        worksInOverlay: false, action: focus),
      entry(Binding(.character("r"), help: "run now", short: "run"), .sampling(.runNow)),
      entry(
        Binding(.character("M"), help: "choose a method", short: "method"),
        .layout(.show(.methods))),
      entry(
        Binding(.character("D"), help: "switch defences on and off", short: "defences"),
        .layout(.show(.defences))),
      entry(
        Binding(.character("W"), help: "read all warnings", short: "warnings"),
        .layout(.show(.warnings))),
      entry(Binding(.tab, help: "go to the next pane", short: "next"), .layout(.focusNext)),
      entry(Binding(.backTab, help: "go to the previous pane"), .layout(.focusPrevious)),
      entry(cancel, inOverlays: true, .attack(.cancel)),
      entry(
        Binding(.character("z"), help: "zoom the pane, or back", short: "zoom"), .layout(.zoom)),
      entry(Binding(.character("o"), help: "open a file", short: "open"), .layout(.show(.open))),
      entry(Binding(.character("T"), help: "choose a theme"), .layout(.show(.themes))),
      entry(
        Binding(.control("l"), help: "draw the screen again"), inOverlays: true,
        .layout(.redraw)),
      entry(
        Binding(.control("z"), help: "suspend; jobs stop too"), inOverlays: true,
        .layout(.suspend)),
      entry(
        Binding(.escape, help: "close what is open; never quits"), inOverlays: true,
        .layout(.closeOverlay)),
      entry(help, inOverlays: true, .layout(.show(.help))),
      entry(
        Binding(.character("q"), help: "back, at last quit", short: "quit"), inOverlays: true,
        .layout(.quit)),
    ]
  }

  private static let focus: @Sendable (Key) -> Action? = { key in
    guard case .character(let character) = key, let number = character.wholeNumberValue else {
      return nil
    }
    return .layout(.focus(number - 1))
  }
}
