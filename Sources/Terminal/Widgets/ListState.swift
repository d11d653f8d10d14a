/// Which row of a list is selected and which one is at the top of the screen.
package struct ListState: Sendable, Equatable {
  package var selected: Int
  package var top: Int
  /// Rows on the screen when the list was last laid out: what a page is.
  package var visible: Int

  package init(selected: Int = 0, top: Int = 0, visible: Int = 10) {
    self.selected = selected
    self.top = top
    self.visible = visible
  }

  /// Moves the selection by `amount` rows within a list of `count`, and the list just as far as
  /// needed to show it.
  package mutating func move(by amount: Int, count: Int) {
    let (wanted, overflows) = selected.addingReportingOverflow(amount)
    select(overflows ? (amount < 0 ? 0 : count - 1) : wanted, count: count)
  }

  /// Moves by `pages` screens, one row short so that a reader keeps the thread.
  package mutating func page(by pages: Int, count: Int) {
    move(by: pages * max(1, visible - 1), count: count)
  }

  package mutating func home(count: Int) { select(0, count: count) }

  package mutating func end(count: Int) { select(count - 1, count: count) }

  /// Selects a row, or the nearest one that exists.
  package mutating func select(_ row: Int, count: Int) {
    selected = max(0, min(row, count - 1))
    top = firstVisible(count: count, rows: visible)
  }

  /// The selected row of a list of `count`, which may have become shorter; `nil` if it is empty.
  package func selection(of count: Int) -> Int? {
    count > 0 ? max(0, min(selected, count - 1)) : nil
  }

  /// The first row to show in `rows` rows, such that the selected one is seen and no room is left
  /// empty below. Changes nothing, so that drawing can ask it.
  package func firstVisible(count: Int, rows: Int) -> Int {
    guard rows > 0, let selected = selection(of: count) else { return 0 }
    let highest = min(selected, max(0, count - rows))
    let lowest = max(0, selected - rows + 1)
    return max(lowest, min(top, highest))
  }
}
