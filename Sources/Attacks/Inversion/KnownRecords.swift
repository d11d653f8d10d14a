import Numeric

/// Records that are known beforehand, as lattice points.
struct KnownRecords: Sendable {
  let places: [[Int32]]
  /// In release units, in the same order.
  let values: [[Double]]

  /// Takes in those of `records` that are on the lattice.
  init(_ records: Matrix?, on lattice: Lattice) {
    let rows = records.map { records in (0..<records.rows).map { records.row($0) } } ?? []
    values = rows.filter { row in
      zip(lattice.columns, row).allSatisfy { $0?.contains($1) ?? true }
    }
    places = values.map { lattice.places(of: $0[...]).map { Int32($0.rounded()) } }
  }
}
