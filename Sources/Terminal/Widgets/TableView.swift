/// Rows in columns with a header, of which one is selected.
package struct TableView: Sendable {
  package struct Column: Sendable, Equatable {
    package var title: String
    package var width: Extent
    package var alignment: TextAlignment

    package init(_ title: String, width: Extent, alignment: TextAlignment = .left) {
      self.title = title
      self.width = width
      self.alignment = alignment
    }
  }

  /// A value and what it means. The text may come from anywhere.
  package struct Value: Sendable, Equatable {
    package var text: String
    package var role: Role

    package init(_ text: String, _ role: Role = .text) {
      self.text = text
      self.role = role
    }
  }

  package var columns: [Column]
  package var hasHeader: Bool
  /// Empty columns between two columns.
  package var gap: Int
  /// Columns at the left: one for the marker, the rest empty.
  package var gutter: Int
  /// Columns of the selected row that are reversed, from the left; nil for all. A row of many roles
  /// costs half a kilobyte to reverse and as much to turn back.
  package var reversedColumns: Int?

  package init(
    columns: [Column], hasHeader: Bool = true, gap: Int = 1, gutter: Int = 2,
    reversedColumns: Int? = nil
  ) {
    self.reversedColumns = reversedColumns
    self.columns = columns
    self.hasHeader = hasHeader
    self.gap = gap
    self.gutter = gutter
  }

  /// How many rows of the list fit into `area`.
  package func visibleRows(in area: Rect) -> Int { max(0, area.height - (hasHeader ? 1 : 0)) }

  /// Which row of the list stands at `point`, for a click.
  package func row(at point: Point, in area: Rect, state: ListState, count: Int) -> Int? {
    let line = point.y - area.y - (hasHeader ? 1 : 0)
    guard area.contains(point), line >= 0 else { return nil }
    let row = state.firstVisible(count: count, rows: visibleRows(in: area)) + line
    return row < count ? row : nil
  }

  /// Draws header and rows.
  ///
  /// - Parameters:
  ///   - count: rows of the whole list.
  ///   - focused: whether the selected row is reversed; it has its marker either way.
  ///   - row: the values of one row, asked for the visible rows only. Missing ones are blank; a
  ///     single one has the whole row to itself.
  /// - Returns: where the selected row begins, for the hardware cursor.
  @discardableResult
  package func draw(
    into canvas: inout Canvas, area: Rect, state: ListState, count: Int, focused: Bool,
    row: (Int) -> [Value]
  ) -> Point? {
    if hasHeader { draw(header, into: &canvas, line: area.row(0)) }
    let body = Layout.rows(of: area, [.fixed(hasHeader ? 1 : 0), .share(1)])[1]
    let first = state.firstVisible(count: count, rows: body.height)
    var cursor: Point?
    for offset in 0..<max(0, min(body.height, count - first)) {
      let line = body.row(offset)
      let isSelected = first + offset == state.selection(of: count)
      let isReversed = isSelected && focused
      if isReversed { canvas.fill(reversedPart(of: line), as: .selection, reversed: true) }
      draw(row(first + offset), into: &canvas, line: line, reversed: isReversed)
      guard isSelected else { continue }
      cursor = line.isEmpty ? nil : line.start
      drawMarker(into: &canvas, line: line, reversed: isReversed)
    }
    return cursor
  }

  private func places(in line: Rect) -> [Rect] {
    let content = Rect(
      x: line.x + gutter, y: line.y, width: line.width - gutter, height: line.height)
    return Layout.columns(of: content, columns.map(\.width), gap: gap)
  }

  /// What of the selected row is reversed.
  private func reversedPart(of line: Rect) -> Rect {
    guard let reversedColumns, let last = places(in: line).prefix(reversedColumns).last else {
      return line
    }
    return Rect(x: line.x, y: line.y, width: last.right - line.x, height: line.height)
      .intersection(line)
  }

  private var header: [Value] { columns.map { Value($0.title, .header) } }

  private func draw(
    _ values: [Value], into canvas: inout Canvas, line: Rect, reversed: Bool = false
  ) {
    let content = Rect(
      x: line.x + gutter, y: line.y, width: line.width - gutter, height: line.height)
    let places = values.count == 1 ? [content] : places(in: line)
    for (number, ((column, place), value)) in zip(zip(columns, places), values).enumerated() {
      let reversed = reversed && number < reversedColumns ?? columns.count
      canvas.write(
        value.text, filling: place, alignment: column.alignment,
        as: reversed && value.role == .text ? .selection : value.role, reversed: reversed)
    }
  }

  private func drawMarker(into canvas: inout Canvas, line: Rect, reversed: Bool) {
    guard gutter > 0 else { return }
    canvas.write("▸", at: line.start, as: .selection, in: line, reversed: reversed)
  }
}
