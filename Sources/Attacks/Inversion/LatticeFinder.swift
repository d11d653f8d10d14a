import Jobs
import Numeric

/// Finds the grids of a release's columns and tries them on its rows.
struct LatticeFinder {
  private let view: AttackerView
  private let source: GridSource

  init(_ view: AttackerView, _ source: GridSource) {
    self.view = view
    self.source = source
  }

  /// - Throws: `AttackError.notApplicable`; `CancellationError`.
  func find(_ rows: Matrix, in context: RunContext<AttackUpdate>) throws -> Lattice {
    context.report(.stage("steps of the columns", Fraction(0)))
    let proposal = GridProposal(view)
    let source = source
    let columns = try parallelMap(rows.columns, in: context) { proposal.grid(of: $0, by: source) }
    return Lattice(columns: columns)
  }
}
