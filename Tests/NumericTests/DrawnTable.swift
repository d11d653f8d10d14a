import Numeric

/// The table that `Tests/Peers` draws from a seed: uniform numbers, or whole numbers below
/// `levels` if that is not 0.
func drawnTable(seed: UInt32, rows: Int, columns: Int, levels: Int) -> Matrix {
  var random = NumPyRandom(seed: seed)
  let values = (0..<rows * columns).map { _ in
    let value = random.uniform()
    return levels == 0 ? value : (value * Double(levels)).rounded(.down)
  }
  return Matrix(rows: rows, columns: columns, storage: values)
}
