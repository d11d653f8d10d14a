import Terminal

/// Draws everything that is on screen.
///
/// - Parameter hasColors: whether the classes of a plot differ in color on this terminal.
/// - Returns: the picture, and where the hardware cursor rests: in the focused pane.
package func frame(
  _ state: WorkbenchState, size: Size, glyphs: GlyphTier, hasColors: Bool = true
) -> (canvas: Canvas, cursor: Point?) {
  var canvas = Canvas(size, glyphs: glyphs, hasColors: hasColors)
  let layout = MainLayout(size: size, focus: state.focus, isZoomed: state.isZoomed)
  switch layout.mode {
  case .tooSmall:
    drawTooSmall(state.session, into: &canvas)
    return (canvas, nil)
  case .text:
    drawText(state, into: &canvas)
    return (canvas, Point(x: 0, y: 0))
  case .single, .panes:
    let cursor = drawPanes(state, layout, into: &canvas)
    if layout.mode == .single {
      TabStrip(state).draw(into: &canvas, area: layout.title)
    } else {
      TitleLine(state.session).draw(into: &canvas, area: layout.title)
    }
    StatusLine(state.session).draw(into: &canvas, area: layout.status, over: layout.body)
    KeyBar(state).draw(into: &canvas, area: layout.keys)
    return (canvas, cursor)
  }
}

/// - Returns: where the cursor of the overlay or the focused pane is.
private func drawPanes(
  _ state: WorkbenchState, _ layout: MainLayout, into canvas: inout Canvas
) -> Point? {
  var cursor: Point?
  let overlays = state.covered.map(\.overlay) + [state.overlay].compactMap(\.self)
  let isFullScreen = overlays.contains(where: fillsScreen)
  if !isFullScreen {
    for (index, area) in layout.panes.enumerated() where !area.isEmpty {
      guard state.panes.indices.contains(index) else { continue }
      let isFocused = index == state.focus && state.overlay == nil
      let place = draw(
        state.panes[index], number: index + 1, state.session, focused: isFocused,
        framed: layout.mode == .panes, into: &canvas, area: area)
      if isFocused { cursor = place }
    }
  }
  guard let overlay = state.overlay, let pane = state.overlayPane else { return cursor }
  for below in state.covered {
    _ = draw(below.pane, as: below.overlay, state.session, focused: false, layout, into: &canvas)
  }
  return draw(pane, as: overlay, state.session, focused: true, layout, into: &canvas)
}

/// - Returns: where the cursor of the overlay is.
private func draw(
  _ pane: any Pane, as overlay: Overlay, _ session: Session, focused: Bool, _ layout: MainLayout,
  into canvas: inout Canvas
) -> Point? {
  let area = overlayArea(overlay, in: layout)
  canvas.fill(area)
  return draw(
    pane, number: nil, session, focused: focused, framed: isFramed(area), into: &canvas, area: area)
}

private func isFramed(_ area: Rect) -> Bool { area.height >= 6 }

/// Where the inside of an overlay is drawn.
func overlayInside(_ overlay: Overlay, in layout: MainLayout) -> Rect {
  let area = overlayArea(overlay, in: layout)
  return isFramed(area) ? area.inset(by: 1) : area
}

/// - Returns: where the cursor of the pane is.
private func draw(
  _ pane: any Pane, number: Int?, _ session: Session, focused: Bool, framed: Bool,
  into canvas: inout Canvas, area: Rect
) -> Point? {
  let inside = framed ? area.inset(by: 1) : area
  if framed {
    let subtitle = pane.subtitle(session)
    let mark = session.isStale && showsRun(number) ? " ~" : ""
    let title = (number.map { "\($0) " } ?? "") + type(of: pane).title + mark
    canvas.frame(
      area, title: subtitle.isEmpty ? title : title + "  " + subtitle,
      as: focused ? .borderFocused : .border, titleRole: focused ? .titleFocused : .title,
      heavy: focused)
  }
  pane.draw(session, focused: focused, into: &canvas, area: inside)
  return pane.cursor(session, area: inside)
}

/// Whether a pane shows what came of a run, so that other settings make it out of date.
private func showsRun(_ number: Int?) -> Bool {
  guard let number, PaneCatalog.main.indices.contains(number - 1) else { return false }
  switch PaneCatalog.main[number - 1].slot {
  case .upperLeft, .lowerLeft: return false
  case .right, .bottom: return true
  }
}

/// Whether nothing of the panes is seen behind it.
private func fillsScreen(_ overlay: Overlay) -> Bool {
  switch overlay {
  case .evidence, .audit, .auditProof, .exposure, .measures: true
  case .help, .open, .themes, .methods, .defences, .warnings, .attackMenu, .threat: false
  }
}

/// Proofs and the audit take all there is; the others float over the panes they are about. The
/// defences leave the attacks in sight, which follow every change; so does the menu of attacks where
/// enough of the list is seen beside them.
private func overlayArea(_ overlay: Overlay, in layout: MainLayout) -> Rect {
  let attacks = layout.panes.last.map { $0.height < layout.body.height ? $0.height : 0 } ?? 0
  let leavesAttacks =
    overlay == .defences || overlay == .attackMenu && layout.body.height - attacks >= 20
  let body =
    leavesAttacks
    ? Layout.rows(of: layout.body, [.share(1), .fixed(attacks)])[0] : layout.body
  let wanted =
    switch overlay {
    case .evidence, .audit, .auditProof, .exposure, .measures:
      Size(width: body.width, height: body.height)
    case .threat: Size(width: 90, height: min(24, body.height))
    case .help: Size(width: 78, height: body.height - 2)
    case .open: Size(width: 90, height: body.height - 2)
    case .themes: Size(width: 60, height: 16)
    case .methods: Size(width: 118, height: min(34, body.height))
    case .defences: Size(width: 118, height: body.height)
    case .attackMenu: Size(width: 160, height: body.height)
    case .warnings: Size(width: 84, height: body.height - 2)
    }
  // A floating view with little left around it is better off with all of it.
  let width = wanted.width + 4 > body.width ? body.width : wanted.width
  let height = wanted.height < 12 || wanted.height > body.height ? body.height : wanted.height
  return Rect(
    x: body.x + (body.width - width) / 2, y: body.y + (body.height - height) / 2, width: width,
    height: height)
}

private func drawTooSmall(_ session: Session, into canvas: inout Canvas) {
  let size = canvas.size
  let measures = "\(size.width)x\(size.height)"
  let fitting = ["too small " + measures, "too small"].first { $0.count <= size.width }
  canvas.write(
    fitting ?? measures, at: Point(x: 0, y: 0), as: .text, in: canvas.bounds)
  canvas.write(RunText.state(session), at: Point(x: 0, y: 1), as: .text, in: canvas.bounds)
}

/// A few lines for a terminal that has no room for more.
private func drawText(_ state: WorkbenchState, into canvas: inout Canvas) {
  let session = state.session
  let focused = state.panes.indices.contains(state.focus) ? state.panes[state.focus] : nil
  let name = focused.map { type(of: $0).title } ?? ""
  let width = canvas.size.width
  let settings = RunText.settings(session, short: true)
  var lines =
    width < 40
    ? [RunText.state(session), settings] : [settings + "  " + RunText.state(session)]
  lines += session.picture.attacks.map { RunText.attack($0, width: width - 1) }
  if let notice = session.notice { lines = TextWrap.lines(notice.text, width: width - 1) }
  let keys = width < 30 ? name + "  q quit" : name + "  Tab pane  ? help  q quit"
  for (row, line) in (lines.prefix(canvas.size.height - 1) + [keys]).enumerated() {
    canvas.write(line, at: Point(x: 1, y: row), as: .text, in: canvas.bounds)
  }
}
