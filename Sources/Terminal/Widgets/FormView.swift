/// Settings, one a row: label, value, what the value may be.
///
/// ```text
///   method          SMOTE  enum
/// ▸ k neighbors     ◂ 5 ▸  1..50
/// ```
package struct FormView: Sendable {
  package struct Row: Sendable, Equatable {
    package var label: String
    package var value: String
    /// The range or the choices, shown where there is room for it.
    package var hint: String
    package var role: Role
    /// Whether Left and Right change the value: arrows are drawn beside it.
    package var isAdjustable: Bool

    package init(
      label: String, value: String, hint: String = "", role: Role = .value,
      isAdjustable: Bool = true
    ) {
      self.label = label
      self.value = value
      self.hint = hint
      self.role = role
      self.isAdjustable = isAdjustable
    }
  }

  package var rows: [Row]
  /// What is being typed into the selected row, in place of its value.
  package var editing: TextField?

  package init(rows: [Row], editing: TextField? = nil) {
    self.rows = rows
    self.editing = editing
  }

  /// Draws the rows; if they do not all fit, those around the selected one.
  ///
  /// - Parameter focused: whether the selected row has arrows around its value; its marker and the
  ///   field being edited are drawn either way.
  /// - Returns: where the hardware cursor belongs: the caret, or the start of the selected row.
  @discardableResult
  package func draw(
    into canvas: inout Canvas, area: Rect, state: ListState, focused: Bool
  ) -> Point? {
    let first = state.firstVisible(count: rows.count, rows: area.height)
    var cursor: Point?
    for offset in 0..<max(0, min(area.height, rows.count - first)) {
      let row = rows[first + offset]
      let places = places(in: area.row(offset), ascii: canvas.isASCII)
      if first + offset == state.selection(of: rows.count) {
        cursor = drawSelected(row, into: &canvas, places: places, focused: focused)
      } else {
        draw(row, value: row.value, into: &canvas, places: places)
      }
    }
    return cursor
  }

  /// The parts of one line.
  private struct Places {
    let line: Rect
    let label: Rect
    let value: Rect
    let hint: Rect
  }

  /// Hints go first when room is short, then labels are cut; values come before both.
  private func places(in line: Rect, ascii: Bool) -> Places {
    func widest(_ text: (Row) -> String) -> Int {
      rows.map { TextWidth.of(text($0), ascii: ascii) }.max() ?? 0
    }
    let gutter = 2
    let label = widest(\.label)
    let value = max(5, widest { $0.isAdjustable ? "◂ \($0.value) ▸" : $0.value })
    let hint = widest(\.hint)
    let hasHint = hint > 0 && gutter + label + 1 + value + 2 + hint <= line.width
    let parts = Layout.columns(
      of: line,
      [.fixed(gutter), .share(1), .fixed(min(value, line.width - gutter))]
        + (hasHint ? [.fixed(2 + hint)] : []))
    let end = hasHint ? parts[3] : Rect(x: line.right, y: line.y, width: 0, height: line.height)
    return Places(
      line: line,
      label: Rect(x: parts[1].x, y: line.y, width: parts[1].width - 1, height: line.height),
      value: parts[2],
      hint: Rect(x: end.x + 2, y: line.y, width: end.width - 2, height: line.height))
  }

  private func draw(_ row: Row, value: String, into canvas: inout Canvas, places: Places) {
    canvas.write(row.label, filling: places.label, as: .label)
    canvas.write(value, filling: places.value, alignment: .right, as: row.role)
    canvas.write(row.hint, filling: places.hint, as: .dim)
  }

  private func drawSelected(
    _ row: Row, into canvas: inout Canvas, places: Places, focused: Bool
  ) -> Point? {
    let hasArrows = focused && row.isAdjustable && editing == nil
    draw(row, value: hasArrows ? "◂ \(row.value) ▸" : row.value, into: &canvas, places: places)
    canvas.write("▸", at: places.line.start, as: .selection, in: places.line)
    guard let editing else { return places.line.isEmpty ? nil : places.line.start }
    let field = Rect(
      x: places.value.x, y: places.line.y, width: places.line.right - places.value.x, height: 1)
    return editing.draw(into: &canvas, area: field, focused: true)
  }
}
