import Terminal

/// The first row where there is room for one pane: the names of all, the shown one in brackets.
package struct TabStrip {
  private let state: WorkbenchState

  package init(_ state: WorkbenchState) { self.state = state }

  package func draw(into canvas: inout Canvas, area: Rect) {
    canvas.fill(area, as: .status)
    let right = RunText.state(state.session) + " "
    let start = canvas.write(right, alignedRightIn: area, as: .status)
    let room = Rect(x: area.x, y: area.y, width: start - area.x - 1, height: 1)
    let long = tabs { $0 }
    let isLong = TextWidth.of(long.map(\.text).joined()) < room.width
    var x = room.x
    for tab in isLong ? long : tabs({ String($0.prefix(4)) }) {
      x = canvas.write(
        tab.text, at: Point(x: x, y: room.y), as: tab.isShown ? .titleFocused : .status, in: room)
    }
  }

  private func tabs(_ shortened: (String) -> String) -> [(text: String, isShown: Bool)] {
    state.panes.enumerated().map { index, pane in
      let name = "\(index + 1) " + shortened(type(of: pane).title)
      let isShown = index == state.focus
      return (isShown ? "[\(name)]" : " \(name) ", isShown)
    }
  }
}
