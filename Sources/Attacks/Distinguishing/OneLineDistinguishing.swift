import CKernels
import Jobs
import Numeric

/// The rule of `DistinSMOTE` for methods that also draw away from a neighbor, as SVM-SMOTE does.
///
/// A synthetic row has exactly one line through it: that of its parents, which are released too. It
/// need not lie between them, so a row in the middle may be real; but a row with more lines, or with
/// none, is real. Of a line with one such row on it the other parent is known as well if only one of
/// its rows can be it: all others lie between, or beyond one of the two by at most half their
/// distance.
struct OneLineDistinguishing {
  private let unique: UniqueRows
  private let census: LineCensus

  private static let stages = [24, 96, 384]
  /// How far beyond a parent a row can be, in distances between the parents: the `out_step` of
  /// imbalanced-learn.
  private static let beyond = 0.5
  private static let slack = 1e-9

  init(_ unique: UniqueRows) {
    self.unique = unique
    census = LineCensus(unique.rows)
  }

  /// Positions in the unique rows of those that are real, ascending; reports each as a claim.
  ///
  /// - Throws: `CancellationError`.
  func realRows(in context: RunContext<AttackUpdate>) throws -> [Int] {
    let near = try nearLines(in: context)
    context.report(.stage("lines among all rows", Fraction(0.6)))
    let open = Self.undecided(near)
    var lines: [Int32: LineCensus.Groups] = [:]
    for row in try plainRows(of: open, near, in: context) { lines[row] = [] }
    let looked = open.filter { lines[$0] == nil }
    let all = try census.linesAmongAll(through: looked, in: context)
    for (row, groups) in zip(looked, all) { lines[row] = groups }
    let different = Set(lines.flatMap { row, groups in groups.map { ($0 + [row]).sorted() } })
    // A row that a far line passes through has more lines than its neighbors show.
    let seen = Dictionary(different.joined().map { ($0, 1) }, uniquingKeysWith: +)
    let again = seen.filter { $0.value >= 2 && lines[$0.key] == nil }.keys.sorted()
    let further = try census.linesAmongAll(through: again, in: context)
    for (row, groups) in zip(again, further) { lines[row] = groups }
    let several = lines.filter { $0.value.count != 1 }
    context.report(.guesses(several.keys.sorted().map { guess($0, several[$0] ?? []) }))
    let ends = try otherEnds(several, lines, in: context)
    context.report(.guesses(ends.map(\.guess)))
    context.report(.stage("done", Fraction(1)))
    return (several.keys.map(Int.init) + ends.map { Int($0.row) }).sorted()
  }

  /// The lines through every row among a few neighbors, more for rows without a line.
  private func nearLines(in context: RunContext<AttackUpdate>) throws -> [LineCensus.Groups] {
    var lines = [LineCensus.Groups](repeating: [], count: unique.rows.rows)
    var open = lines.indices.map { Int32($0) }
    for (stage, size) in Self.stages.enumerated() where !open.isEmpty {
      context.report(
        .stage("lines among \(size) neighbors", Fraction(0.2 * Double(stage))))
      let found = try census.lines(through: open, among: size, in: context)
      for (row, groups) in zip(open, found) { lines[Int(row)] = groups }
      open = open.filter { lines[Int($0)].isEmpty }
    }
    return lines
  }

  /// Rows with several lines or none, and one row of each line.
  private static func undecided(_ lines: [LineCensus.Groups]) -> [Int32] {
    var sets = DisjointSets(count: lines.count)
    for (row, groups) in lines.enumerated() where groups.count == 1 {
      for other in groups[0] where lines[Int(other)].count == 1 { sets.join(row, Int(other)) }
    }
    return sets.groups().map { Int32($0[0]) }
  }

  /// In a release without lines the rows that need no look at all rows, else none.
  private func plainRows(
    of open: [Int32], _ near: [LineCensus.Groups], in context: RunContext<AttackUpdate>
  ) throws -> [Int32] {
    let decided = near.count { $0.count == 1 }
    let plain = open.filter { near[Int($0)].isEmpty }
    guard let sample = LineSample.of(plain, decided: decided, rows: near.count) else { return [] }
    let all = try census.linesAmongAll(through: sample, in: context)
    guard all.allSatisfy({ $0.count != 1 }) else { return [] }
    context.report(.remark(LineSample.remark(settled: plain.count)))
    return plain
  }

  // MARK: - Claims

  private func guess(_ row: Int32, _ lines: LineCensus.Groups) -> Guess {
    let shown = lines.prefix(3).map { members in
      EvidenceLine(rows: members.prefix(4).map { unique.occurrences[Int($0)][0] })
    }
    return Guess(
      .real(row: unique.occurrences[Int(row)][0]),
      evidence: Evidence(reason: shown.isEmpty ? .onNoLine : .severalLines, lines: shown))
  }

  /// The second parent of each line on which just one is known, where only one row can be it.
  private func otherEnds(
    _ several: [Int32: LineCensus.Groups], _ lines: [Int32: LineCensus.Groups],
    in context: RunContext<AttackUpdate>
  ) throws -> [(row: Int32, guess: Guess)] {
    var found: [Int32: Guess] = [:]
    for record in several.keys.sorted() {
      try context.checkCancellation()
      for members in several[record] ?? [] where !members.contains(where: { several[$0] != nil }) {
        let fitting = members.filter { canBeEnd($0, of: members, record) }
        guard fitting.count == 1, let end = fitting.first else { continue }
        found[end] = Guess(
          .real(row: unique.occurrences[Int(end)][0]),
          evidence: Evidence(
            reason: .endOfLines,
            lines: [
              EvidenceLine(rows: ([record] + members).map { unique.occurrences[Int($0)][0] })
            ]))
      }
    }
    return found.keys.sorted().compactMap { row in found[row].map { (row, $0) } }
  }

  /// Whether all rows of a line can come from `record` and `end`.
  private func canBeEnd(_ end: Int32, of members: [Int32], _ record: Int32) -> Bool {
    let steps = census.steps(of: members.filter { $0 != end }, from: record, toward: end)
    let reach = Self.beyond + Self.slack
    guard steps.allSatisfy({ $0 >= -reach && $0 <= 1 + reach }) else { return false }
    // Both parents draw away from each other, or one of them draws toward the other.
    return
      !(steps.contains { $0 < 0 } && steps.contains { $0 > 1 }
      && steps.contains { $0 > 0 && $0 < 1 })
  }
}
