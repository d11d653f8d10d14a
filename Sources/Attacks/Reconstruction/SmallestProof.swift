import Numeric

/// Picks from the lines that leave a record as few as prove it.
///
/// Two lines of three rows each do, or two that are certain or end in a known record, where no
/// better proof was left; else three rays that are in no plane. Of a line of three rows and more
/// three are named: the ends, which span it, and one between, which shows that it is no accident.
struct SmallestProof {
  private let place: [Double]
  private let acceptsTwoStrong: Bool

  /// - Parameter place: the record, in release units.
  init(of place: [Double], acceptsTwoStrong: Bool) {
    self.place = place
    self.acceptsTwoStrong = acceptsTwoStrong
  }

  /// - Parameter lines: all of them.
  func lines(_ lines: [EvidenceLine], in released: (Int) -> [Double]) -> [EvidenceLine] {
    let certain = lines.filter { $0.rows.count >= 3 }
    if certain.count >= 2 { return certain.prefix(2).map(shortened) }
    let strong = lines.filter { $0.rows.count >= 3 || !$0.otherEnd.isEmpty }
    if acceptsTwoStrong, strong.count >= 2, lines.count < 3 {
      return strong.prefix(2).map(shortened)
    }
    let ordered = strong + lines.filter { $0.rows.count < 3 && $0.otherEnd.isEmpty }
    var basis: [[Double]] = []
    var kept: [EvidenceLine] = []
    for line in ordered where kept.count < 3 {
      guard let row = line.rows.last else { continue }
      guard let axis = newDirection(to: released(row), beside: basis) else { continue }
      basis.append(axis)
      kept.append(shortened(line))
    }
    return kept.count == 3 ? kept : lines.map(shortened)
  }

  /// What is left of the unit direction to a row across from those there already, or nil if that
  /// is nothing.
  private func newDirection(to row: [Double], beside basis: [[Double]]) -> [Double]? {
    guard var rest = Self.unit(zip(row, place).map { $0 - $1 }) else { return nil }
    for axis in basis {
      let along = zip(rest, axis).reduce(0) { $0 + $1.0 * $1.1 }
      rest = zip(rest, axis).map { $0 - along * $1 }
    }
    let square = rest.reduce(0) { $0 + $1 * $1 }
    return square < 1e-8 ? nil : Self.unit(rest)
  }

  private static func unit(_ vector: [Double]) -> [Double]? {
    let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return length > 0 ? vector.map { $0 / length } : nil
  }

  private func shortened(_ line: EvidenceLine) -> EvidenceLine {
    // One row and the known record at the other end span a line.
    let least = line.otherEnd.isEmpty ? 3 : 1
    guard line.rows.count > least else { return line }
    let places =
      least == 1 ? [0] : [0, line.rows.count / 2, line.rows.count - 1]
    return EvidenceLine(
      rows: places.map { line.rows[$0] }, record: line.record,
      steps: line.steps.isEmpty ? [] : places.map { line.steps[$0] }, otherEnd: line.otherEnd)
  }
}
