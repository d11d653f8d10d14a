import Terminal

/// Everything on screen follows from this value.
package struct WorkbenchState: Sendable {
  package var session = Session()
  /// The panes of the main screen, in the order of their numbers.
  package var panes: [any Pane]
  /// The settings come first: that is where one begins to turn.
  package var focus = 1
  package var isZoomed = false
  package var overlay: Overlay?
  /// The pane that draws the overlay, while there is one.
  package var overlayPane: (any Pane)?
  /// The overlays that the overlay was opened over and goes back to, the newest last.
  package var covered: [(overlay: Overlay, pane: any Pane)] = []
  package var theme: Theme
  /// Themes to choose from, in menu order.
  package var themes: [Theme]

  package init(panes: [any Pane], theme: Theme, themes: [Theme]) {
    self.panes = panes
    self.theme = theme
    self.themes = themes
  }
}
