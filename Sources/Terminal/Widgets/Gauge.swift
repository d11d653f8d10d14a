/// A bar that shows how much of something is done: `[██████······]`.
package struct Gauge: Sendable, Equatable {
  /// In 0...1; `nil` while it is unknown.
  package var share: Double?

  package init(share: Double?) { self.share = share }

  /// Full cells of `width`. All of them only when all is done, and none only when nothing is.
  package func fullCells(of width: Int) -> Int {
    guard let share, share > 0, width > 0 else { return 0 }
    if share >= 1 { return width }
    return max(1, min(width - 1, Int(share * Double(width))))
  }

  /// Draws the bar and its brackets across the first row of `area`; under 3 columns nothing.
  package func draw(into canvas: inout Canvas, area: Rect) {
    let row = area.row(0)
    let width = row.width - 2
    guard width > 0 else { return }
    let full = fullCells(of: width)
    let inner = Rect(x: row.x + 1, y: row.y, width: width, height: 1)
    let parts = Layout.columns(of: inner, [.fixed(full), .fixed(width - full)])
    canvas.write("[", at: row.start, as: .gaugeRest, in: row)
    canvas.fill(parts[0], with: canvas.isASCII ? "#" : "█", as: .gauge)
    canvas.fill(parts[1], with: canvas.isASCII ? "." : "·", as: .gaugeRest)
    canvas.write("]", at: Point(x: row.right - 1, y: row.y), as: .gaugeRest, in: row)
  }
}
