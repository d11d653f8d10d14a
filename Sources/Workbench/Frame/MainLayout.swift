import Terminal

/// What is where on a screen of a given size.
package struct MainLayout: Sendable, Equatable {
  package enum Mode: Sendable, Equatable {
    /// Four panes in frames, or one of them if it is zoomed.
    case panes
    /// One pane without a frame, and a strip that names all.
    case single
    /// A few lines of text.
    case text
    /// Not even that.
    case tooSmall
  }

  package let mode: Mode
  /// The first row: the title line or the strip.
  package let title: Rect
  /// All between the title and the status line.
  package let body: Rect
  package let status: Rect
  package let keys: Rect
  /// The place of each pane, with its frame, by its number; empty for one that is not seen.
  package let panes: [Rect]

  package init(size: Size, focus: Int, isZoomed: Bool) {
    let screen = Rect(size)
    let mode = Self.mode(of: size)
    self.mode = mode
    let rows = Layout.rows(of: screen, [.fixed(1), .share(1), .fixed(1), .fixed(1)])
    title = rows[0]
    body = mode == .text || mode == .tooSmall ? screen : rows[1]
    status = rows[2]
    keys = rows[3]
    switch mode {
    case .panes where !isZoomed: panes = Self.places(in: rows[1], focus: focus)
    case .panes, .single:
      panes = PaneCatalog.main.indices.map { $0 == focus ? rows[1] : Self.nowhere }
    case .text, .tooSmall: panes = PaneCatalog.main.map { _ in Self.nowhere }
    }
  }

  private static let nowhere = Rect(x: 0, y: 0, width: 0, height: 0)

  private static func mode(of size: Size) -> Mode {
    if size.width < 20 || size.height < 4 { return .tooSmall }
    if size.width < 40 || size.height < 8 { return .text }
    return size.width < 80 || size.height < 24 ? .single : .panes
  }

  private static func places(in body: Rect, focus: Int) -> [Rect] {
    let bottom = max(8, min(16, body.height * 3 / 10))
    let rows = Layout.rows(of: body, [.share(1), .fixed(bottom)])
    let left = body.width >= 160 ? 46 : body.width >= 120 ? 36 : 26
    let columns = Layout.columns(of: rows[0], [.fixed(left), .share(1)])
    let parts = leftParts(of: columns[0], focus: focus)
    return PaneCatalog.main.map { entry in
      switch entry.slot {
      case .upperLeft: parts[0]
      case .lowerLeft: parts[1]
      case .right: columns[1]
      case .bottom: rows[1]
      }
    }
  }

  /// Where there is little room, the upper part grows only while it has the focus; else the form has
  /// what it needs with a few notes, once the upper part has room for the classes.
  private static func leftParts(of column: Rect, focus: Int) -> [Rect] {
    let (leastForm, form, leastUpper, upper) = (14, 24, 8, 10)
    if column.height >= leastForm + leastUpper {
      let lower = max(leastForm, min(form, column.height - upper))
      return Layout.rows(of: column, [.share(1), .fixed(lower)])
    }
    let upperHasFocus =
      PaneCatalog.main.indices.contains(focus) && PaneCatalog.main[focus].slot == .upperLeft
    let lower = upperHasFocus ? 4 : column.height - 3
    return Layout.rows(of: column, [.share(1), .fixed(lower)])
  }
}
