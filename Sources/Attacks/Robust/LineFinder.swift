import CKernels
import Jobs
import Numeric

/// Covers rows with lines that many of them lie near, those with most rows first; a row is on one
/// line at most.
///
/// The best line through each row is found for all rows at once, among the rows that are free, so
/// the answer does not depend on the number of threads; then the lines are taken one after the
/// other. A count only falls as rows are taken, so those below the present level need no new look.
struct LineFinder: Sendable {
  private let search: ConsensusSearch
  private let tolerance: Double
  private let leastRows: Int
  private var isFree: [UInt8]
  /// Most rows that a line through each row can have.
  private var bounds: [Int]

  /// Share of the present level that the next one is.
  private static let descent = 0.8
  /// Rows that a fitted line may have less than the level, as a share.
  private static let leastKept = 0.6

  /// - Parameters:
  ///   - search: around all rows.
  ///   - tolerance: largest distance of a row from its line.
  ///   - leastRows: of a line, at least 3.
  init(_ search: ConsensusSearch, tolerance: Double, leastRows: Int) {
    self.search = search
    self.tolerance = tolerance
    self.leastRows = leastRows
    isFree = Array(repeating: 1, count: search.subjects.count)
    bounds = Array(repeating: .max, count: search.subjects.count)
  }

  /// The lines, in the order they were taken.
  ///
  /// - Complexity: O(rows × neighbors² × columns) for each look at all rows; few are needed.
  mutating func run(in context: RunContext<AttackUpdate>) throws -> [FittedLine] {
    var lines: [FittedLine] = []
    var level = Int.max
    while true {
      let open = isFree.indices.filter { isFree[$0] != 0 && bounds[$0] >= level }
      guard !open.isEmpty else {
        let most = isFree.indices.reduce(0) { isFree[$1] != 0 ? max($0, bounds[$1]) : $0 }
        if most < leastRows { return lines }
        level = max(leastRows, min(most, Int((Self.descent * Double(level)).rounded(.up))))
        continue
      }
      let best = try search.bestLines(
        open, isFree: isFree, tolerance: tolerance, in: context)
      if level == .max {
        let most = best.reduce(0) { max($0, Int($1.rows) + 2) }
        level = max(leastRows, Int(Self.descent * Double(most)))
      }
      try take(open, best, level, &lines, in: context)
      report(level, in: context)
    }
  }

  /// Takes lines of `level` rows and more, the best first, as long as their rows are free.
  private mutating func take(
    _ open: [Int], _ best: [ck_consensus], _ level: Int, _ lines: inout [FittedLine],
    in context: RunContext<AttackUpdate>
  ) throws {
    let order = best.indices.sorted { (-best[$0].rows, $0) < (-best[$1].rows, $1) }
    for (count, position) in order.enumerated() {
      if count.isMultiple(of: 64) { try context.checkCancellation() }
      let subject = open[position]
      let rows = best[position].neighbor < 0 ? 0 : Int(best[position].rows) + 2
      bounds[subject] = rows
      guard rows >= level, isFree[subject] != 0, isFree[Int(best[position].neighbor)] != 0 else {
        continue
      }
      // Whatever the fit gives, this row has had its turn as the start of a line.
      bounds[subject] = 0
      let near = [Int32(subject)] + search.lists.neighbors(of: subject)
      let fitted = search.fit(
        subject, through: best[position].neighbor,
        among: near.filter { $0 >= 0 && isFree[Int($0)] != 0 }, tolerance: tolerance)
      guard let fitted,
        fitted.members.count >= max(leastRows, Int(Self.leastKept * Double(level)))
      else { continue }
      for member in fitted.members { isFree[Int(member)] = 0 }
      lines.append(fitted)
    }
  }

  private func report(_ level: Int, in context: RunContext<AttackUpdate>) {
    let taken = isFree.count { $0 == 0 }
    context.report(
      .stage("lines of \(level) rows and more", Fraction(taken, of: isFree.count)))
  }
}
