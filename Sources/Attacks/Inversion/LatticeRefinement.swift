import Jobs
import Numeric

/// Mends a lattice that rows do not fit.
///
/// A step read off a few values can be a multiple of the true one: then rows whose parents are on
/// places in between fit nowhere. The column is found by leaving it out, and its step by trying
/// parts of the one it has.
struct LatticeRefinement {
  private let trial: LatticeTrial
  private let source: GridSource
  /// A lattice is right if no more of the rows fail: a wrong step makes half of them or more fail, a
  /// record far from all others one in a few dozen.
  private static let tolerated = 0.1
  /// Rows that decide about a column.
  private static let mostRows = 48
  private static let parts: [Double] = [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100]
  private static let mostDecimals = 6

  init(_ trial: LatticeTrial, _ source: GridSource) {
    self.trial = trial
    self.source = source
  }

  /// The lattice with the columns that made rows fail refined or, if nothing helps, without them.
  func mended(_ lattice: Lattice) throws -> Lattice {
    var lattice = lattice.known.isEmpty && source != .schema ? try ofDecimals(lattice) : lattice
    for _ in lattice.columns {
      let outcome = try trial.outcome(lattice)
      guard let share = outcome.failShare, share > Self.tolerated else { break }
      let failing = Array(outcome.failing.prefix(Self.mostRows))
      guard let column = try culprit(in: lattice, failing) else { break }
      lattice.columns[column] = try finer(column, of: lattice, failing)
    }
    return try completed(lattice)
  }

  /// The column without which most of the failing rows fit.
  private func culprit(in lattice: Lattice, _ failing: [Int]) throws -> Int? {
    var best: (column: Int, rescued: Int)?
    for column in lattice.known {
      var without = lattice
      without.columns[column] = nil
      let rescued = try trial.outcome(without, failing).fitting.count
      if rescued > best?.rescued ?? 0 { best = (column, rescued) }
    }
    guard let best, 8 * best.rescued >= failing.count else { return nil }
    return best.column
  }

  /// The column's grid with as few more values as make the rows fit; nil if none does.
  private func finer(_ column: Int, of lattice: Lattice, _ failing: [Int]) throws -> ColumnGrid? {
    var without = lattice
    without.columns[column] = nil
    let rows = try trial.outcome(without, failing).fitting
    for part in Self.parts {
      guard let grid = lattice.columns[column]?.finer(by: part) else { return nil }
      if try fits(grid, column, of: lattice, rows) { return grid }
    }
    return nil
  }

  private func fits(
    _ grid: ColumnGrid, _ column: Int, of lattice: Lattice, _ rows: [Int]
  ) throws -> Bool {
    var with = lattice
    with.columns[column] = grid
    return try 10 * trial.outcome(with, rows).failing.count <= rows.count
  }

  /// One number of decimals for all columns, the least that most rows fit; as it was if none does.
  private func ofDecimals(_ lattice: Lattice) throws -> Lattice {
    for decimals in 0...Self.mostDecimals {
      let tried = Lattice(
        columns: lattice.columns.indices.map { trial.decimalGrid($0, decimals) })
      let outcome = try trial.outcome(tried)
      if outcome.fitting.count > outcome.failing.count { return tried }
    }
    return lattice
  }

  /// Gives columns without a grid one of decimals, if the rows that fit otherwise fit it too.
  private func completed(_ lattice: Lattice) throws -> Lattice {
    var lattice = lattice
    let fitting = Array(try trial.outcome(lattice).fitting.prefix(Self.mostRows))
    guard source != .schema, fitting.count >= 8 else { return lattice }
    for column in lattice.columns.indices where lattice.columns[column] == nil {
      for decimals in 0...Self.mostDecimals {
        guard let grid = trial.decimalGrid(column, decimals) else { break }
        guard try fits(grid, column, of: lattice, fitting) else { continue }
        lattice.columns[column] = grid
        break
      }
    }
    return lattice
  }
}
