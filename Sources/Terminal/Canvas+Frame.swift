extension Canvas {
  /// Draws a border around `area` with a title in its top line and a hint in its bottom line.
  ///
  /// - Parameters:
  ///   - title: at the left; reversed in a heavy frame, in ASCII written `>title<`.
  ///   - footer: at the right.
  ///   - heavy: the frame of the focused pane.
  package mutating func frame(
    _ area: Rect, title: String, footer: String = "", as role: Role = .border,
    titleRole: Role = .title, heavy: Bool = false
  ) {
    guard area.width >= 2, area.height >= 2 else { return }
    let lines = isASCII ? BorderLines.ascii : heavy ? BorderLines.heavy : BorderLines.light
    horizontal(area.row(0), lines.topLeft, lines.horizontal, lines.topRight, role)
    horizontal(
      area.row(area.height - 1), lines.bottomLeft, lines.horizontal, lines.bottomRight, role)
    for x in [area.x, area.right - 1] {
      fill(
        Rect(x: x, y: area.y + 1, width: 1, height: area.height - 2), with: lines.vertical,
        as: role)
    }
    drawTitle(title, on: area.row(0), as: titleRole, heavy: heavy)
    drawFooter(footer, on: area.row(area.height - 1), as: role)
  }

  /// A horizontal line across the first row of `area`.
  package mutating func rule(_ area: Rect, as role: Role = .border) {
    fill(area.row(0), with: isASCII ? "-" : "─", as: role)
  }

  private mutating func horizontal(
    _ row: Rect, _ left: Character, _ middle: Character, _ right: Character, _ role: Role
  ) {
    fill(row, with: middle, as: role)
    fill(Rect(x: row.x, y: row.y, width: 1, height: 1), with: left, as: role)
    fill(Rect(x: row.right - 1, y: row.y, width: 1, height: 1), with: right, as: role)
  }

  private mutating func drawTitle(_ title: String, on row: Rect, as role: Role, heavy: Bool) {
    let room = row.width - 6
    guard room > 0, !title.isEmpty else { return }
    let fitted = TextWidth.truncate(title, to: room, ellipsis: ellipsis, ascii: isASCII)
    let isMarked = heavy && isASCII
    write(
      isMarked ? ">" + fitted + "<" : " " + fitted + " ", at: Point(x: row.x + 2, y: row.y),
      as: role, in: row, reversed: heavy && !isASCII)
  }

  private mutating func drawFooter(_ footer: String, on row: Rect, as role: Role) {
    let room = row.width - 6
    guard room > 0, !footer.isEmpty else { return }
    let fitted = TextWidth.truncate(footer, to: room, ellipsis: ellipsis, ascii: isASCII)
    let inner = Rect(x: row.x, y: row.y, width: row.width - 2, height: 1)
    write(" " + fitted + " ", alignedRightIn: inner, as: role)
  }
}

/// The characters a frame is made of.
private struct BorderLines {
  let horizontal: Character
  let vertical: Character
  let topLeft: Character
  let topRight: Character
  let bottomLeft: Character
  let bottomRight: Character

  static let light = BorderLines("─│┌┐└┘")
  static let heavy = BorderLines("━┃┏┓┗┛")
  static let ascii = BorderLines("-|++++")

  /// Six characters: horizontal, vertical, then the corners from the top left.
  private init(_ characters: String) {
    let all = Array(characters)
    horizontal = all[0]
    vertical = all[1]
    topLeft = all[2]
    topRight = all[3]
    bottomLeft = all[4]
    bottomRight = all[5]
  }
}
