import Terminal

/// The last row: the likeliest keys, made from the bindings; those of the focused pane first, and
/// before them the one that stops what goes on.
package struct KeyBar {
  private let bindings: [Binding]

  package init(_ state: WorkbenchState) {
    let session = state.session
    let focused = state.panes.indices.contains(state.focus) ? state.panes[state.focus] : nil
    let pane = state.overlayPane ?? focused
    let own = pane?.keys(session) ?? []
    if pane?.isTyping == true {
      bindings = own
      return
    }
    let first = session.isBusy ? [GlobalBindings.cancel] : []
    if state.overlay != nil {
      let help = state.overlay == .help ? [] : [GlobalBindings.help]
      bindings = first + own.dropLast() + help + own.suffix(1)
      return
    }
    let everywhere = GlobalBindings.all.filter { $0.short != GlobalBindings.cancel.short }
    bindings = first + own + everywhere
  }

  /// Draws as many as fit, in order; the last two, which lead out, are never left out while anything
  /// fits.
  package func draw(into canvas: inout Canvas, area: Rect) {
    canvas.fill(area, as: .status)
    let entries = bindings.compactMap { binding in
      binding.short.map { (key: Self.keys(of: binding, ascii: canvas.isASCII), word: $0) }
    }
    let tail = entries.suffix(2)
    let tailWidth = tail.reduce(0) { $0 + Self.width($1, ascii: canvas.isASCII) }
    var x = area.x + 1
    for entry in entries.dropLast(2) {
      let width = Self.width(entry, ascii: canvas.isASCII)
      guard x + width + tailWidth <= area.right else { continue }
      x = draw(entry, at: x, into: &canvas, area: area)
    }
    for entry in tail { x = draw(entry, at: x, into: &canvas, area: area) }
  }

  /// `1…4` for a row of digits, else the first key.
  private static func keys(of binding: Binding, ascii: Bool) -> String {
    let digits = binding.keys.compactMap { key -> Character? in
      if case .character(let character) = key, character.isWholeNumber { character } else { nil }
    }
    if digits.count > 1, let first = digits.first, let last = digits.last {
      return "\(first)-\(last)"
    }
    return binding.keys.first.map { KeyText.of($0, ascii: ascii) } ?? ""
  }

  private static func width(_ entry: (key: String, word: String), ascii: Bool) -> Int {
    TextWidth.of(entry.key, ascii: ascii) + TextWidth.of(entry.word, ascii: ascii) + 3
  }

  private func draw(
    _ entry: (key: String, word: String), at x: Int, into canvas: inout Canvas, area: Rect
  ) -> Int {
    let next = canvas.write(entry.key, at: Point(x: x, y: area.y), as: .statusKey, in: area)
    let end = canvas.write(
      " " + entry.word, at: Point(x: next, y: area.y), as: .status, in: area)
    return end + 2
  }
}
