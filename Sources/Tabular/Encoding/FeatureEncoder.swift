import Jobs
import Numeric

/// Turns the features of a table into a matrix: numbers as they are, yes and no as 1 and 0,
/// categories with a column for each level, in the order of the levels.
///
/// Label and identifiers are left out. An encoder made for one table encodes others with the same
/// columns into the same matrix columns.
public struct FeatureEncoder: Sendable, Equatable {
  /// The columns of every matrix it makes.
  public let columns: [EncodedColumn]
  private let features: [Feature]

  /// How one table column is encoded, and from which matrix column on.
  private struct Feature: Sendable, Equatable {
    let name: String
    let source: Int
    let first: Int
    let form: Form
  }

  private enum Form: Sendable, Equatable {
    case number
    /// The value of each level.
    case boolean([String: Double])
    /// The place of each level among the feature's columns.
    case levels([String: Int])
  }

  /// - Throws: `EncodingError.noFeatures`.
  public init(_ dataset: Dataset) throws(EncodingError) {
    var columns: [EncodedColumn] = []
    var features: [Feature] = []
    var names = Set<String>()
    for source in dataset.schema.features {
      let column = dataset.columns[source]
      let form = Self.form(of: column)
      features.append(
        Feature(name: column.name, source: source, first: columns.count, form: form))
      for level in Self.levels(of: column, form) {
        let wanted = level.map { "\(column.name)_\($0)" } ?? column.name
        let name = Self.unused(wanted, among: &names)
        columns.append(
          EncodedColumn(
            name: name, source: source, level: level, decimals: Self.decimals(of: column)))
      }
    }
    guard !columns.isEmpty else { throw .noFeatures }
    self.columns = columns
    self.features = features
  }

  /// The features of `dataset`, which has the columns this encoder was made for.
  ///
  /// - Throws: `EncodingError` for cells without a finite value, naming all columns concerned, and
  ///   for columns or levels that the original does not have.
  /// - Complexity: O(rows × columns of the matrix).
  public func encode(_ dataset: Dataset) throws(EncodingError) -> EncodedFeatures {
    try refuseGaps(in: dataset)
    var matrix = Matrix(rows: dataset.rowCount, columns: columns.count)
    for feature in features {
      try write(try column(of: feature, in: dataset), as: feature, to: &matrix)
    }
    var labels: ClassLabels?
    if let label = dataset.label { labels = try ClassLabels(label) }
    return EncodedFeatures(matrix: matrix, columns: columns, labels: labels)
  }

  /// The features of `dataset` by its own levels.
  public static func encode(_ dataset: Dataset) throws(EncodingError) -> EncodedFeatures {
    try FeatureEncoder(dataset).encode(dataset)
  }
}

extension FeatureEncoder {
  private static func form(of column: Column) -> Form {
    guard case .categorical(_, let levels) = column.values else { return .number }
    if column.kind == .boolean, let values = BooleanWords.codes(of: levels) {
      return .boolean(Dictionary(uniqueKeysWithValues: zip(levels, values)))
    }
    return .levels(Dictionary(uniqueKeysWithValues: zip(levels, 0...)))
  }

  /// The levels that get a matrix column each; a single nil for a feature of one column.
  private static func levels(of column: Column, _ form: Form) -> [String?] {
    guard case .levels = form, case .categorical(_, let levels) = column.values else {
      return [nil]
    }
    return levels
  }

  private static func decimals(of column: Column) -> Int? {
    switch column.kind {
    case .decimal(let decimals): decimals
    case .integer, .boolean, .category, .identifier: 0
    }
  }

  private static func unused(_ wanted: String, among names: inout Set<String>) -> String {
    var name = wanted
    var number = 2
    while !names.insert(name).inserted {
      name = "\(wanted)_\(number)"
      number += 1
    }
    return name
  }

  private func column(of feature: Feature, in dataset: Dataset) throws(EncodingError) -> Column {
    guard feature.source < dataset.columns.count,
      dataset.columns[feature.source].name == feature.name
    else { throw .differentColumn(feature.name) }
    return dataset.columns[feature.source]
  }

  private func refuseGaps(in dataset: Dataset) throws(EncodingError) {
    var missing: [EncodingError.Cells] = []
    var infinite: [EncodingError.Cells] = []
    for feature in features {
      let column = try column(of: feature, in: dataset)
      let gaps = column.missingCount
      if gaps > 0, let first = (0..<column.count).first(where: column.isMissing) {
        missing.append(.init(column: column.name, count: gaps, firstRow: first))
      }
      guard case .numeric(let numbers) = column.values else { continue }
      let endless = numbers.reduce(0) { $1.isInfinite ? $0 + 1 : $0 }
      if endless > 0, let first = numbers.firstIndex(where: \.isInfinite) {
        infinite.append(.init(column: column.name, count: endless, firstRow: first))
      }
    }
    guard missing.isEmpty else { throw .missingValues(missing) }
    guard infinite.isEmpty else { throw .infiniteValues(infinite) }
  }

  private func write(
    _ column: Column, as feature: Feature, to matrix: inout Matrix
  ) throws(EncodingError) {
    var index = feature.first
    switch (column.values, feature.form) {
    case (.numeric(let numbers), .number):
      for number in numbers {
        matrix.storage[index] = number
        index += matrix.columns
      }
    case (.categorical(let codes, let levels), .boolean(let values)):
      let numbers = try places(of: levels, among: values, in: column)
      for code in codes {
        matrix.storage[index] = numbers[Int(code)] ?? 0
        index += matrix.columns
      }
    case (.categorical(let codes, let levels), .levels(let known)):
      let places = try places(of: levels, among: known, in: column)
      for code in codes {
        if let place = places[Int(code)] { matrix.storage[index + place] = 1 }
        index += matrix.columns
      }
    default: throw .differentColumn(feature.name)
    }
  }

  /// What each of a column's levels is encoded as; nil for unknown levels that no row has.
  private func places<Place>(
    of levels: [String], among known: [String: Place], in column: Column
  ) throws(EncodingError) -> [Place?] {
    let places = levels.map { known[$0] }
    guard places.contains(where: { $0 == nil }), case .categorical(let codes, _) = column.values
    else { return places }
    if let code = codes.first(where: { places[Int($0)] == nil }) {
      throw .unknownLevel(levels[Int(code)], column: column.name)
    }
    return places
  }
}
