import Jobs
import Numeric
import Oversampling
import Tabular

/// Rows kept apart for testing, encoded and scaled as the training part is.
public struct TestPart: Sendable {
  /// One row per row of the test part, one column per encoded feature.
  public let features: Matrix
  /// Class code of each row.
  public let labels: [Int32]
  /// Where each row stands in the file, from 0 and without the header.
  public let sourceRows: [Int]

  /// - Precondition: one label and one source row per row.
  public init(features: Matrix, labels: [Int32], sourceRows: [Int]) {
    precondition(labels.count == features.rows && sourceRows.count == features.rows, "one per row")
    self.features = features
    self.labels = labels
    self.sourceRows = sourceRows
  }
}

/// A dataset made ready for oversampling: numbers only, scaled as asked, the class to grow named.
///
/// Holds the training part only: rows kept apart for testing are never oversampled.
public struct PreparedData: Sendable {
  /// How it was made ready.
  public let preparation: Preparation
  /// One row per row of the training part, one column per encoded feature.
  public let features: Matrix
  /// Names of the encoded features; a category becomes `column_level`.
  public let columnNames: [String]
  /// For each encoded feature the digits after the point in the source; nil where unknown or
  /// scaled.
  public let decimals: [Int?]
  /// Which encoded columns belong together.
  public let layout: FeatureLayout
  /// Class code of each row.
  public let labels: [Int32]
  /// Class names by code.
  public let classNames: [String]
  /// The class to grow.
  public let minorityCode: Int32
  /// Rows of each class, by code.
  public let classCounts: [Int]
  /// Rows of the largest other class.
  public let majorityCount: Int
  /// What a difference in each feature is multiplied by so that the feature spans −1 to 1.
  public let scales: [Double]
  /// Where each row stands in the file, from 0 and without the header.
  public let sourceRows: [Int]
  /// The rows kept apart for testing: nothing is made of them.
  public let test: TestPart
  /// What was done that the user should know of: columns left out, categories encoded.
  public let notes: [String]

  /// What was done to the columns.
  public var scaling: Scaling { preparation.scaling }
  /// Name of the class to grow.
  public var minorityName: String { classNames[Int(minorityCode)] }
  /// Rows of the class to grow, ascending. O(rows).
  public var minorityRows: [Int] { labels.indices.filter { labels[$0] == minorityCode } }
  /// Rows of all other classes, ascending. O(rows).
  public var otherRows: [Int] { labels.indices.filter { labels[$0] != minorityCode } }
  /// All rows, as an oversampler for numbers takes them. O(1).
  public var training: TrainingRows {
    TrainingRows(features: features, labels: labels, classNames: classNames)
  }
  /// What a goal needs to know.
  public var classSizes: ClassSizes {
    ClassSizes(
      counts: classCounts, names: classNames, target: minorityCode,
      isNamed: preparation.minority != nil)
  }

  /// Makes `dataset` ready.
  ///
  /// - Throws: `PlanError`; `EncodingError` naming columns that cannot be encoded.
  public init(_ dataset: Dataset, _ preparation: Preparation = Preparation()) throws {
    let source = try PreparedSource(dataset, preparation)
    let encoded = try FeatureEncoder.encode(source.dataset)
    try self.init(
      encoded.matrix.rows(source.split.training), names: encoded.names,
      decimals: encoded.decimals, layout: FeatureLayout(source.dataset, encoded),
      labels: source.split.training.map { source.labels.codes[$0] },
      classNames: source.labels.levels, preparation,
      sourceRows: source.split.training.map { source.rows[$0] },
      test: TestPart(
        features: encoded.matrix.rows(source.split.test),
        labels: source.split.test.map { source.labels.codes[$0] },
        sourceRows: source.split.test.map { source.rows[$0] }),
      notes: source.notes + Self.notes(on: source.dataset))
  }

  /// Scales features that are numbers already.
  ///
  /// - Parameters:
  ///   - matrix: one row per record.
  ///   - names, decimals: one per column.
  ///   - layout: which columns belong together; nil if all are numbers.
  ///   - labels: class code of each row, a position in `classNames`.
  ///   - sourceRows: where each row stands in the file; nil if they are all of it, in order.
  ///   - test: rows kept apart, in the units of `matrix`; nil for none.
  /// - Throws: `PlanError`.
  public init(
    _ matrix: Matrix, names: [String], decimals: [Int?], layout: FeatureLayout? = nil,
    labels: [Int32], classNames: [String], _ preparation: Preparation = Preparation(),
    sourceRows: [Int]? = nil, test: TestPart? = nil, notes: [String] = []
  ) throws(PlanError) {
    guard matrix.columns > 0 else { throw .noFeatures }
    var counts = [Int](repeating: 0, count: classNames.count)
    for label in labels { counts[Int(label)] += 1 }
    let code = try Self.minorityCode(preparation.minority, classNames, counts)
    let others = counts.indices.filter { $0 != code && counts[$0] > 0 }
    guard let largest = others.map({ counts[$0] }).max() else {
      throw .oneClass(classNames[code])
    }
    let scaling = preparation.scaling
    let scaler = MinMaxScaler(fitting: matrix)
    self.preparation = preparation
    features = scaling == .minmax ? scaler.transform(matrix) : matrix
    scales = scaling == .minmax ? scaler.scale.map { _ in 1 } : scaler.scale
    self.decimals = decimals.map { scaling == .none ? $0 : nil }
    columnNames = names
    self.layout = layout ?? FeatureLayout(numbers: names)
    self.labels = labels
    self.classNames = classNames
    minorityCode = Int32(code)
    classCounts = counts
    majorityCount = largest
    self.sourceRows = sourceRows ?? Array(labels.indices)
    let held = test ?? TestPart(features: matrix.rows([]), labels: [], sourceRows: [])
    self.test = TestPart(
      features: scaling == .minmax ? scaler.transform(held.features) : held.features,
      labels: held.labels, sourceRows: held.sourceRows)
    self.notes = notes
  }

  /// What was left out.
  private static func notes(on dataset: Dataset) -> [String] {
    var notes: [String] = []
    let identifiers = dataset.schema.roles.indices.filter {
      dataset.schema.roles[$0] == .identifier
    }
    if !identifiers.isEmpty {
      let names = identifiers.map { "'\(dataset.columns[$0].name)'" }.joined(separator: ", ")
      notes.append("\(names) names the rows and is left out")
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
