import Jobs
import Numeric
import Oversampling
import Tabular

/// A dataset made ready for oversampling: numbers only, scaled as asked, the class to grow named.
public struct PreparedData: Sendable {
  /// What was done to the columns.
  public let scaling: Scaling
  /// One row per row of the dataset, one column per encoded feature.
  public let features: Matrix
  /// Names of the encoded features; a category becomes `column_level`.
  public let columnNames: [String]
  /// For each encoded feature the digits after the point in the source; nil where unknown or
  /// scaled.
  public let decimals: [Int?]
  /// Class code of each row.
  public let labels: [Int32]
  /// Class names by code.
  public let classNames: [String]
  /// The class to grow.
  public let minorityCode: Int32
  /// Rows of the largest other class.
  public let majorityCount: Int
  /// What a difference in each feature is multiplied by so that the feature spans −1 to 1.
  public let scales: [Double]
  /// What was done that the user should know of: columns left out, categories encoded.
  public let notes: [String]

  /// Name of the class to grow.
  public var minorityName: String { classNames[Int(minorityCode)] }
  /// Rows of the class to grow, ascending. O(rows).
  public var minorityRows: [Int] { labels.indices.filter { labels[$0] == minorityCode } }
  /// Rows of all other classes, ascending. O(rows).
  public var otherRows: [Int] { labels.indices.filter { labels[$0] != minorityCode } }
  /// All rows, as an oversampler takes them. O(1).
  public var training: TrainingRows {
    TrainingRows(features: features, labels: labels, classNames: classNames)
  }

  /// Encodes and scales `dataset`.
  ///
  /// - Parameter minority: the class to grow; nil for the rarest.
  /// - Throws: `PlanError`; `EncodingError` naming columns that cannot be encoded.
  public init(_ dataset: Dataset, minority: String? = nil, scaling: Scaling = .none) throws {
    let encoded = try FeatureEncoder.encode(dataset)
    guard let labels = encoded.labels else {
      throw PlanError.noLabel(columns: dataset.columns.map(\.name))
    }
    try self.init(
      encoded.matrix, names: encoded.names, decimals: encoded.decimals, labels: labels.codes,
      classNames: labels.levels, minority: minority, scaling: scaling,
      notes: Self.notes(on: dataset, encoded))
  }

  /// Scales features that are numbers already.
  ///
  /// - Parameters:
  ///   - matrix: one row per record.
  ///   - names, decimals: one per column.
  ///   - labels: class code of each row, a position in `classNames`.
  /// - Throws: `PlanError`.
  public init(
    _ matrix: Matrix, names: [String], decimals: [Int?], labels: [Int32], classNames: [String],
    minority: String? = nil, scaling: Scaling = .none, notes: [String] = []
  ) throws(PlanError) {
    guard matrix.columns > 0 else { throw .noFeatures }
    var counts = [Int](repeating: 0, count: classNames.count)
    for label in labels { counts[Int(label)] += 1 }
    let code = try Self.minorityCode(minority, classNames, counts)
    let others = counts.indices.filter { $0 != code && counts[$0] > 0 }
    guard let largest = others.map({ counts[$0] }).max() else {
      throw .oneClass(classNames[code])
    }
    let scaler = MinMaxScaler(fitting: matrix)
    self.scaling = scaling
    features = scaling == .minmax ? scaler.transform(matrix) : matrix
    scales = scaling == .minmax ? scaler.scale.map { _ in 1 } : scaler.scale
    self.decimals = decimals.map { scaling == .none ? $0 : nil }
    columnNames = names
    self.labels = labels
    self.classNames = classNames
    minorityCode = Int32(code)
    majorityCount = largest
    self.notes = notes
  }

  /// What encoding did to the columns.
  private static func notes(on dataset: Dataset, _ encoded: EncodedFeatures) -> [String] {
    var notes: [String] = []
    let identifiers = dataset.schema.roles.indices.filter {
      dataset.schema.roles[$0] == .identifier
    }
    if !identifiers.isEmpty {
      let names = identifiers.map { "'\(dataset.columns[$0].name)'" }.joined(separator: ", ")
      notes.append("\(names) names the rows and is left out")
    }
    var levels: [Int: Int] = [:]
    for column in encoded.columns where column.level != nil {
      levels[column.source, default: 0] += 1
    }
    if !levels.isEmpty {
      let names = levels.keys.sorted().map { "'\(dataset.columns[$0].name)'" }
      notes.append(
        "\(names.joined(separator: ", ")) became \(levels.values.reduce(0, +)) columns of zeros "
          + "and ones: interpolation leaves fractions in them")
    }
    return notes
  }

  private static func minorityCode(
    _ name: String?, _ classNames: [String], _ counts: [Int]
  ) throws(PlanError) -> Int {
    if let name {
      guard let code = classNames.firstIndex(of: name), counts[code] > 0 else {
        throw .unknownClass(name, known: classNames)
      }
      return code
    }
    let present = counts.indices.filter { counts[$0] > 0 }
    guard let rarest = present.min(by: { (counts[$0], $0) < (counts[$1], $1) }) else {
      throw .oneClass("")
    }
    return rarest
  }
}
