import Jobs
import Numeric

/// Finds the grids of a release's columns and tries them on its rows.
struct LatticeFinder {
  private let view: AttackerView
  private let source: GridSource

  /// With more failing rows than this no lattice was found.
  private static let mostFailing = 0.5
  /// Columns with so many different values and all of them on the grid were rounded.
  private static let manyValues = 20

  init(_ view: AttackerView, _ source: GridSource) {
    self.view = view
    self.source = source
  }

  /// - Parameter rows: the different rows of the release.
  /// - Throws: `AttackError.notApplicable`; `CancellationError`.
  func find(_ rows: Matrix, in context: RunContext<AttackUpdate>) throws -> Lattice {
    context.report(.stage("steps of the columns", Fraction(0)))
    if let decimals = ShortValues.decimals(ofTable: rows) {
      throw notApplicable("the values are rounded to \(decimals) decimals")
    }
    let proposal = GridProposal(view)
    let source = source
    let columns = try parallelMap(rows.columns, in: context) { proposal.grid(of: $0, by: source) }
    let proposed = Lattice(columns: columns)
    let trial = LatticeTrial(rows, in: context)
    let lattice = try LatticeRefinement(trial, source).mended(proposed)
    guard !lattice.known.isEmpty else {
      throw notApplicable("no column shows steps that its real values would lie on")
    }
    try checkRounding(lattice, rows)
    let share = try trial.outcome(lattice).failShare ?? 0
    guard share <= Self.mostFailing else {
      throw notApplicable(
        "\(OneRowInversion.percent(share)) of the rows lie between no two points of the steps "
          + "tried: their values are noisy, or the real ones have other steps")
    }
    return lattice
  }

  private func notApplicable(_ reason: String) -> AttackError {
    .notApplicable(attack: OneRowInversion.title, because: reason)
  }

  /// A rounded column does not tell where its parents were.
  private func checkRounding(_ lattice: Lattice, _ rows: Matrix) throws {
    for column in lattice.known {
      guard let grid = lattice.columns[column] else { continue }
      let values = Set((0..<rows.rows).map { rows[$0, column] })
      guard values.count >= Self.manyValues, values.allSatisfy(grid.contains) else { continue }
      throw notApplicable("column \(view.release.columnNames[column]) is rounded to its steps")
    }
  }
}
