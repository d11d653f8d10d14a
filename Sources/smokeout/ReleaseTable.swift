import Experiments
import Numeric
import Oversampling
import Tabular

/// A release as a table: the features, then the class.
///
/// A method for numbers leaves fractions in the columns of a category's levels, so these are
/// written as they are; a method for categories leaves categories, and they are written as such.
struct ReleaseTable {
  private let data: PreparedData
  private let dataset: Dataset
  private let hasCategories: Bool

  init(_ data: InputData, _ plan: ExperimentPlan) {
    self.data = data.prepared
    dataset = data.dataset
    let input = OversamplerCatalog.named(plan.method)?.input ?? .numbers
    hasCategories = input != .numbers
  }

  /// The released rows, or the synthetic ones among them.
  func release(_ publication: Publication, isAugmented: Bool) throws -> Dataset {
    let released = publication.released
    let rows = released.origins.indices.filter { isAugmented || !released.origins[$0].isReal }
    return try table(released.features.rows(rows), labels: rows.map { released.labels[$0] })
  }

  /// Rows kept apart, with the same columns.
  func table(of part: KeptPart) throws -> Dataset {
    try table(part.features, labels: part.labels)
  }

  private func table(_ rows: Matrix, labels: [Int32]) throws -> Dataset {
    let features =
      hasCategories
      ? data.layout.groups.map { group in
        group.isCategory
          ? category(group, rows) : number(group.name, rows, group.columns.lowerBound)
      }
      : data.columnNames.enumerated().map { number($0.element, rows, $0.offset) }
    let label = ClassLabels(codes: labels, levels: data.classNames)
      .column(named: dataset.label?.name ?? "target")
    return try Dataset(
      schema: Schema(features.map { _ in .feature } + [.label]), columns: features + [label])
  }

  private func number(_ name: String, _ rows: Matrix, _ column: Int) -> Column {
    Column(
      name: name, kind: .decimal(decimals: 17),
      values: .numeric((0..<rows.rows).map { rows[$0, column] }))
  }

  /// Each encoded value as the text that a row of the file has for it.
  private func category(_ group: FeatureLayout.Group, _ rows: Matrix) -> Column {
    let texts = texts(of: group)
    var codes: [Int32] = []
    var places: [[Double]: Int32] = [:]
    var levels: [String] = []
    for row in 0..<rows.rows {
      let values = group.columns.map { rows[row, $0] }
      if places[values] == nil {
        places[values] = Int32(levels.count)
        levels.append(texts[values] ?? "")
      }
      codes.append(places[values] ?? 0)
    }
    return Column(
      name: group.name, kind: .category, values: .categorical(codes: codes, levels: levels))
  }

  /// A row whose value was filled in has no text of its own; another row of that level has.
  private func texts(of group: FeatureLayout.Group) -> [[Double]: String] {
    guard let column = dataset.columns.first(where: { $0.name == group.name }) else { return [:] }
    var texts: [[Double]: String] = [:]
    let parts =
      [(data.features, data.sourceRows)]
      + [data.holdout, data.test].map { ($0.features, $0.sourceRows) }
    for (features, sourceRows) in parts {
      for (row, source) in sourceRows.enumerated() where !column.isMissing(source) {
        texts[group.columns.map { features[row, $0] }] = column.text(source)
      }
    }
    return texts
  }
}
