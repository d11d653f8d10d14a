import CKernels
import Jobs
import Numeric

/// The grids of all columns, nil where none is known.
struct Lattice: Sendable, Equatable {
  var columns: [ColumnGrid?]

  /// Columns that have a grid.
  var known: [Int] { columns.indices.filter { columns[$0] != nil } }
  var isComplete: Bool { known.count == columns.count }

  /// Where a row lies; 0 in columns without a grid.
  func places(of row: ArraySlice<Double>) -> [Double] {
    zip(columns, row).map { $0?.place(of: $1) ?? 0 }
  }

  /// The values of whole places; NaN in columns without a grid.
  func values(at places: [Int32]) -> [Double] {
    zip(columns, places).map { $0?.value(at: Double($1)) ?? .nan }
  }

  /// How far a lattice point may lie outside of the rows: parents are a little more spread.
  private static let margin = 0.25
  /// Two parents may be so many times farther apart than the rows of a column are.
  private static let stretch = 1.5
  /// With more steps between parents than this, one in every few random rows would fit.
  static let mostSteps = 20_000

  /// What limits the search in these rows. O(rows × columns).
  func bounds(in rows: Matrix) -> LatticeBounds {
    var bounds = LatticeBounds(width: columns.count)
    for (column, grid) in columns.enumerated() {
      guard let grid else { continue }
      let range = rows.range(ofColumn: column)
      let low = grid.place(of: range.lowerBound)
      let high = grid.place(of: range.upperBound)
      let error = grid.placeError
      bounds.errors[column] = error
      let isBinary = (high - error).rounded(.up) - (low + error).rounded(.down) <= 1
      let wide = (Self.stretch * (high - low)).rounded(.up) + 5
      bounds.reaches[column] = isBinary ? 1 : Int32(min(wide, Double(Self.mostSteps)))
      let room = isBinary ? 0 : Self.margin * (high - low) + 3
      bounds.lowest[column] = (low + error).rounded(.down) - room
      bounds.highest[column] = (high - error).rounded(.up) + room
    }
    return bounds
  }
}

/// What limits the search for lattice points around rows, per column, in steps.
struct LatticeBounds: Sendable {
  /// Bounds on the errors of places.
  var errors: [Double]
  /// The most that two parents can be apart; 0 where there is no grid, 1 where there are two values.
  var reaches: [Int32]
  /// Outside of `lowest...highest` there is no real record.
  var lowest: [Double]
  var highest: [Double]

  init(width: Int) {
    errors = [Double](repeating: 0, count: width)
    reaches = [Int32](repeating: 0, count: width)
    lowest = [Double](repeating: 0, count: width)
    highest = [Double](repeating: 0, count: width)
  }

  /// The same limits for parents much farther apart: a record far from all others may be seen in
  /// one row only, which is near its other parent.
  ///
  /// - Parameter isSettled: whether a column's two values are known for sure.
  func widened(isSettled: (Int) -> Bool) -> LatticeBounds {
    var wide = self
    for column in reaches.indices where reaches[column] > 0 && !isSettled(column) {
      wide.reaches[column] = min(Int32(Lattice.mostSteps), max(60, 6 * reaches[column]))
    }
    return wide
  }

  /// Whether a real record could be at `places`.
  func contains(_ places: [Int32]) -> Bool {
    places.indices.allSatisfy {
      lowest[$0] <= Double(places[$0]) && Double(places[$0]) <= highest[$0]
    }
  }
}
