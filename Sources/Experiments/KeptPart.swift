import Numeric
import Tabular

/// Real rows kept apart before anything is made, encoded and scaled as the training part is.
public struct KeptPart: Sendable {
  /// One row per row of the part, one column per encoded feature.
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

  /// No rows, as wide as `matrix`.
  static func none(like matrix: Matrix) -> KeptPart {
    KeptPart(features: matrix.rows([]), labels: [], sourceRows: [])
  }

  func scaled(by scaler: MinMaxScaler) -> KeptPart {
    KeptPart(features: scaler.transform(features), labels: labels, sourceRows: sourceRows)
  }

  /// Rows.
  public var count: Int { labels.count }

  /// Positions of the rows of a class, ascending. O(rows).
  public func rows(of code: Int32) -> [Int] { labels.indices.filter { labels[$0] == code } }

  /// Positions of the rows that equal a training row of their class in every feature, ascending.
  ///
  /// Duplicated records fall on both sides of a split: nobody was used twice, but such a row looks
  /// as if it had been trained on. O(rows × columns).
  ///
  /// - Parameter numbers: of the training rows, whose classes are `trainingLabels`.
  func repeats(of numbers: RowNumbers, trainingLabels: [Int32]) -> [Int] {
    guard count > 0 else { return [] }
    var classes = [Set<Int32>](repeating: [], count: numbers.firstRows.count)
    for (row, number) in numbers.ofRows.enumerated() { classes[number].insert(trainingLabels[row]) }
    return labels.indices.filter { row in
      numbers.number(ofRow: row, in: features).map { classes[$0].contains(labels[row]) } ?? false
    }
  }
}
