import Numeric

/// Tries draws with a number of neighbors: what agrees, and what contradicts.
///
/// Solved segments of one base have to start in one place. Every other row of a solved base implies
/// its neighbor; neighbors of different bases that fall on one place, or on a base, agree.
struct DrawTrial {
  private let cells: SolvedCells
  private let k: Int
  private let axis: [Double]
  private let axisSum: Double

  /// Rows nearer to each other, or to their base, agree with too much.
  private static let leastExtent = 1e-4

  private struct Implied {
    let base: Int
    let place: SolvedPlace
    let extent: Double
    let along: Double
  }

  init(_ cells: SolvedCells, k: Int) {
    self.cells = cells
    self.k = k
    var random = NumPyRandom(seed: 13)
    let axis = (0..<cells.solver.rows.columns).map { _ in random.normal() }
    self.axis = axis
    axisSum = axis.reduce(0) { $0 + abs($1) }
  }

  /// The evidence, or nil if something contradicts. O(n log n + n × columns).
  func evidence() -> DrawEvidence? {
    var evidence = DrawEvidence()
    var implied: [Implied] = []
    var position = 0
    var next = 0
    let solved = cells.solved
    while position < solved.count {
      let base = solved[position].number / k
      var end = position + 1
      while end < solved.count, solved[end].number / k == base { end += 1 }
      guard let start = start(solved[position..<end], &evidence) else { return nil }
      imply(base, start, &next, &implied)
      position = end
    }
    compare(implied, &evidence)
    return evidence
  }

  /// The base of some segments, nil if they do not start in one place.
  private func start(
    _ segments: ArraySlice<(number: Int, cell: SolvedCell)>, _ evidence: inout DrawEvidence
  ) -> (place: SolvedPlace, extent: Double)? {
    var best: (place: SolvedPlace, extent: Double)?
    for (_, cell) in segments {
      let error = cell.base.error + cells.solver.rounding
      let isClear = cell.extent >= Self.leastExtent
      if isClear, cell.surplus > 0 {
        evidence.agreements += cell.surplus
        evidence.expected += Double(cell.surplus) * 2 * SegmentSolver.slack * error / cell.extent
      }
      guard let known = best else {
        best = (cell.base, cell.extent)
        continue
      }
      let tolerance = SegmentSolver.slack * (error + known.place.error)
      guard areNear(cell.base, known.place, within: tolerance) else { return nil }
      if isClear, known.extent >= Self.leastExtent {
        evidence.agreements += 1
        evidence.expected += 2 * tolerance / min(cell.extent, known.extent)
      }
      if cell.base.error < known.place.error { best = (cell.base, cell.extent) }
    }
    return best
  }

  /// Adds the base and all that its rows imply; `next` is a place in the rows sorted by number.
  private func imply(
    _ base: Int, _ start: (place: SolvedPlace, extent: Double), _ next: inout Int,
    _ implied: inout [Implied]
  ) {
    func add(_ place: SolvedPlace, _ extent: Double) {
      guard extent >= Self.leastExtent else { return }
      implied.append(
        Implied(base: base, place: place, extent: extent, along: along(place.values)))
    }
    add(start.place, start.extent)
    let numbers = cells.draws.numbers
    while next < cells.order.count, numbers[cells.order[next]] < base * k { next += 1 }
    while next < cells.order.count, numbers[cells.order[next]] < (base + 1) * k {
      let row = cells.order[next]
      next += 1
      let step = cells.draws.steps[row]
      guard let place = cells.solver.neighbor(of: start.place, row: row, step: step) else {
        continue
      }
      let extent = zip(place.values, start.place.values).reduce(0) { max($0, abs($1.0 - $1.1)) }
      add(place, extent * step)
    }
  }

  /// Counts places of different bases that are one.
  private func compare(_ implied: [Implied], _ evidence: inout DrawEvidence) {
    let sorted = implied.sorted { ($0.along, $0.base) < ($1.along, $1.base) }
    for (position, one) in sorted.enumerated() {
      var other = position - 1
      while other >= 0,
        one.along - sorted[other].along <= axisSum * (one.place.error + SegmentSolver.largestError)
      {
        let tolerance = one.place.error + sorted[other].place.error
        if sorted[other].base != one.base,
          areNear(one.place, sorted[other].place, within: tolerance)
        {
          // One agreement for each place but the first: the nearest that came before.
          evidence.agreements += 1
          break
        }
        other -= 1
      }
    }
    let errors = implied.reduce(0) { $0 + $1.place.error }
    let inverses = implied.reduce(0) { $0 + 1 / $1.extent }
    let own = implied.reduce(0) { $0 + $1.place.error / $1.extent }
    evidence.expected += Double(implied.count) * own + errors * inverses
  }

  private func along(_ values: [Double]) -> Double {
    var sum = 0.0
    for column in values.indices { sum += values[column] * axis[column] }
    return sum
  }

  private func areNear(_ one: SolvedPlace, _ other: SolvedPlace, within tolerance: Double) -> Bool {
    for column in one.values.indices
    where abs(one.values[column] - other.values[column]) > tolerance { return false }
    return true
  }
}
