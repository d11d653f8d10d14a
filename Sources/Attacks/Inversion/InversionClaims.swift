import Numeric

/// Puts what the lines say about lattice points into claims.
struct InversionClaims {
  private let lattice: Lattice
  private let premise: Premise
  private var claimed: [UInt64: Int] = [:]
  /// Values of points in columns without a grid, by the number of the point.
  var free: [Int: FreeColumns.Values] = [:]
  /// Claims made so far; the values of each in release units.
  private(set) var records: [[Double]] = []

  /// Lines shown with a claim.
  private static let mostLines = 8
  /// Columns in which the parents have to differ for their places to have a common divisor so
  /// seldom that the nearest lattice points are taken for the parents.
  private static let enoughColumns = 2
  /// With so many, a record may even lie outside of where the rows are.
  private static let surelyEnough = 4

  /// - Parameter known: names of records that are not claimed.
  init(_ lattice: Lattice, known: Set<UInt64>) {
    self.lattice = lattice
    premise = .grid(
      steps: lattice.columns.map { $0?.step ?? 0 },
      offsets: lattice.columns.map { $0?.value(at: 0) ?? 0 })
    for name in known { claimed[name] = -1 }
  }

  /// Claims of points that are confirmed and not claimed yet, among those from `first` on.
  mutating func confirmed(in ends: LineEnds, from first: Int = 0) -> [Guess] {
    ends.votes.points.indices.dropFirst(first).compactMap { number in
      let point = ends.votes.points[number]
      guard point.isConfirmed, isSolved(number) else { return nil }
      let isChecked = lattice.isComplete || free[number]?.agreeing ?? 0 > 0
      return claim(point, values(of: number, in: ends), in: ends, isChecked ? .certain : .probable)
    }
  }

  /// Claims of the other points, as far as they are likely to be records.
  mutating func probable(in ends: LineEnds, _ bounds: LatticeBounds, beyond: Bool) -> [Guess] {
    ends.votes.points.indices.compactMap { number in
      let point = ends.votes.points[number]
      guard !point.isConfirmed, !point.isBetween, isSolved(number),
        point.ends.contains(where: { isTelling($0, in: ends, bounds, beyond: beyond) })
      else { return nil }
      return claim(point, values(of: number, in: ends), in: ends, .probable)
    }
  }

  /// Whether all values of a point are known, or none of its rows contradicts them.
  private func isSolved(_ number: Int) -> Bool {
    lattice.isComplete || free[number].map { $0.disagreeing == 0 } ?? false
  }

  /// The values of a point, those in columns without a grid as they were solved for.
  private func values(of number: Int, in ends: LineEnds) -> [Double] {
    var values = lattice.values(at: ends.votes.points[number].places)
    let solved = free[number]?.values ?? []
    for (column, value) in zip(values.indices.filter { values[$0].isNaN }, solved) {
      values[column] = value
    }
    return values
  }

  /// Whether a line's end is a record more often than not.
  private func isTelling(
    _ end: (line: Int, isUpper: Bool), in ends: LineEnds, _ bounds: LatticeBounds, beyond: Bool
  ) -> Bool {
    let line = ends.lines[end.line]
    // A row beyond its parents has only the nearer of its lattice points for a parent.
    if beyond, ends.step(end) > 0.5 { return false }
    if line.active < Self.surelyEnough, !bounds.contains(line.point(end.isUpper ? 1 : 0)) {
      return false
    }
    let isNextTo = line.direction.indices.contains {
      line.direction[$0] != 0 && bounds.reaches[$0] == 1
    }
    return isNextTo || line.active >= Self.enoughColumns
  }

  // MARK: - Evidence

  private mutating func claim(
    _ point: EndVotes.Point, _ values: [Double], in ends: LineEnds, _ certainty: Certainty
  ) -> Guess? {
    let name = ends.name(of: point.places)
    guard claimed[name] == nil else { return nil }
    let guess = Guess(
      .record(values: values), evidence: evidence(point, name, in: ends), error: error(values),
      certainty: certainty)
    claimed[name] = records.count
    records.append(values)
    return guess
  }

  private func evidence(
    _ point: EndVotes.Point, _ name: UInt64, in ends: LineEnds
  ) -> Evidence {
    var lines: [EvidenceLine] = []
    if let copies = ends.copies[name] {
      lines.append(EvidenceLine(rows: Array(copies.prefix(Self.mostLines))))
    }
    lines += grouped(point.ends, in: ends).prefix(Self.mostLines).map {
      line($0, in: ends)
    }
    let tried = point.ends.map { ends.lines[$0.line].tried }.max() ?? 0
    var ruledOut: [RuledOut] = []
    if tried > 1 { ruledOut.append(.otherSteps(tried: tried - 1)) }
    if !point.ends.isEmpty { ruledOut.append(.gridPointBetween(tried: LineEnds.reach)) }
    return Evidence(
      reason: ends.copies[name] == nil ? .oneRow : .repeatedRow, lines: lines, premise: premise,
      ruledOut: ruledOut)
  }

  private typealias LineEnd = (line: Int, isUpper: Bool)

  /// Rows between the same two ends are one line of evidence.
  private func grouped(_ lineEnds: [LineEnd], in ends: LineEnds) -> [[LineEnd]] {
    var numbers: [UInt64: Int] = [:]
    var groups: [[LineEnd]] = []
    for end in lineEnds {
      let other = ends.name(end.line, ends.otherEnd(end))
      if let number = numbers[other] {
        groups[number].append(end)
      } else {
        numbers[other] = groups.count
        groups.append([end])
      }
    }
    return groups
  }

  private func line(_ group: [LineEnd], in ends: LineEnds) -> EvidenceLine {
    let order = group.map { (row: ends.rows[$0.line], step: ends.step($0)) }
      .sorted { ($0.step, $0.row) < ($1.step, $1.row) }
    let first = group[0]
    let otherName = ends.name(first.line, ends.otherEnd(first))
    let other = claimed[otherName]
    let otherValues = ends.votes.number(of: otherName).map { values(of: $0, in: ends) } ?? []
    return EvidenceLine(
      rows: order.map(\.row), record: other.flatMap { $0 >= 0 ? $0 : nil },
      steps: order.map(\.step),
      otherEnd: otherValues.contains(where: \.isNaN) ? [] : otherValues)
  }

  private func error(_ values: [Double]) -> Double {
    zip(lattice.columns, values).reduce(0) { most, column in
      guard let grid = column.0, grid.base != 0 else { return most }
      return max(most, grid.error / max(abs(column.1), grid.step))
    }
  }
}
