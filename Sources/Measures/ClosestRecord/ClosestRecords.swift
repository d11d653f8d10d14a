import Jobs
import Parameters
import Tabular

/// The lists of nearest rows that a measure asks for, or the reason why there are none.
struct ClosestRecords {
  let input: MeasureInput
  let measure: any Measure.Type

  /// - Throws: `MeasureError.notApplicable` if no column is a feature.
  init(_ input: MeasureInput, for measure: any Measure.Type) throws(MeasureError) {
    guard input.distances.rows[.training]?.space.names.isEmpty == false else {
      throw .notApplicable(measure: measure.title, because: "no column is a feature")
    }
    self.input = input
    self.measure = measure
  }

  /// The two nearest rows of `to` for each row of `from`.
  ///
  /// - Throws: `MeasureError.needs` for a holdout that is not there, `CancellationError`.
  func lists<Update>(
    from: Table, to: Table, in context: RunContext<Update>
  ) throws -> NearestRows {
    guard let lists = try input.distances.nearest(from: from, to: to, in: context) else {
      throw MeasureError.needs(measure: measure.title, .holdout)
    }
    return lists
  }

  /// The rows of a table, ready for distances.
  ///
  /// - Throws: `MeasureError.needs` for a holdout that is not there.
  func rows(_ table: Table) throws(MeasureError) -> MixedRows {
    guard let rows = input.distances.rows[table] else {
      throw .needs(measure: measure.title, .holdout)
    }
    return rows
  }

  /// The holdout beside the training rows; without a holdout each training row beside the others.
  ///
  /// That is where people lie that a row to compare with was not made from. Nil if there is neither
  /// a holdout nor a second training row.
  func unseen<Update>(in context: RunContext<Update>) throws -> NearestRows? {
    if input.holdout != nil { return try lists(from: .holdout, to: .training, in: context) }
    guard input.training.rowCount > 1 else { return nil }
    return try lists(from: .training, to: .training, in: context)
  }

  /// How many synthetic rows equal a training row in every feature, beside the holdout's, which are
  /// looked at only if all do.
  ///
  /// - Throws: `CancellationError`.
  func copies<Update>(in context: RunContext<Update>) throws -> CopyRule {
    let nearest = try lists(from: .synthetic, to: .training, in: context).nearest
    guard input.holdout != nil, nearest.allSatisfy({ $0 == 0 }) else {
      return CopyRule(nearest, beside: nil)
    }
    return CopyRule(
      nearest, beside: try lists(from: .holdout, to: .training, in: context).nearest)
  }

  /// - Throws: `MeasureError.tooFewRows`.
  func require(_ rows: Int, of table: Table) throws(MeasureError) {
    let found = try self.rows(table).count
    guard found >= rows else {
      throw .tooFewRows(
        measure: measure.title, table: table.rawValue, found: found, needed: rows)
    }
  }
}
