import Jobs
import Numeric

/// Finds the grids of columns that show none by themselves, from the records that the other columns
/// tell.
struct FreeGrids {
  private let view: AttackerView
  private let unique: UniqueRows
  private let context: RunContext<AttackUpdate>

  private static let errors = [1e-12, 1e-10]
  /// Records whose values are sharp enough to show a grid.
  private static let mostGrowth = 500.0
  private static let mostRecords = 60
  private static let leastRecords = 3

  init(_ view: AttackerView, _ unique: UniqueRows, in context: RunContext<AttackUpdate>) {
    self.view = view
    self.unique = unique
    self.context = context
  }

  /// The lattice with as many more grids as can be found.
  ///
  /// - Throws: `CancellationError`.
  func completed(_ lattice: Lattice) throws -> Lattice {
    var lattice = lattice
    let trial = LatticeTrial(unique.rows, in: context)
    while !lattice.isComplete {
      let free = try columns(lattice)
      let rows = try trial.outcome(lattice).fitting
      var hasFound = false
      for (column, values) in free {
        guard let grid = AffineGrid.scaled(around: values, errors: Self.errors) else { continue }
        var with = lattice
        with.columns[column] = ColumnGrid(
          base: grid.base, offset: grid.offset, numerator: grid.numerator,
          denominator: grid.denominator, error: 4e-15)
        guard try 20 * trial.outcome(with, rows).failing.count <= rows.count else { continue }
        lattice = with
        hasFound = true
      }
      guard hasFound else { break }
    }
    return lattice
  }

  /// For each free column that was scaled to −1...1 its values in the records that are known best.
  private func columns(_ lattice: Lattice) throws -> [(column: Int, values: [Double])] {
    let known = KnownRecords(view.known, on: lattice)
    let inverter = RowInverter(lattice, rows: unique.rows)
    var ends = LineEnds(inverter.bounds, known: known)
    _ = try inverter.invertAll(unique, into: &ends, in: context)
    try ends.settle(in: context)
    let free = FreeColumns(lattice, unique, known)
    let records = try free.solved(ends, in: context).sorted {
      ($0.value.growth, $0.key) < ($1.value.growth, $1.key)
    }.map(\.value).filter { $0.disagreeing == 0 && $0.growth <= Self.mostGrowth }
      .prefix(Self.mostRecords)
    guard records.count >= Self.leastRecords else { return [] }
    return free.columns.enumerated().compactMap { position, column in
      let range = unique.rows.range(ofColumn: column)
      guard range.lowerBound >= -1 - 1e-12, range.upperBound <= 1 + 1e-12 else { return nil }
      return (column, records.map { $0.values[position] })
    }
  }
}
