import Terminal

/// What came of a key.
package enum Response: Sendable {
  /// Not a key of this pane: try the global bindings.
  case ignored
  /// Only this pane's looks have changed.
  case redraw
  case act(Action)
}

/// A rectangle of the screen with its own cursor, scroll and keys.
///
/// A pane reads the session and owns only what concerns its own looks. It never sees another
/// pane; to change shared facts it returns an action.
package protocol Pane: Sendable {
  static var title: String { get }
  /// Every key that `handle` answers to; shown by the help and in the key bar.
  static var bindings: [Binding] { get }
  init()
  /// Called once when the pane opens as an overlay, with all that it is opened over.
  mutating func open(over state: WorkbenchState)
  mutating func handle(_ key: Key, seeing session: Session) -> Response
  /// Draws the inside of the pane; its frame is drawn already. Must cope with any size.
  func draw(_ session: Session, focused: Bool, into canvas: inout Canvas, area: Rect)
  /// Where the hardware cursor rests when the pane is focused: the selected row or field.
  func cursor(_ session: Session, area: Rect) -> Point?
  /// The keys that do something now, for the key bar: all of them unless a pane says otherwise.
  func keys(_ session: Session) -> [Binding]
  /// Whether nearly every key is text just now.
  var isTyping: Bool { get }
  /// Told before a key comes where the pane is drawn: keys that scroll have to know.
  mutating func place(in area: Rect)
  /// A few words after the title, such as the share of variance of a plot.
  func subtitle(_ session: Session) -> String
}

extension Pane {
  package mutating func open(over state: WorkbenchState) {}
  package func cursor(_ session: Session, area: Rect) -> Point? { area.start }
  package func subtitle(_ session: Session) -> String { "" }
  package func keys(_ session: Session) -> [Binding] { Self.bindings }
  package var isTyping: Bool { false }
  package mutating func place(in area: Rect) {}
}
