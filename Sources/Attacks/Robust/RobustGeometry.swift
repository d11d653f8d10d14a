import Jobs
import Numeric

/// From rows with errors to lines, and from lines to the places they meet in.
struct RobustGeometry: Sendable {
  /// What was found.
  struct Found: Sendable {
    let lines: FittedLines
    let meetings: LineMeetings
    let places: [RecordSearch.Place]
  }

  /// In coordinates in which the errors of all columns are alike.
  let rows: WeightedRows
  /// Standard deviation of an error in these coordinates.
  let deviation: Double

  private static let neighbors = 80
  /// Chance lines that a line through a row may be one of, as a share of the rows.
  private static let chanceLines = 0.05
  private static let leastRows = 3...5
  private static let sample = 200
  /// Where errors are larger than this share of the distance between neighbors, rows of other lines
  /// are among those of a line. They are farther off than most of its own, so only rows within a
  /// share of the largest likely distance are taken then.
  private static let largeTolerance = 0.06
  private static let tightness = 0.65
  /// Errors of doubles, in last digits of a column's largest value and as a share of its range.
  private static let roundingDigits = 8.0
  private static let roundingShare = 0x1p-46
  /// A column whose errors are smaller than this share of the others' gets no more weight.
  private static let leastShare = 0.1
  /// Standard deviations that a sum of squared errors may be above its mean.
  private static let deviations = 4.0

  /// - Parameters:
  ///   - released: in release units, `ranges` of its columns.
  ///   - amplitudes: half the width of the errors of each column.
  init(_ released: Matrix, ranges: [ClosedRange<Double>], amplitudes: [Double]) {
    let errors = zip(amplitudes, ranges).map { amplitude, range in
      let largest = max(abs(range.lowerBound), abs(range.upperBound))
      return max(
        amplitude / 3.0.squareRoot(), Self.roundingDigits * largest.ulp,
        Self.roundingShare * (range.upperBound - range.lowerBound))
    }
    let weights = ErrorBounds.weights(errors, ranges: ranges, leastShare: Self.leastShare)
    let rows = WeightedRows(released, weights: weights)
    self.rows = rows
    let squares = zip(rows.columns, rows.weights).map { errors[$0] * $1 * errors[$0] * $1 }
    deviation = (squares.reduce(0, +) / Double(max(1, squares.count))).squareRoot()
  }

  /// - Parameters:
  ///   - known: records known already, in release units.
  ///   - least: lines that have to meet in a record.
  func run(known: Matrix?, least: Int, in context: RunContext<AttackUpdate>) throws -> Found {
    context.report(.stage("neighbors", Fraction(0)))
    let subjects = (0..<rows.coordinates.rows).map { Int32($0) }
    let search = try ConsensusSearch(
      rows, around: subjects, neighbors: Self.neighbors, in: context.silenced(Never.self))
    var tolerance = ErrorBounds.distance(deviation, dimensions: rows.width - 1)
    if tolerance > Self.largeTolerance * search.reach { tolerance *= Self.tightness }
    let leastRows = try leastRows(search, tolerance, in: context.silenced(Never.self))
    var finder = LineFinder(search, tolerance: tolerance, leastRows: leastRows)
    let lines = FittedLines(
      try finder.run(in: context), deviation: deviation, width: rows.width)
    context.report(.stage("where lines meet", Fraction(0)))
    let dimensions = Double(rows.width)
    let meetings = try LineMeetings(
      lines, limit: ErrorBounds.squares(dimensions - 2, Self.deviations), in: context)
    var records = RecordSearch(
      lines, meetings, limit: ErrorBounds.squares(dimensions - 1, Self.deviations))
    if let known { records.take(rows.placed(known)) }
    return Found(
      lines: lines, meetings: meetings, places: try records.run(least: least, in: context))
  }

  /// Rows that a line has to have so that few rows are on one by chance.
  private func leastRows(
    _ search: ConsensusSearch, _ tolerance: Double, in context: RunContext<Never>
  ) throws -> Int {
    let counts = try search.chanceCounts(
      of: Self.sample, tolerance: tolerance, in: context)
    return Self.leastRows.first { rows in
      let lucky = counts.count { Int($0) + 2 >= rows }
      return Double(lucky) < Self.chanceLines * Double(counts.count)
    } ?? Self.leastRows.upperBound
  }
}
