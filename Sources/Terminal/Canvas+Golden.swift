extension Canvas {
  /// One string a row: what a reader would see without colors.
  package var text: [String] {
    rows { cell in cell.width == 0 ? nil : cell.character }
  }

  /// One string a row with the code of each cell's role (`Role.code`): what the colors say.
  package var roleText: [String] {
    rows { cell in cell.role.code(isReversed: cell.isReversed) }
  }

  private func rows(_ character: (Cell) -> Character?) -> [String] {
    (0..<size.height).map { y in
      let row = cells[(y * size.width)..<((y + 1) * size.width)]
      return String(row.compactMap(character))
    }
  }
}
