import CNCurses
import Terminal

/// A canvas as it was asked to be shown.
struct Frame {
  let canvas: Canvas
  let cursor: Point?
  let theme: Theme
}

/// Hands frames to ncurses, row by row, and only rows that have changed.
///
/// ncurses then finds the cells that differ. Leaving equal rows alone saves the time of converting
/// them, which is most of the time of a frame.
@MainActor struct FramePainter {
  private let encoder: CellEncoder
  private let depth: ColorDepth
  private var pairs: ColorPairs
  private var pens: Pens?
  /// Kept so that a row costs no allocation.
  private var run: [nc_cell_t] = []

  init(encoder: CellEncoder, offer: ColorPairs.Offer) {
    self.encoder = encoder
    depth = offer.depth
    pairs = ColorPairs(offer) { nc_define_pair($0, $1, $2) }
  }

  /// Sends what makes the terminal show `frame`.
  ///
  /// - Parameters:
  ///   - shown: what it shows now; nil if that is unknown.
  ///   - size: of the terminal; a larger frame is cut off, a smaller one leaves blanks.
  mutating func paint(_ frame: Frame, over shown: Frame?, on size: Size) {
    if pens?.theme != frame.theme { pens = Pens(frame.theme, depth: depth) }
    let shown = shown?.canvas.size == frame.canvas.size ? shown : nil
    if shown == nil { nc_start_over() }
    let isRepainted = shown?.theme != frame.theme
    for y in 0..<min(size.height, frame.canvas.size.height) {
      let cells = row(y, of: frame.canvas)
      if let shown, !isRepainted, row(y, of: shown.canvas) == cells { continue }
      put(cells, at: y)
    }
    nc_set_cursor(Int32(frame.cursor?.y ?? -1), Int32(frame.cursor?.x ?? -1))
    nc_send_frame()
  }

  private func row(_ y: Int, of canvas: Canvas) -> ArraySlice<Cell> {
    canvas.cells[y * canvas.size.width..<(y + 1) * canvas.size.width]
  }

  /// A whole row, so that no half of a wide character is left over.
  private mutating func put(_ cells: ArraySlice<Cell>, at y: Int) {
    var start = 0
    run.removeAll(keepingCapacity: true)
    for (x, cell) in cells.enumerated() where cell.width > 0 {
      run.append(encoder.encode(cell, with: pen(of: cell)))
      // Terminals disagree about the width of the newest characters, mostly emoji: behind one of
      // them the position is sent anew, so that the rest of the row stays in its place.
      guard run[run.count - 1].scalars.0 > 0xFFFF else { continue }
      nc_put(Int32(y), Int32(start), run, Int32(run.count))
      start = x + Int(cell.width)
      nc_anchor(Int32(y), Int32(start))
      run.removeAll(keepingCapacity: true)
    }
    nc_put(Int32(y), Int32(start), run, Int32(run.count))
  }

  private mutating func pen(of cell: Cell) -> Pen {
    pens?.pen(cell.role, isReversed: cell.isReversed, pairs: &pairs) ?? Pen([], pair: 0)
  }
}
