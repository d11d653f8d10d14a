import Terminal

extension WorkbenchState {
  /// Gives a key to the overlay or the focused pane, and if it has no use for it, to the global
  /// bindings. A click focuses, the wheel scrolls what it is over.
  ///
  /// - Parameter size: of the screen, to find what is under the mouse.
  /// - Returns: what is to be done; nil if nothing is, or if only looks have changed.
  package mutating func response(to key: Key, size: Size) -> Action? {
    switch key {
    case .click(let x, let y):
      guard overlay == nil, let pane = pane(at: Point(x: x, y: y), size: size) else { return nil }
      return .layout(.focus(pane))
    case .scroll(let lines, let x, let y):
      let target = pane(at: Point(x: x, y: y), size: size) ?? focus
      placeOverlay(size)
      return action(of: handle(lines < 0 ? .up : .down, in: target)) { nil }
    default:
      placeOverlay(size)
      let response = handle(key, in: focus)
      return action(of: response) { GlobalBindings.action(for: key, overlay: overlay) }
    }
  }

  /// Tells the overlay where it is drawn.
  private mutating func placeOverlay(_ size: Size) {
    guard let overlay else { return }
    let layout = MainLayout(size: size, focus: focus, isZoomed: isZoomed)
    overlayPane?.place(in: overlayInside(overlay, in: layout))
  }

  private mutating func handle(_ key: Key, in pane: Int) -> Response {
    if overlay != nil { return overlayPane?.handle(key, seeing: session) ?? .ignored }
    guard panes.indices.contains(pane) else { return .ignored }
    return panes[pane].handle(key, seeing: session)
  }

  private func action(of response: Response, ifIgnored other: () -> Action?) -> Action? {
    switch response {
    case .act(let action): action
    case .redraw: nil
    case .ignored: other()
    }
  }

  private func pane(at point: Point, size: Size) -> Int? {
    MainLayout(size: size, focus: focus, isZoomed: isZoomed).panes
      .firstIndex { $0.contains(point) }
  }
}
