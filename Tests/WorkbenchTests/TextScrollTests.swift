import Experiments
import Terminal
import TestSupport
import Testing
import Workbench

/// Texts are scrolled to their end and no further, whatever the size of the screen.
@MainActor struct TextScrollTests {
  private nonisolated static let sizes = [(60, 20), (80, 24), (120, 40), (200, 50)]

  private func lines(_ state: WorkbenchState, _ size: Size) -> [String] {
    frame(state, size: size, glyphs: .braille).canvas.text
  }

  private func press(_ keys: [Key], _ state: inout WorkbenchState, _ size: Size) {
    for key in keys {
      if let action = state.response(to: key, size: size) { _ = reduce(&state, action) }
    }
  }

  @Test(arguments: sizes)
  func theEndOfTheHelpFillsItsWindow(_ width: Int, _ height: Int) {
    let size = Size(width: width, height: height)
    var state = WorkbenchTrial.finished()
    press([.character("?"), .character("G")], &state, size)
    let end = lines(state, size)
    #expect(end.contains { $0.contains("away") })
    #expect(!end.contains { $0.contains("more lines below") })
    let inside = end.dropFirst(3).dropLast(4).map { $0.filter { !" │┃".contains($0) } }
    #expect(inside.count(where: \.isEmpty) < 8)
    // One line back is seen at once: nothing was scrolled beyond the end.
    press([.character("k")], &state, size)
    #expect(lines(state, size) != end)
    press([.pageDown, .pageDown, .pageDown], &state, size)
    #expect(lines(state, size) == end)
  }

  @Test(arguments: sizes)
  func theTextAboutAMeasureStaysInSight(_ width: Int, _ height: Int) {
    let size = Size(width: width, height: height)
    let trial = WorkbenchTrial("(jobs) (jobs) (jobs) Y (jobs)", size: size)
    _ = trial.loop.run(opening: "clinic.csv")
    var state = trial.loop.state
    press([.tab, .character("G")], &state, size)
    let end = lines(state, size)
    #expect(end.contains { $0.contains("believe it") })
    press(Array(repeating: .character(" "), count: 5), &state, size)
    #expect(lines(state, size) == end)
    press([.character("k")], &state, size)
    if end.contains(where: { $0.contains("Median distance to") }) { return }
    #expect(lines(state, size) != end)
  }

  @Test(arguments: sizes)
  func allThatTheThreatModelRulesOutCanBeRead(_ width: Int, _ height: Int) {
    let size = Size(width: width, height: height)
    var state = WorkbenchTrial.finished()
    press([.character("K"), .character("j")], &state, size)
    for _ in 0..<5 { press([.character(" "), .character("j")], &state, size) }
    var seen = lines(state, size).joined(separator: "\n")
    #expect(seen.contains("more lines below"))
    for _ in 0..<30 {
      press([.pageDown], &state, size)
      seen += lines(state, size).joined(separator: "\n")
    }
    #expect(!lines(state, size).joined().contains("more lines below"))
    // On a narrow screen the lines are wrapped elsewhere.
    for item in PersonEntry.all where item.question == .shadow && width >= 80 {
      #expect(seen.contains("\(item.title): needs"), "\(item.title)")
    }
    press(Array(repeating: .pageUp, count: 30), &state, size)
    #expect(lines(state, size).joined().contains("more lines below"))
  }
}
