import Jobs
import Numeric
import Oversampling

/// What a look at the synthetic rows beside the real ones finds, apart from any attack.
public struct ReleaseFindings: Sendable, Equatable {
  /// Synthetic rows that equal a real row of their class in every column, by number.
  public let copies: [Int]
  /// Synthetic rows whose nearest real row is of another class, by number.
  public let onOtherSide: [Int]

  /// Compares every synthetic row of `publication` with the real rows of `data`.
  ///
  /// Distances are Euclidean over the encoded features, in release units, as the methods see them;
  /// of real rows at the same distance the first counts. Costs a neighbor search of all synthetic
  /// rows among all real rows.
  ///
  /// - Throws: `CancellationError`.
  public init(
    _ publication: Publication, _ data: PreparedData, in context: RunContext<Fraction>
  ) throws {
    let rows = publication.synthetic.rows
    let labels = publication.synthetic.labels
    copies = try abandonable(in: context) { Self.copies(rows, labels, of: data) }
    let nearest = try NearestNeighbors(data.features).nearest(1, to: rows, in: context)
    onOtherSide = (0..<rows.rows).filter { row in
      guard let real = nearest.neighbors(of: row).first, real >= 0 else { return false }
      return data.labels[Int(real)] != labels[row]
    }
  }

  private static func copies(_ rows: Matrix, _ labels: [Int32], of data: PreparedData) -> [Int] {
    let numbers = RowNumbers(data.features)
    let classes = classes(of: numbers, data.labels)
    return (0..<rows.rows).filter { row in
      guard let number = numbers.number(ofRow: row, in: rows) else { return false }
      return classes[number].contains(labels[row])
    }
  }

  /// The classes in which each different row occurs.
  private static func classes(of numbers: RowNumbers, _ labels: [Int32]) -> [Set<Int32>] {
    var classes = [Set<Int32>](repeating: [], count: numbers.firstRows.count)
    for (row, number) in numbers.ofRows.enumerated() { classes[number].insert(labels[row]) }
    return classes
  }
}
