import Terminal

/// The first row where there is room for one pane: the names of all, the shown one in brackets.
package struct TabStrip {
  private let state: WorkbenchState

  package init(_ state: WorkbenchState) { self.state = state }

  package func draw(into canvas: inout Canvas, area: Rect) {
    canvas.fill(area, as: .status)
    let short = tabs { String($0.prefix(4)) }
    let right = right(room: area.width - Self.width(of: short) - 1)
    let start = canvas.write(right, alignedRightIn: area, as: .status)
    let room = Rect(x: area.x, y: area.y, width: start - area.x - 1, height: 1)
    let long = tabs { $0 }
    var x = room.x
    for tab in Self.width(of: long) < room.width ? long : short {
      x = canvas.write(
        tab.text, at: Point(x: x, y: room.y), as: tab.isShown ? .titleFocused : .status, in: room)
    }
  }

  private static func width(of tabs: [(text: String, isShown: Bool)]) -> Int {
    TextWidth.of(tabs.map(\.text).joined())
  }

  /// How the run stands, and as far as there is room whether real values are shown and of which
  /// file.
  private func right(room: Int) -> String {
    let session = state.session
    let run = RunText.state(session) + " "
    guard let open = session.openDataset else { return run }
    let mask = MaskText.word(session, isMasked: session.revealedClaim == nil) + "  "
    let name = TextWidth.truncate(open.name, to: 16) + "  "
    return [name + mask + run, mask + run].first { TextWidth.of($0) <= room } ?? run
  }

  private func tabs(_ shortened: (String) -> String) -> [(text: String, isShown: Bool)] {
    state.panes.enumerated().map { index, pane in
      let name = "\(index + 1) " + shortened(type(of: pane).title)
      let isShown = index == state.focus
      return (isShown ? "[\(name)]" : " \(name) ", isShown)
    }
  }
}
