import Terminal
import Testing

@Suite struct FormViewTests {
  private let rows: [FormView.Row] = [
    .init(label: "method", value: "SMOTE", hint: "enum"),
    .init(label: "k neighbors", value: "5", hint: "1..50", role: .valueChanged),
    .init(label: "seed", value: "11"),
  ]

  private func drawn(
    _ width: Int, _ height: Int = 3, selected: Int = 1, focused: Bool = true,
    editing: TextField? = nil, glyphs: GlyphTier = .braille
  ) -> Canvas {
    var canvas = Canvas(Size(width: width, height: height), glyphs: glyphs)
    FormView(rows: rows, editing: editing).draw(
      into: &canvas, area: canvas.bounds, state: ListState(selected: selected), focused: focused)
    return canvas
  }

  @Test func theSelectedValueStandsBetweenArrows() {
    let canvas = drawn(32)
    #expect(
      canvas.text == [
        "  method            SMOTE  enum ",
        "▸ k neighbors       ◂ 5 ▸  1..50",
        "  seed                 11       ",
      ])
    #expect(canvas.roleText[1] == "x.lllllllllllll.wwwwwwwww..ddddd")
  }

  @Test func withoutFocusThereAreNoArrows() {
    #expect(drawn(32, focused: false).text[1].hasPrefix("▸ k neighbors           5  1..50"))
  }

  @Test func hintsGoWhenThereIsNoRoom() {
    #expect(
      drawn(24).text == [
        "  method           SMOTE",
        "▸ k neighbors      ◂ 5 ▸",
        "  seed                11",
      ])
  }

  @Test func labelsAreCutBeforeValues() {
    #expect(
      drawn(16).text == [
        "  met…     SMOTE",
        "▸ k n…     ◂ 5 ▸",
        "  seed        11",
      ])
  }

  @Test func inASCIITheArrowsAreSigns() {
    #expect(drawn(24, glyphs: .ascii).text[1] == "> k neighbors      < 5 >")
  }

  @Test func aFieldTakesThePlaceOfTheValueWhileItIsEdited() {
    let canvas = drawn(24, editing: TextField("12"))
    #expect(canvas.text[1] == "▸ k neighbors  12       ")
    #expect(canvas.roleText[1].hasSuffix("ffFffffff"))
  }

  @Test func onlyTheRowsAroundTheSelectedOneAreDrawn() {
    #expect(drawn(24, 2, selected: 2).text.map { $0.prefix(6) } == ["  k ne", "▸ seed"])
  }

  @Test(arguments: [(0, 0), (1, 1), (3, 1), (8, 2), (40, 0)])
  func anySizeIsDrawnWithoutTrapping(width: Int, height: Int) {
    let editing = drawn(width, height, editing: TextField("12"))
    #expect(editing.size == Size(width: width, height: height))
    #expect(drawn(width, height).size == Size(width: width, height: height))
  }
}
