import CKernels
import Jobs
import Numeric

/// Decides the rows that neighborhoods left undecided: real, or a synthetic row after all.
///
/// Looking at a row among all others costs O(rows × columns). In a large release there are too many
/// to do so for each. There a row in which two lines end, and which none passes, is real: a
/// synthetic row lies on one line. A row between two of these is synthetic: between two near it, or
/// between one near it and any. The few others are looked at in a larger neighborhood, and those still in doubt among all rows, as far as a bounded
/// effort goes; what is left then is not claimed, as hardly any of it is real.
struct LineVerdicts: Sendable {
  private let cloud: PointCloud
  /// What is known of rows that need no look at all rows; real ones with their lines.
  private var known: [Int32: Verdict] = [:]

  enum Verdict: Sendable {
    case real([[Int32]])
    case synthetic
  }

  /// Looks at subjects among so many of their neighbors: all rows, or the `among` only.
  typealias Look = (
    _ subjects: [Int32], _ size: Int, _ among: [Int32]?
  ) throws -> [(Int32, ck_crossing)]
  /// Tells which subjects lie between a row near them and another, both of `ends`.
  typealias Between = (_ subjects: [Int32], _ ends: [Int32]) throws -> [Bool]

  /// Neighbors of rows in doubt: among rows known to be real, each for those the one before left
  /// over, and among all.
  private static let real = [48, 384]
  private static let wide = 768
  /// Coordinates looked at for rows still in doubt after that: some seconds.
  private static let mostCoordinates = 2e9

  init(_ cloud: PointCloud) { self.cloud = cloud }

  /// Takes rows on no line for real.
  mutating func settle(_ plain: Set<Int32>) {
    for row in plain { known[row] = .real([]) }
  }

  /// The verdicts of a large release; says what was done.
  ///
  /// - Parameter crossings: by subject, those of `undecided` filled in.
  func prepared(
    _ undecided: [Int32], _ crossings: [ck_crossing], in context: RunContext<AttackUpdate>,
    _ look: Look, _ between: Between
  ) throws -> LineVerdicts {
    var result = self
    for subject in undecided {
      result.known[subject] = Self.clearVerdict(crossings[Int(subject)])
    }
    let clear = undecided.filter { result.known[$0] != nil }
    let doubtful = undecided.filter { result.known[$0] == nil }
    var open = doubtful
    var lonely: [Int32] = []
    for size in Self.real where !open.isEmpty {
      let seen = try look(open, size, clear)
      for (subject, crossing) in seen where Self.isPassed(crossing) {
        result.known[subject] = .synthetic
      }
      open = open.filter { result.known[$0] == nil }
      lonely = seen.filter { $0.1.lines == 0 }.map(\.0)
    }
    for (subject, isBetween) in zip(lonely, try between(lonely, clear)) where isBetween {
      result.known[subject] = .synthetic
    }
    open = open.filter { result.known[$0] == nil }
    let wide = try look(open, Self.wide, nil).sorted { $0.0 < $1.0 }
    for (subject, crossing) in wide { result.known[subject] = Self.clearVerdict(crossing) }
    let last = wide.filter { result.known[$0.0] == nil }
    let rows = cloud.coordinates.rows
    let scans = Int(Self.mostCoordinates / Double(rows * cloud.coordinates.columns))
    for (subject, _) in last.dropFirst(scans) { result.known[subject] = .synthetic }
    context.report(
      .remark(
        "\(clear.count) rows are real as two lines end in each; of \(doubtful.count) more "
          + "\(doubtful.count - open.count) lie between two of these, \(open.count) were looked "
          + "at among \(Self.wide) neighbors, \(min(scans, last.count)) among all rows"
          + (last.count > scans
            ? "; \(last.count - scans) were too many for that and are not claimed" : "")))
    return result
  }

  /// The lines that show that a row is real, or nil if it is synthetic.
  ///
  /// A line that ends in the row among its neighbors settles it as soon as no row at all lies
  /// beyond, in O(rows); only where that fails all lines through the row are gathered.
  func linesOfReal(_ subject: Int32, _ crossing: ck_crossing) -> [[Int32]]? {
    switch known[subject] {
    case .synthetic: return nil
    case .real(let lines): return lines
    case nil: break
    }
    return cloud.withKernelPoints { points in
      let ends = Self.oneSided(crossing).filter { pair in
        ck_continues_beyond(points, subject, pair[0], LineDistinguishing.largestAngle) == 0
      }
      if !ends.isEmpty { return ends }
      var all = ck_crossing()
      ck_lines_through_all(points, subject, LineDistinguishing.largestAngle, &all)
      return Self.isPassed(all) ? nil : Self.oneSided(all)
    }
  }

  /// What a few neighbors show for sure in a large release, or nil.
  static func clearVerdict(_ crossing: ck_crossing) -> Verdict? {
    if crossing.two_sided >= 1, crossing.lines == 1 { return .synthetic }
    if crossing.two_sided == 0, crossing.lines >= 2 { return .real(oneSided(crossing)) }
    return nil
  }

  /// Whether there are lines through the row, and all of them have rows on both sides.
  private static func isPassed(_ crossing: ck_crossing) -> Bool {
    crossing.two_sided >= 1 && crossing.lines == crossing.two_sided
  }

  private static func oneSided(_ crossing: ck_crossing) -> [[Int32]] {
    let pairs = crossing.one_sided
    return [[pairs.0.0, pairs.0.1], [pairs.1.0, pairs.1.1], [pairs.2.0, pairs.2.1]]
      .filter { $0[0] >= 0 }
  }
}
