import Numeric

/// A place that is the solution of equations of rows, with a bound on the error of a coordinate.
struct SolvedPlace: Sendable {
  var values: [Double]
  var error: Double
}

/// Both ends of a segment, solved from two or more of its rows.
struct SolvedCell: Sendable {
  let rows: [Int]
  let base: SolvedPlace
  let neighbor: SolvedPlace
  /// Largest coordinate difference of two rows: 0 where they are equal.
  let extent: Double
  /// Rows beyond the two that the ends follow from, all of which fit.
  var surplus: Int { rows.count - 2 }
}

/// Solves the segments of draws that are taken for right.
///
/// Of a segment x = a + u (b − a) with rows x and steps u, a and b are those of least squares: they
/// are sums of rows, and the sizes of the coefficients bound the error.
struct SegmentSolver: Sendable {
  let rows: Matrix
  let rounding: Double
  /// Times its bound by which a row may be off.
  static let slack = 64.0
  /// Ends known less well than this, in columns of unit size, are of no use.
  static let largestError = 1e-9

  /// The ends, or nil if they cannot be told; throws the hypothesis out by `Refuted` if the rows
  /// do not lie where the steps say.
  func solve(_ members: [Int], _ steps: [Double]) throws(Refuted) -> SolvedCell? {
    let count = Double(members.count)
    let mean = members.reduce(0) { $0 + steps[$1] } / count
    let spread = members.reduce(0) { $0 + (steps[$1] - mean) * (steps[$1] - mean) }
    guard spread > 0 else { return nil }
    func place(at step: Double) -> SolvedPlace {
      let coefficients = members.map { 1 / count + (step - mean) * (steps[$0] - mean) / spread }
      // Sums of differences: errors of large coefficients are then multiplied by what is small.
      let origin = rows.row(members[0])
      var values = origin
      for (row, coefficient) in zip(members, coefficients).dropFirst() {
        for column in values.indices {
          values[column] += coefficient * (rows[row, column] - origin[column])
        }
      }
      return SolvedPlace(
        values: values, error: rounding * coefficients.reduce(0) { $0 + abs($1) })
    }
    let base = place(at: 0)
    let neighbor = place(at: 1)
    if members.count > 2 { try check(members, steps, base, neighbor) }
    guard max(base.error, neighbor.error) <= Self.largestError else { return nil }
    return SolvedCell(rows: members, base: base, neighbor: neighbor, extent: extent(members))
  }

  private func check(
    _ members: [Int], _ steps: [Double], _ base: SolvedPlace, _ neighbor: SolvedPlace
  ) throws(Refuted) {
    let tolerance = Self.slack * (rounding + base.error + neighbor.error)
    for row in members {
      for column in base.values.indices {
        let expected =
          base.values[column] + steps[row] * (neighbor.values[column] - base.values[column])
        if abs(rows[row, column] - expected) > tolerance { throw Refuted() }
      }
    }
  }

  /// The neighbor that a row implies whose base is known; nil if it is too uncertain, or if the row
  /// is its base.
  func neighbor(of base: SolvedPlace, row: Int, step: Double) -> SolvedPlace? {
    let error = (rounding + (1 - step) * base.error) / step
    guard error <= Self.largestError else { return nil }
    var values = base.values
    var extent = 0.0
    for column in values.indices {
      let difference = rows[row, column] - base.values[column]
      extent = max(extent, abs(difference))
      values[column] += difference / step
    }
    return extent <= 4 * (rounding + base.error) ? nil : SolvedPlace(values: values, error: error)
  }

  private func extent(_ members: [Int]) -> Double {
    var largest = 0.0
    for row in members.dropFirst() {
      for column in 0..<rows.columns {
        largest = max(largest, abs(rows[row, column] - rows[members[0], column]))
      }
    }
    return largest
  }
}

/// The rows contradict the draws.
struct Refuted: Error {}

/// All segments of draws with two rows or more, by ascending number.
struct SolvedCells: Sendable {
  let draws: ReplayedDraws
  let solver: SegmentSolver
  /// The row numbers, sorted by what was drawn for them.
  let order: [Int]
  /// By the number drawn.
  let solved: [(number: Int, cell: SolvedCell)]

  /// - Throws: `Refuted` if rows of one number do not lie on a line as their steps say.
  /// - Complexity: O(n log n + n × columns).
  init(_ draws: ReplayedDraws, _ solver: SegmentSolver) throws(Refuted) {
    self.draws = draws
    self.solver = solver
    order = draws.numbers.indices.sorted {
      (draws.numbers[$0], $0) < (draws.numbers[$1], $1)
    }
    var solved: [(number: Int, cell: SolvedCell)] = []
    var start = 0
    while start < order.count {
      let number = draws.numbers[order[start]]
      var end = start + 1
      while end < order.count, draws.numbers[order[end]] == number { end += 1 }
      if end - start > 1, let cell = try solver.solve(Array(order[start..<end]), draws.steps) {
        solved.append((number, cell))
      }
      start = end
    }
    self.solved = solved
  }
}
