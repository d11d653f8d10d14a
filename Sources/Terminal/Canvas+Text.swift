extension Canvas {
  /// What stands in the last column of a text that was cut.
  package var ellipsis: Character { isASCII ? ">" : "…" }

  /// Whether only ASCII may be drawn.
  package var isASCII: Bool { glyphs == .ascii }

  /// Writes `text` from `point` on, in place of what was there; outside `area` nothing is drawn.
  ///
  /// The text is made visible first (`VisibleText`), so it may come from anywhere. A wide character
  /// that does not fit is drawn as spaces, never halved.
  ///
  /// - Parameters:
  ///   - point: in columns and rows of the canvas, not of `area`; may lie left of `area`.
  /// - Returns: the column after the last one written, `point.x` if there was none.
  @discardableResult
  package mutating func write(
    _ text: String, at point: Point, as role: Role, in area: Rect, reversed: Bool = false
  ) -> Int {
    let clip = area.intersection(bounds)
    guard point.y >= clip.y, point.y < clip.bottom, point.x < clip.right else { return point.x }
    var x = point.x
    for piece in VisibleText.Pieces(text, ascii: isASCII) {
      guard x < clip.right else { break }
      let isHidden = piece.kind == .hidden
      let cell = Cell(
        piece.character, piece.kind == .plain ? role : .hidden,
        isReversed: isHidden ? !reversed : reversed, width: UInt8(piece.width))
      put(cell, at: Point(x: x, y: point.y), in: clip)
      x += piece.width
    }
    return x > clip.x ? min(x, clip.right) : point.x
  }

  /// Writes `text` so that it ends in the last column of row `row` of `area`; cut if too long.
  ///
  /// - Returns: the column of its first character, `area.right` if nothing was drawn.
  @discardableResult
  package mutating func write(
    _ text: String, alignedRightIn area: Rect, row: Int = 0, as role: Role, reversed: Bool = false
  ) -> Int {
    let line = area.row(row)
    let fitted = TextWidth.truncate(text, to: line.width, ellipsis: ellipsis, ascii: isASCII)
    let start = area.right - TextWidth.of(fitted, ascii: isASCII)
    write(fitted, at: Point(x: start, y: line.y), as: role, in: line, reversed: reversed)
    return start
  }

  /// Writes `text` across the first row of `area`: cut or filled up to exactly its width.
  package mutating func write(
    _ text: String, filling area: Rect, alignment: TextAlignment = .left, as role: Role,
    reversed: Bool = false
  ) {
    let line = area.row(0)
    let padded = TextWidth.pad(
      text, to: line.width, alignment: alignment, ellipsis: ellipsis, ascii: isASCII)
    write(padded, at: line.start, as: role, in: line, reversed: reversed)
  }

  /// Puts `character` into every cell of `area`. It is the program's own, of one column.
  package mutating func fill(
    _ area: Rect, with character: Character = " ", as role: Role = .text, reversed: Bool = false
  ) {
    let clip = area.intersection(bounds)
    let cell = Cell(character, role, isReversed: reversed)
    for y in clip.y..<max(clip.y, clip.bottom) {
      for x in clip.x..<max(clip.x, clip.right) { put(cell, at: Point(x: x, y: y), in: clip) }
    }
  }

  /// Draws one cell (or the two of a wide character) and blanks what a wide character cut by it
  /// leaves behind.
  mutating func put(_ cell: Cell, at point: Point, in clip: Rect) {
    let isWide = cell.width == 2
    let last = isWide ? point.x + 1 : point.x
    guard point.x >= clip.x, last < clip.right else {
      var blank = cell
      blank.character = " "
      blank.width = 1
      if point.x >= clip.x, point.x < clip.right { put(blank, at: point, in: clip) }
      if isWide, last >= clip.x, last < clip.right {
        put(blank, at: Point(x: last, y: point.y), in: clip)
      }
      return
    }
    clearHalves(from: point.x, to: last, row: point.y)
    self[point.x, point.y] = cell
    if isWide {
      self[last, point.y] = Cell(" ", cell.role, isReversed: cell.isReversed, width: 0)
    }
  }

  /// Turns the outer halves of wide characters at the ends of a stretch into spaces.
  private mutating func clearHalves(from first: Int, to last: Int, row: Int) {
    if self[first, row].width == 0 { blank(first - 1, row) }
    if self[last, row].width == 2 { blank(last + 1, row) }
  }

  private mutating func blank(_ x: Int, _ row: Int) {
    self[x, row].character = " "
    self[x, row].width = 1
  }
}
