import Jobs
import Numeric

/// Finds all records that accepted draws lead to.
///
/// Records solved from segments name their bases; every row of a named base gives its neighbor; and
/// a record found is the base of a row if the neighbor that it implies is itself a record found.
/// Rows that one record alone does not explain are explained in pairs; see `CommonPlaces`. That goes
/// on until nothing is new.
struct ReplayPropagation {
  private let cells: SolvedCells
  private let k: Int
  private(set) var records: ReplayedRecords
  /// The record of each base, by its number.
  private var recordOfBase: [Int: Int] = [:]
  /// Whether each row has given its neighbor.
  private var isUsed: [Bool]
  private var rowsOfBase: [Int: [Int]] = [:]
  private(set) var contradictions = 0

  /// Pairs of a record and its projection looked at between two looks at the cancel flag.
  private static let pairsPerChunk = 2_000_000

  /// - Parameter known: records known from elsewhere, in the scale of the rows.
  init(_ cells: SolvedCells, k: Int, known: Matrix?) {
    self.cells = cells
    self.k = k
    records = ReplayedRecords(width: cells.solver.rows.columns)
    isUsed = Array(repeating: false, count: cells.solver.rows.rows)
    for (row, number) in cells.draws.numbers.enumerated() {
      rowsOfBase[number / k, default: []].append(row)
    }
    for row in 0..<(known?.rows ?? 0) {
      guard let values = known?.row(row) else { continue }
      records.addKnown(SolvedPlace(values: values, error: cells.solver.rounding))
    }
  }

  /// Rows used beyond the records and bases that they were used for: how much the draws explain.
  var surplus: Int {
    isUsed.count { $0 } - (records.places.count - records.knownCount) - recordOfBase.count
  }

  /// - Throws: `CancellationError`.
  mutating func run(in context: RunContext<AttackUpdate>) throws {
    for (number, cell) in cells.solved { takeIn(cell, base: number / k) }
    for base in recordOfBase.keys.sorted() { follow(base) }
    while try nameBases(in: context) || explainPairs(in: context) {}
  }

  /// Names the bases that rows name; whether there were any.
  private mutating func nameBases(in context: RunContext<AttackUpdate>) throws -> Bool {
    let named = try namedBases(in: context)
    for (base, record) in named {
      recordOfBase[base] = record
      follow(base)
    }
    return !named.isEmpty
  }

  /// Names the bases of rows that explain each other; whether there were any.
  private mutating func explainPairs(in context: RunContext<AttackUpdate>) throws -> Bool {
    let explained = try CommonPlaces(cells, records, k: k).explanations(of: openRows, in: context)
    for explanation in explained {
      let base = cells.draws.numbers[explanation.row] / k
      let start =
        explanation.isBase ? explanation.record : records.add(explanation.place)
      if let known = recordOfBase[base] {
        if known != start { contradictions += 1 }
        continue
      }
      recordOfBase[base] = start
      if !explanation.isBase {
        records.note(
          Derivation(rows: [explanation.row], isBase: true, otherEnd: explanation.record),
          of: start)
      }
      follow(base)
    }
    return !explained.isEmpty
  }

  private var openRows: [Int] {
    isUsed.indices.filter { recordOfBase[cells.draws.numbers[$0] / k] == nil }
  }

  /// Notes both ends of a solved segment.
  private mutating func takeIn(_ cell: SolvedCell, base: Int) {
    let start = records.add(cell.base)
    let end = records.add(cell.neighbor)
    records.note(Derivation(rows: cell.rows, isBase: true, otherEnd: end), of: start)
    if end != start {
      records.note(Derivation(rows: cell.rows, isBase: false, otherEnd: start), of: end)
    }
    if let known = recordOfBase[base], known != start { contradictions += 1 }
    recordOfBase[base] = start
    for row in cell.rows { isUsed[row] = true }
  }

  /// Takes in the neighbors of a named base.
  private mutating func follow(_ base: Int) {
    guard let start = recordOfBase[base] else { return }
    for row in rowsOfBase[base] ?? [] where !isUsed[row] {
      let step = cells.draws.steps[row]
      let place = records.places[start]
      guard let neighbor = cells.solver.neighbor(of: place, row: row, step: step) else { continue }
      let end = records.add(neighbor)
      records.note(Derivation(rows: [row], isBase: false, otherEnd: start), of: end)
      isUsed[row] = true
    }
  }

  /// Bases that rows name by having both ends among the records, ascending.
  private mutating func namedBases(
    in context: RunContext<AttackUpdate>
  ) throws -> [(base: Int, record: Int)] {
    let open = openRows
    let order = records.along.indices.sorted {
      (records.along[$0], $0) < (records.along[$1], $1)
    }
    let grain = max(1, Self.pairsPerChunk / max(1, order.count))
    let ends = try parallelChunks(of: open.count, grain: grain, in: context) { [self] range in
      range.map { end(of: open[$0], order) }
    }.flatMap(\.self)
    var named: [Int: Int] = [:]
    var refuted = Set<Int>()
    for (row, start) in zip(open, ends) {
      guard let start else { continue }
      let base = cells.draws.numbers[row] / k
      if let other = named.updateValue(start, forKey: base), other != start { refuted.insert(base) }
    }
    contradictions += refuted.count
    return named.filter { !refuted.contains($0.key) }.sorted { $0.key < $1.key }
      .map { ($0.key, $0.value) }
  }

  /// The record that a row starts from, if there is exactly one from which it leads to another
  /// record.
  ///
  /// Along any axis p(row) = (1 − u) p(base) + u p(neighbor): as p(base) goes up through the records
  /// in order, p(neighbor) goes down.
  private func end(of row: Int, _ order: [Int]) -> Int? {
    let step = cells.draws.steps[row]
    guard step > 0 else { return nil }
    let target = records.position(of: cells.solver.rows.row(row))
    let slack = 4 * SegmentSolver.largestError * records.axisSum
    var last = order.count - 1
    var found: Int?
    for base in order {
      let needed = target - (1 - step) * records.along[base]
      while last >= 0, step * records.along[order[last]] > needed + slack { last -= 1 }
      var position = last
      while position >= 0, step * records.along[order[position]] >= needed - slack {
        let neighbor = order[position]
        position -= 1
        guard neighbor != base, leads(row, step, from: base, to: neighbor) else { continue }
        if let other = found, other != base { return nil }
        found = base
      }
    }
    return found
  }

  private func leads(_ row: Int, _ step: Double, from base: Int, to neighbor: Int) -> Bool {
    let start = records.places[base]
    let end = records.places[neighbor]
    let tolerance =
      4 * (cells.solver.rounding + (1 - step) * start.error + step * end.error)
    for column in start.values.indices {
      let expected = start.values[column] + step * (end.values[column] - start.values[column])
      if abs(cells.solver.rows[row, column] - expected) > tolerance { return false }
    }
    return true
  }
}
