import Numeric

/// How far rows are off the lines fitted to them, column by column.
struct LineResiduals: Sendable {
  /// Lines that were looked at.
  private(set) var lines = 0
  /// Rows less two for each line: what is known of the errors.
  private(set) var freedom = 0
  private var squares: [Double]
  private var shares: [Double]
  private var distances: [Double] = []
  private let leastRows: Int
  private let released: Matrix
  private let rows: WeightedRows
  private var seen: Set<[Int32]> = []

  /// Median over mean of the squared distance of a row from its line, about: between that of
  /// uniform errors (0.97) and that of normal ones (0.89).
  private static let medianShare = 0.93
  /// - Parameters:
  ///   - released: in release units.
  ///   - rows: the same in the coordinates of the lines.
  ///   - leastRows: of a line that is measured on; those with few bend to their rows.
  init(_ released: Matrix, _ rows: WeightedRows, leastRows: Int) {
    self.leastRows = leastRows
    self.released = released
    self.rows = rows
    squares = Array(repeating: 0, count: released.columns)
    shares = squares
  }

  /// Takes the rows of a line into account, unless it is short or was seen before.
  mutating func add(_ line: FittedLine) {
    guard line.members.count >= leastRows, let first = line.members.first,
      let last = line.members.last, seen.insert([first, last]).inserted
    else { return }
    lines += 1
    freedom += line.members.count - 2
    let own = Double(line.members.count - 2)
    // Along the line an error is not seen: columns that the line runs along show less of theirs.
    var unseen = [Double](repeating: 0, count: released.columns)
    for (column, part) in zip(rows.columns, line.direction) { unseen[column] = part * part }
    var norms = [Double](repeating: 0, count: line.members.count)
    var weights = [Double](repeating: 0, count: released.columns)
    for (column, weight) in zip(rows.columns, rows.weights) { weights[column] = weight }
    for column in 0..<released.columns {
      let residuals = residuals(line, column)
      for (member, residual) in residuals.enumerated() {
        squares[column] += residual * residual
        norms[member] += residual * residual * weights[column] * weights[column]
      }
      shares[column] += own * (1 - unseen[column])
    }
    distances += norms.map { $0 * Double(line.members.count) / own }
  }

  /// Of the values of one column, from their line over the place along the fitted one.
  private func residuals(_ line: FittedLine, _ column: Int) -> [Double] {
    let values = line.members.map { released[Int($0), column] }
    let mean = values.reduce(0, +) / Double(values.count)
    let slope = zip(values, line.along).reduce(0) { $0 + ($1.0 - mean) * $1.1 } / line.inertia
    return zip(values, line.along).map { $0 - mean - slope * $1 }
  }

  /// Standard deviation of the errors in the coordinates of the lines: from the median, which a
  /// few rows that belong to other lines do not move.
  var deviation: Double {
    let sorted = distances.sorted()
    guard !sorted.isEmpty else { return 0 }
    let dimensions = Double(max(1, rows.width - 1))
    return (sorted[sorted.count / 2] / (Self.medianShare * dimensions)).squareRoot()
  }

  /// Standard deviation of the errors of each column of the release, in its units.
  var columnDeviations: [Double] {
    let own = zip(squares, shares).map { $1 > 0 ? ($0 / $1).squareRoot() : 0 }
    // The columns' shares in the errors are as measured; their size follows the median.
    let used = zip(rows.columns, rows.weights).map { own[$0] * $1 }
    let mean = (used.reduce(0) { $0 + $1 * $1 } / Double(max(1, used.count))).squareRoot()
    return own.map { mean > 0 ? $0 * deviation / mean : $0 }
  }
}
