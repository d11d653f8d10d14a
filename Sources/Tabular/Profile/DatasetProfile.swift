import Jobs

/// What there is to know about a table at a glance.
public struct DatasetProfile: Sendable, Equatable {
  /// Rows of the table.
  public let rows: Int
  /// One for each column of the table.
  public let columns: [ColumnProfile]
  /// Rows whose features are all equal to those of an earlier row.
  public let duplicateRows: Int
  /// Features that are categories encoded before.
  public let oneHotGroups: [OneHotGroup]
  /// Nil without a label, or if some rows have none.
  public let classes: ClassProfile?
  /// What stands in the way of balancing or attacking the table.
  public let warnings: [ProfileWarning]

  /// The classes, and how rare the rare one is.
  public struct ClassProfile: Sendable, Equatable {
    /// The name of the label column.
    public let label: String
    /// Rows of each class.
    public let counts: ClassCounts
    /// The position of the minority class in `counts`.
    public let minority: Int
    /// Rows of the minority class.
    public let minorityRows: Int
    /// Minority rows with different features.
    public let minorityUniqueRows: Int

    /// How the minority class is called.
    public var minorityName: String { counts.levels[minority] }
  }

  /// - Parameter minority: the class to balance; the rarest if nil.
  /// - Throws: `EncodingError` if there is no such class, or `CancellationError` soon after a
  ///   cancel.
  /// - Complexity: O(cells · log rows), columns in parallel.
  public init(
    _ dataset: Dataset, minority: String? = nil, in context: RunContext<Fraction>
  ) throws {
    rows = dataset.rowCount
    columns = try parallelMap(dataset.columns.count, in: context) { index in
      ColumnProfile(dataset.columns[index], role: dataset.schema.roles[index])
    }
    context.report(Fraction(0.7))
    let features = dataset.schema.features.map { dataset.columns[$0] }
    let distinct = DistinctRows(features, rowCount: rows)
    duplicateRows = features.isEmpty ? 0 : rows - distinct.count
    try context.checkCancellation()
    context.report(Fraction(0.9))
    oneHotGroups = OneHotGroup.groups(in: dataset)
    classes = try Self.classes(of: dataset, minority: minority, distinct)
    warnings = ProfileWarning.all(columns: columns, duplicateRows: duplicateRows, classes: classes)
    context.report(Fraction(1))
  }

  private static func classes(
    of dataset: Dataset, minority: String?, _ distinct: DistinctRows
  ) throws(EncodingError) -> ClassProfile? {
    guard let label = dataset.label, label.missingCount == 0 else { return nil }
    let labels = try ClassLabels(label)
    let counts = labels.counts
    let code = try counts.minority(named: minority)
    let rows = labels.rows(of: code)
    return ClassProfile(
      label: label.name, counts: counts, minority: code, minorityRows: rows.count,
      minorityUniqueRows: distinct.count(among: rows))
  }
}
