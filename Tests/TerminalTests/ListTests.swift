import Terminal
import Testing

@Suite struct ListTests {
  @Test func movingStaysInTheList() {
    var state = ListState(visible: 3)
    state.move(by: -1, count: 5)
    #expect(state.selected == 0)
    state.move(by: 99, count: 5)
    #expect(state.selected == 4)
    state.move(by: .max, count: 5)
    state.move(by: .min, count: 5)
    #expect(state.selected == 0)
  }

  @Test func theListFollowsTheSelection() {
    var state = ListState(visible: 3)
    state.move(by: 3, count: 9)
    #expect(state.top == 1)
    state.move(by: -2, count: 9)
    #expect(state.top == 1)
    state.move(by: -1, count: 9)
    #expect(state.top == 0)
  }

  @Test func pagesOverlapByOneRow() {
    var state = ListState(visible: 4)
    state.page(by: 1, count: 20)
    #expect(state.selected == 3)
    state.end(count: 20)
    #expect(state == ListState(selected: 19, top: 16, visible: 4))
    state.home(count: 20)
    #expect(state == ListState(selected: 0, top: 0, visible: 4))
  }

  @Test func anEmptyListHasNoSelection() {
    var state = ListState()
    state.move(by: 5, count: 0)
    #expect(state.selected == 0)
    #expect(state.selection(of: 0) == nil)
    #expect(state.firstVisible(count: 0, rows: 5) == 0)
  }

  @Test func aListThatShrankIsShownFromItsEnd() {
    let state = ListState(selected: 90, top: 85, visible: 10)
    #expect(state.selection(of: 12) == 11)
    #expect(state.firstVisible(count: 12, rows: 10) == 2)
  }

  @Test(arguments: 0..<12) func theSelectedRowIsAlwaysVisible(rows: Int) {
    for selected in 0..<20 {
      let first = ListState(selected: selected, top: 7).firstVisible(count: 20, rows: rows)
      if rows > 0 { #expect((first..<first + rows).contains(selected)) }
    }
  }
}
