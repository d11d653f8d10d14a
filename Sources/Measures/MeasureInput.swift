import Numeric
import Parameters
import Tabular

/// The tables that measures compare, and what measures share about them.
///
/// All tables have the same columns. Copying is O(1), and copies share what was worked out.
public struct MeasureInput: Sendable {
  /// Real rows that the release was made from.
  public let training: Dataset
  /// The rows released.
  public let synthetic: Dataset
  /// Real rows that nothing was made from.
  public let holdout: Dataset?
  /// Names of the columns that are easily known of a person.
  public let quasiIdentifiers: [String]
  /// Names of the columns that are a secret.
  public let sensitive: [String]
  /// Decides every random choice: equal seeds give equal numbers.
  public let seed: UInt32
  /// Distances between the tables, each worked out once.
  public let distances: SharedDistances
  /// How the columns that are easily known are chosen.
  public let columns: KnownColumns
  /// How many sets of columns are looked at: measures that need quasi-identifiers make their
  /// intervals and verdicts hold for that many at once.
  let looks: Int

  /// - Parameter columns: how the quasi-identifiers are chosen; `named` takes them as they are.
  /// - Throws: `MeasureError` for tables of different columns, for empty tables, and for names that
  ///   no column has.
  public init(
    training: Dataset, synthetic: Dataset, holdout: Dataset? = nil,
    quasiIdentifiers: [String] = [], sensitive: [String] = [], columns: KnownColumns = .named,
    seed: UInt32 = 0
  ) throws {
    let tables = [("synthetic", synthetic)] + (holdout.map { [("holdout", $0)] } ?? [])
    for (name, table) in tables { try Self.compare(table, named: name, with: training) }
    for (name, table) in [("training", training)] + tables where table.rowCount == 0 {
      throw MeasureError.tooFewRows(measure: "measures", table: name, found: 0, needed: 1)
    }
    for (name, table) in [("training", training)] + tables {
      try Self.requireFinite(table, named: name)
    }
    let known = training.columns.map(\.name)
    if let name = (quasiIdentifiers + sensitive).first(where: { !known.contains($0) }) {
      throw MeasureError.unknownColumn(name, known: known)
    }
    self.training = training
    self.synthetic = synthetic
    self.holdout = holdout
    self.quasiIdentifiers = quasiIdentifiers
    self.sensitive = sensitive
    self.columns = columns
    self.seed = seed
    looks = 1
    distances = try SharedDistances(training: training, synthetic: synthetic, holdout: holdout)
  }

  /// - Throws: `MeasureError.notApplicable` for a number without end: nothing is near to it.
  private static func requireFinite(
    _ table: Dataset, named name: String
  ) throws(MeasureError) {
    for column in table.columns {
      guard case .numeric(let values) = column.values,
        let row = values.firstIndex(where: \.isInfinite)
      else { continue }
      throw .notApplicable(
        measure: "Measuring",
        because: "column '\(column.name)' of the \(name) table is infinite in row \(row + 1); take "
          + "the row out, or leave the cell empty")
    }
  }

  /// One of several questions about the same tables.
  private init(_ whole: MeasureInput, _ set: ColumnSet, looks: Int) {
    training = whole.training
    synthetic = whole.synthetic
    holdout = whole.holdout
    quasiIdentifiers = set.known
    sensitive = set.secret
    columns = .named
    seed = whole.seed
    self.looks = looks
    distances = whole.distances
  }

  /// The same tables with other columns, one of `looks` sets. O(1).
  func asking(about set: ColumnSet, looks: Int) -> MeasureInput {
    MeasureInput(self, set, looks: looks)
  }

  /// The normal deviate for intervals that hold for all looks at once at 95 % (Bonferroni).
  var deviations: Double {
    looks == 1 ? ShareInterval.z95 : -NormalDistribution.quantile(0.025 / Double(looks))
  }

  /// The holdout, for a measure that refuses to work without.
  ///
  /// - Throws: `MeasureError.needs`.
  public func requireHoldout(for measure: any Measure.Type) throws(MeasureError) -> Dataset {
    guard let holdout else { throw .needs(measure: measure.title, .holdout) }
    return holdout
  }

  private static func compare(
    _ table: Dataset, named name: String, with training: Dataset
  ) throws(MeasureError) {
    let expected = training.columns.map(\.name)
    let found = table.columns.map(\.name)
    guard Set(expected) == Set(found) else {
      throw .columns(
        table: name, missing: expected.filter { !found.contains($0) },
        unexpected: found.filter { !expected.contains($0) })
    }
    for column in training.columns {
      guard let other = table.column(named: column.name) else { continue }
      switch (column.values, other.values) {
      case (.numeric, .numeric), (.categorical, .categorical): continue
      default: throw .kind(column: column.name, table: name)
      }
    }
  }
}
