/// Memory for the cells of one column that several threads fill, each its own rows.
final class CellBuffer<Cell: BitwiseCopyable & Sendable>: Sendable {
  // Threads write disjoint rows, and `takeArray` is called once, after all of them are done.
  nonisolated(unsafe) private(set) var start: UnsafeMutablePointer<Cell>?
  private let count: Int

  /// Not initialized: the memory costs nothing until it is written to.
  init(count: Int) {
    start = .allocate(capacity: max(1, count))
    self.count = count
  }

  deinit { start?.deallocate() }

  /// The cells, once every one is written. The buffer gives up its memory, so that a table never
  /// takes its space twice; it is empty afterwards.
  func takeArray() -> [Cell] {
    defer {
      start?.deallocate()
      start = nil
    }
    return start.map { Array(UnsafeBufferPointer(start: $0, count: count)) } ?? []
  }
}
