import Jobs
import Numeric
import Oversampling
import Tabular

/// A dataset made ready for oversampling: numbers only, scaled as asked, the class to grow named.
///
/// What is made is made of the training part; the holdout and the test part are kept beside it, and
/// no row is in two of them.
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
  /// Real rows that nothing is made of: what every attack and measure is compared with.
  public let holdout: KeptPart
  /// Real rows for judging classifiers later: nothing is made of them, nothing compared with them.
  public let test: KeptPart
  /// Positions in `holdout` of rows that equal a training row of their class.
  public let repeatedInHoldout: [Int]
  /// Positions in `test`, likewise.
  public let repeatedInTest: [Int]
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
    let encoded = try Self.encoded(source)
    func part(_ rows: [Int]) -> KeptPart {
      KeptPart(
        features: encoded.matrix.rows(rows), labels: rows.map { source.labels.codes[$0] },
        sourceRows: rows.map { source.rows[$0] })
    }
    try self.init(
      encoded.matrix.rows(source.split.training), names: encoded.names,
      decimals: encoded.decimals, layout: FeatureLayout(source.dataset, encoded),
      labels: source.split.training.map { source.labels.codes[$0] },
      classNames: source.labels.levels, preparation,
      sourceRows: source.split.training.map { source.rows[$0] },
      holdout: part(source.split.holdout), test: part(source.split.test),
      notes: source.notes + Self.notes(on: source.dataset))
  }

  /// Rows in messages are those of the file.
  private static func encoded(_ source: PreparedSource) throws(EncodingError) -> EncodedFeatures {
    do {
      return try FeatureEncoder.encode(source.dataset)
    } catch {
      throw error.inFile(rows: source.rows)
    }
  }

  /// Scales features that are numbers already.
  ///
  /// - Parameters:
  ///   - matrix: one row per record.
  ///   - names, decimals: one per column.
  ///   - layout: which columns belong together; nil if all are numbers.
  ///   - labels: class code of each row, a position in `classNames`.
  ///   - sourceRows: where each row stands in the file; nil if they are all of it, in order.
  ///   - holdout, test: rows kept apart, in the units of `matrix`; nil for none.
  /// - Throws: `PlanError`.
  public init(
    _ matrix: Matrix, names: [String], decimals: [Int?], layout: FeatureLayout? = nil,
    labels: [Int32], classNames: [String], _ preparation: Preparation = Preparation(),
    sourceRows: [Int]? = nil, holdout: KeptPart? = nil, test: KeptPart? = nil,
    notes: [String] = []
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
    // A factor of 0 is what an infinite range leaves.
    if let wide = scaler.scale.firstIndex(of: 0) {
      let range = matrix.range(ofColumn: wide)
      throw .rangeTooWide(column: names[wide], low: range.lowerBound, high: range.upperBound)
    }
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
    let (held, tested) = (holdout ?? .none(like: matrix), test ?? .none(like: matrix))
    let hasParts = held.count + tested.count > 0
    let numbers = RowNumbers(hasParts ? matrix : matrix.rows([]))
    repeatedInHoldout = held.repeats(of: numbers, trainingLabels: labels)
    repeatedInTest = tested.repeats(of: numbers, trainingLabels: labels)
    self.holdout = scaling == .minmax ? held.scaled(by: scaler) : held
    self.test = scaling == .minmax ? tested.scaled(by: scaler) : tested
    self.notes =
      notes + Self.note(on: repeatedInHoldout, of: held, named: "holdout")
      + Self.note(on: repeatedInTest, of: tested, named: "test part")
  }

  /// People who are there twice make a part look as if it had been trained on.
  private static func note(
    on repeated: [Int], of part: KeptPart, named name: String
  ) -> [String] {
    guard !repeated.isEmpty else { return [] }
    return [
      "\(repeated.count) of the \(part.count) rows of the \(name) equal\(repeated.count == 1 ? "s" : "") "
        + "a training row of the same class: duplicated records make the \(name) look as if it had "
        + "been trained on"
    ]
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
