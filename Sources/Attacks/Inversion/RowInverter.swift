import CKernels
import Jobs
import Numeric

/// A row and the line of lattice points through it: row = base + step · direction.
struct LatticeLine: Sendable {
  /// Number of the row among those that were inverted.
  let row: Int
  /// The lattice points next to the row on either side are `base` and `base + direction`.
  let base: [Int32]
  /// Has no common divisor.
  let direction: [Int32]
  /// In 0...1.
  let step: Double
  /// Columns in which the parents differ.
  let active: Int
  /// Natural logarithm of how often chance gives as good a fit.
  let logChance: Double
  /// Steps that were tried.
  let tried: Int

  /// The lattice point `count` directions away from `base`.
  func point(_ count: Int) -> [Int32] {
    zip(base, direction).map { $0 &+ Int32(count) &* $1 }
  }
}

/// What a row turned out to be.
enum InvertedRow: Sendable {
  /// A lattice point itself: both parents are equal to it.
  case point([Int32])
  /// Between two lattice points.
  case line(LatticeLine)
  /// Between no two, or between too many.
  case offLattice
}

/// Solves rows for the lattice points around them, each by itself.
struct RowInverter: Sendable {
  let lattice: Lattice
  let bounds: LatticeBounds
  /// For rows that fit nothing within `bounds`.
  private let wideBounds: LatticeBounds
  /// Comparisons spent on one row, some milliseconds.
  private static let mostWork: Int64 = 1_500_000
  /// Rows between two looks at the cancel flag.
  private static let grain = 8
  /// Rows inverted between two looks at what they tell together.
  private static let rowsPerRound = 2048
  /// A fit that chance gives more often than this is none.
  private static let largestLogChance = -9.0

  private let looksFar: Bool

  /// - Parameter looksFar: whether rows that fit nothing near are tried with parents far away.
  init(_ lattice: Lattice, rows: Matrix, looksFar: Bool = true) {
    self.looksFar = looksFar
    self.lattice = lattice
    let bounds = lattice.bounds(in: rows)
    self.bounds = bounds
    wideBounds = bounds.widened { column in
      guard bounds.reaches[column] == 1, let grid = lattice.columns[column] else { return false }
      let range = rows.range(ofColumn: column)
      return grid.contains(range.lowerBound) && grid.contains(range.upperBound)
        && range.upperBound > range.lowerBound
    }
  }

  /// One answer per row of `numbers`, in that order; tens of microseconds each as a rule.
  ///
  /// - Throws: `CancellationError`.
  func invert(
    _ rows: Matrix, _ numbers: [Int], in context: RunContext<AttackUpdate>
  ) throws -> [InvertedRow] {
    try parallelChunks(of: numbers.count, grain: Self.grain, in: context) { range in
      let part = numbers[range]
      let near = invert(rows, part, within: bounds)
      return try zip(part, near).map { row, answer in
        guard looksFar, case .offLattice = answer else { return answer }
        try context.checkCancellation()
        return invert(rows, [row], within: wideBounds)[0]
      }
    }.flatMap(\.self)
  }

  /// Inverts all rows of a release into `ends`, a round at a time, and answers which share of them
  /// is off the lattice.
  ///
  /// - Parameter round: called after each round.
  func invertAll(
    _ unique: UniqueRows, into ends: inout LineEnds, in context: RunContext<AttackUpdate>,
    round: (LineEnds) -> Void = { _ in }
  ) throws -> Double {
    var failed = 0
    for start in stride(from: 0, to: unique.rows.rows, by: Self.rowsPerRound) {
      context.report(.stage("rows", Fraction(start, of: unique.rows.rows)))
      let numbers = Array(start..<min(start + Self.rowsPerRound, unique.rows.rows))
      let inverted = try invert(unique.rows, numbers, in: context)
      failed += inverted.count { if case .offLattice = $0 { true } else { false } }
      ends.add(inverted, rows: numbers.map { unique.occurrences[$0] })
      round(ends)
    }
    return Double(failed) / Double(max(1, unique.rows.rows))
  }

  private func invert(
    _ rows: Matrix, _ numbers: ArraySlice<Int>, within bounds: LatticeBounds
  ) -> [InvertedRow] {
    let width = rows.columns
    let places = numbers.flatMap { row in
      lattice.places(of: rows.storage[row * width..<(row + 1) * width])
    }
    var answers = [ck_inversion](repeating: ck_inversion(), count: numbers.count)
    var bases = [Int32](repeating: 0, count: places.count)
    var directions = bases
    bounds.errors.withUnsafeBufferPointer { errors in
      bounds.reaches.withUnsafeBufferPointer { reaches in
        var limits = ck_lattice(
          d: Int32(width), errors: errors.baseAddress, reaches: reaches.baseAddress,
          most_work: Self.mostWork)
        ck_invert_rows(
          &limits, places, Int64(numbers.count), &answers, &bases, &directions)
      }
    }
    return numbers.enumerated().map { position, row in
      let range = position * width..<(position + 1) * width
      return Self.row(row, answers[position], Array(bases[range]), Array(directions[range]))
    }
  }

  private static func row(
    _ row: Int, _ answer: ck_inversion, _ base: [Int32], _ direction: [Int32]
  ) -> InvertedRow {
    switch Int(answer.status) {
    case ck_row_on_lattice: return .point(base)
    case ck_row_solved where answer.active == 1 || answer.log_chance < largestLogChance:
      return .line(
        LatticeLine(
          row: row, base: base, direction: direction, step: answer.step,
          active: Int(answer.active), logChance: answer.log_chance, tried: Int(answer.tried)))
    default: return .offLattice
    }
  }
}
