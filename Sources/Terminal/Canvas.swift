/// One terminal cell: what is shown and what it means. Colors come later.
package struct Cell: Sendable, Equatable {
  package var character: Character
  package var role: Role
  /// Shown with foreground and background exchanged: the selected row, the cursor of a field.
  package var isReversed: Bool
  /// 1 or 2; 0 for the cell that the right half of a wide character covers.
  package var width: UInt8

  package init(
    _ character: Character = " ", _ role: Role = .text, isReversed: Bool = false, width: UInt8 = 1
  ) {
    self.character = character
    self.role = role
    self.isReversed = isReversed
    self.width = width
  }
}

/// A grid of cells to draw on. Writing outside the area given is clipped, never an error.
package struct Canvas: Sendable, Equatable {
  package let size: Size
  /// How lines and plots may be drawn.
  package let glyphs: GlyphTier
  /// Whether roles differ in color: where they do not, signs must tell them apart.
  package let hasColors: Bool
  /// Row-major, `size.width * size.height` cells.
  package private(set) var cells: [Cell]

  package init(_ size: Size, glyphs: GlyphTier = .braille, hasColors: Bool = true) {
    self.size = Size(width: max(0, size.width), height: max(0, size.height))
    self.glyphs = glyphs
    self.hasColors = hasColors
    cells = Array(repeating: Cell(), count: self.size.width * self.size.height)
  }

  package var bounds: Rect { Rect(size) }

  /// The cell at a place; writing outside the canvas does nothing.
  package subscript(x: Int, y: Int) -> Cell {
    get { bounds.contains(Point(x: x, y: y)) ? cells[y * size.width + x] : Cell() }
    set { if bounds.contains(Point(x: x, y: y)) { cells[y * size.width + x] = newValue } }
  }
}
