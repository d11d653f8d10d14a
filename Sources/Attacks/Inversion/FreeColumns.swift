import Jobs
import Numeric

/// Rebuilds columns without a grid, once the others have told who the parents of each row are and
/// at which step it lies.
///
/// A row is one linear equation between its two parents. Two rows of the same parents give both;
/// a row of a known and an unknown parent gives the unknown one, and so on from record to record as
/// long as errors stay small. Rows that are left over check the result.
struct FreeColumns {
  /// What is known of a lattice point in the free columns.
  struct Values: Sendable {
    /// One per free column.
    var values: [Double]
    /// How many times the rounding error of a row is in them.
    var growth: Double
    /// Rows that were not needed and agree.
    var agreeing = 0
    /// Rows that disagree: then different records share the place.
    var disagreeing = 0
  }

  /// Numbers of the free columns.
  let columns: [Int]
  private let unique: UniqueRows
  private let known: KnownRecords
  private let rounding: Double

  /// Rounding errors may grow to so many times their size, which is below 10⁻⁹ of a value.
  private static let mostGrowth = 1e5
  private static let mostRounds = 40

  init(_ lattice: Lattice, _ unique: UniqueRows, _ known: KnownRecords) {
    columns = lattice.columns.indices.filter { lattice.columns[$0] == nil }
    self.unique = unique
    self.known = known
    let largest = columns.flatMap { column in
      let range = unique.rows.range(ofColumn: column)
      return [abs(range.lowerBound), abs(range.upperBound)]
    }.max()
    rounding = 4 * ColumnGrid.rounding(largest ?? 0)
  }

  /// Two parents, the row between them and its step from the first to the second.
  private struct Equation {
    let first: Int
    let second: Int
    let step: Double
    let row: [Double]
    var isUsed = false
  }

  /// The values of lattice points by their number. O(rows × columns) a round.
  ///
  /// - Throws: `CancellationError`.
  func solved(_ ends: LineEnds, in context: RunContext<AttackUpdate>) throws -> [Int: Values] {
    var equations = equations(ends)
    var solved = given(ends)
    startFromPairs(&equations, &solved)
    for _ in 0..<Self.mostRounds {
      try context.checkCancellation()
      guard advance(&equations, &solved) else { break }
    }
    check(equations, &solved)
    return solved
  }

  private func equations(_ ends: LineEnds) -> [Equation] {
    ends.lines.indices.compactMap { line in
      guard let first = ends.votes.number(of: ends.name(line, ends.lower[line])),
        let second = ends.votes.number(of: ends.name(line, ends.upper[line]))
      else { return nil }
      let row = ends.lines[line].row
      return Equation(
        first: first, second: second, step: ends.step((line, false)),
        row: columns.map { unique.rows[row, $0] })
    }
  }

  /// Known records, and rows that were released twice: those are records.
  private func given(_ ends: LineEnds) -> [Int: Values] {
    var solved: [Int: Values] = [:]
    for (places, values) in zip(known.places, known.values) {
      guard let number = ends.votes.number(of: ends.name(of: places)) else { continue }
      solved[number] = Values(values: columns.map { values[$0] }, growth: 1)
    }
    return solved
  }

  /// The two rows of the same parents whose steps differ most.
  private func startFromPairs(_ equations: inout [Equation], _ solved: inout [Int: Values]) {
    let byParents = Dictionary(grouping: equations.indices) {
      [equations[$0].first, equations[$0].second]
    }
    for (_, group) in byParents.sorted(by: { $0.value[0] < $1.value[0] }) where group.count > 1 {
      let order = group.sorted { (equations[$0].step, $0) < (equations[$1].step, $1) }
      let (low, high) = (equations[order[0]], equations[order[order.count - 1]])
      let growth = 2 / (high.step - low.step)
      guard growth < Self.mostGrowth else { continue }
      let slopes = zip(low.row, high.row).map { ($1 - $0) / (high.step - low.step) }
      let first = zip(low.row, slopes).map { $0 - low.step * $1 }
      let second = zip(first, slopes).map { $0 + $1 }
      equations[order[0]].isUsed = true
      equations[order[order.count - 1]].isUsed = true
      for (number, values) in [(low.first, first), (low.second, second)]
      where growth < solved[number]?.growth ?? .infinity {
        solved[number] = Values(values: values, growth: growth)
      }
    }
  }

  /// Solves the points next to solved ones; whether there were any.
  private func advance(_ equations: inout [Equation], _ solved: inout [Int: Values]) -> Bool {
    var found: [Int: (values: Values, equation: Int)] = [:]
    for (number, equation) in equations.enumerated() {
      let (first, second) = (solved[equation.first], solved[equation.second])
      let step = equation.step
      if let first, second == nil {
        propose(equation.second, from: first, 1 - step, step, equation.row, number, &found)
      } else if let second, first == nil {
        propose(equation.first, from: second, step, 1 - step, equation.row, number, &found)
      }
    }
    for (number, values) in found {
      solved[number] = values.values
      equations[values.equation].isUsed = true
    }
    return !found.isEmpty
  }

  /// row = weight · known + share · wanted.
  private func propose(
    _ wanted: Int, from known: Values, _ weight: Double, _ share: Double, _ row: [Double],
    _ equation: Int, _ found: inout [Int: (values: Values, equation: Int)]
  ) {
    let growth = (1 + abs(weight) * known.growth) / abs(share)
    guard growth < Self.mostGrowth, growth < found[wanted]?.values.growth ?? .infinity else {
      return
    }
    let values = zip(row, known.values).map { ($0 - weight * $1) / share }
    found[wanted] = (Values(values: values, growth: growth), equation)
  }

  private func check(_ equations: [Equation], _ solved: inout [Int: Values]) {
    for equation in equations where !equation.isUsed {
      guard let first = solved[equation.first], let second = solved[equation.second] else {
        continue
      }
      let allowed = rounding * (1 + first.growth + second.growth)
      let agrees = columns.indices.allSatisfy { column in
        let between =
          first.values[column] + equation.step * (second.values[column] - first.values[column])
        return abs(equation.row[column] - between) <= allowed
      }
      for number in [equation.first, equation.second] {
        if agrees {
          solved[number]?.agreeing += 1
        } else {
          solved[number]?.disagreeing += 1
        }
      }
    }
  }
}
