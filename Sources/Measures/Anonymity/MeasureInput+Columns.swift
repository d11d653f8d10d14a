import Parameters
import Tabular

extension MeasureInput {
  /// The rows of a table; nil without a holdout.
  func dataset(named table: Table) -> Dataset? {
    switch table {
    case .training: training
    case .synthetic: synthetic
    case .holdout: holdout
    }
  }

  /// The tables there are, in the order of `Table`.
  var tables: [Table] { Table.allCases.filter { dataset(named: $0) != nil } }

  /// The quasi-identifiers, each once, for a measure that refuses to work without.
  ///
  /// - Throws: `MeasureError.needs`.
  func requireQuasiIdentifiers(for measure: any Measure.Type) throws(MeasureError) -> [String] {
    guard !quasiIdentifiers.isEmpty else {
      throw .needs(measure: measure.title, .quasiIdentifiers)
    }
    return quasiIdentifierNames
  }

  /// The quasi-identifiers, each once.
  var quasiIdentifierNames: [String] { Self.once(quasiIdentifiers) }

  /// The sensitive columns, each once, for a measure that refuses to work without.
  ///
  /// - Throws: `MeasureError.needs`, and `MeasureError.notApplicable` for a column that is said to be
  ///   easily known as well.
  func requireSensitive(for measure: any Measure.Type) throws(MeasureError) -> [String] {
    guard !sensitive.isEmpty else { throw .needs(measure: measure.title, .sensitive) }
    if let both = sensitive.first(where: { quasiIdentifiers.contains($0) }) {
      throw .notApplicable(
        measure: measure.title,
        because: "column '\(both)' is named as a quasi-identifier and as sensitive; "
          + "name it as one of them")
    }
    return Self.once(sensitive)
  }

  private static func once(_ names: [String]) -> [String] {
    var seen = Set<String>()
    return names.filter { seen.insert($0).inserted }
  }
}
