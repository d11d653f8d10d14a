import Numeric

/// Where the columns' grids come from.
enum GridSource: String, CaseIterable {
  /// What is told of the columns where there is something, else the other rows, else the release.
  case auto
  /// A data dictionary.
  case schema
  /// Rows of the other classes.
  case majority
  /// The release alone.
  case release

  var needs: Set<Knowledge> {
    switch self {
    case .auto: [.columnSteps, .otherRows]
    case .schema: [.columnSteps]
    case .majority: [.otherRows]
    case .release: []
    }
  }
}

/// A first idea of the columns' grids, by what is told and what the values look like.
struct GridProposal {
  /// The finest decimals that count as written down by a person.
  private static let mostDecimals = 9
  /// Errors of the values that are tried, as shares of the largest of them: rounding of scaled
  /// values, of values scaled far from 0, and of values written with 8 digits.
  private static let errors = [1.5e-15, 4e-14, 2e-9, 1e-8]

  private let view: AttackerView
  private let others: Matrix?

  init(_ view: AttackerView) {
    self.view = view
    others = [view.otherRows, view.release.others].compactMap(\.self).first { $0.rows > 1 }
  }

  /// The grid of a column, or nil. O(rows × log rows).
  func grid(of column: Int, by source: GridSource) -> ColumnGrid? {
    switch source {
    case .auto:
      grid(of: column, by: .schema) ?? grid(of: column, by: .majority)
        ?? grid(of: column, by: .release)
    case .schema: schemaGrid(column)
    case .majority: majorityGrid(column)
    case .release: ReleaseGrid(view.release.minority, column).grid
    }
  }

  private func largest(_ column: Int) -> Double {
    let range = view.release.minority.range(ofColumn: column)
    return max(abs(range.lowerBound), abs(range.upperBound))
  }

  private func values(_ rows: Matrix, _ column: Int) -> [Double] {
    (0..<rows.rows).map { rows[$0, column] }
  }

  /// Whether parents can be told on a grid so fine.
  private func isTelling(_ grid: ColumnGrid, _ column: Int) -> Bool {
    let range = view.release.minority.range(ofColumn: column)
    return (range.upperBound - range.lowerBound) / grid.step <= Double(Lattice.mostSteps)
  }

  private func schemaGrid(_ column: Int) -> ColumnGrid? {
    guard let step = view.columnSteps?[column], step > 0 else { return nil }
    let fine = ColumnGrid.multiples(of: step, largest: largest(column))
    guard let others else { return isTelling(fine, column) ? fine : nil }
    let known = values(others, column)
    let grid = known.allSatisfy(fine.contains) ? CommonStep.coarsened(fine, by: known) : fine
    return isTelling(grid, column) ? grid : nil
  }

  private func majorityGrid(_ column: Int) -> ColumnGrid? {
    guard let others else { return nil }
    let known = Array(Set(values(others, column))).sorted()
    if let grid = ShortValues.grid(of: known, most: Self.mostDecimals, largest: largest(column)),
      isTelling(grid, column)
    {
      return grid
    }
    return AffineGrid.fitted(to: known, errors: Self.errors, most: Lattice.mostSteps)
  }
}
