import CKernels
import Jobs
import Numeric
import Parameters

/// Tells real from synthetic rows where each synthetic row lies in a triangle of three real ones.
///
/// Rows of one triangle are in one plane, and in three or more dimensions four rows are in one plane
/// only then. A synthetic row lies among the other rows of its plane; a real record is a corner of
/// the planes through it. Rows on lines pass for rows of triangles, so the rule holds for them too.
///
/// Source: ours; the attack that it carries over to planes is Ganev et al., "SMOTE and Mirrors",
/// ICLR 2026. Status: verified.
public struct TriangleDistinguishing: Attack {
  /// On the command line.
  public static let name = "triangle-distinguishing"
  /// In menus and messages.
  public static let title = "Coplanarity"
  /// In menus and help.
  public static let summary =
    "Tells real from synthetic rows that were drawn from triangles of three records."
  /// The paper whose attack is carried over.
  public static let source = DistinSMOTE.source
  /// Nothing to set.
  public static let parameters: [ParameterSpec] = []
  /// Real and synthetic rows together.
  public static let releaseKind = ReleaseKind.augmented

  /// Neighborhoods; the larger ones for rows that no plane was found for.
  private static let stages = [24, 64, 160, 400]
  private static let largestError = 1e-7
  /// Share of the rows that may be in no plane and are still claimed.
  private static let mostAlone = 0.4
  /// Pairs of neighbors between two looks at the cancel flag: a few milliseconds.
  private static let pairsPerLook = 100_000

  /// - Parameter values: of no settings.
  public init(_ values: ParameterValues) throws(ParameterError) {}

  /// Nothing.
  public var needs: Set<Knowledge> { [] }

  /// Claims the rows that are a corner of a plane, and those in none; scores all rows.
  ///
  /// - Throws: `AttackError` for fewer than 5 different rows, fewer than 3 columns, and if no row
  ///   lies in a plane of others; `CancellationError`.
  /// - Complexity: that of the neighbors, and O(rows × (24² + rows) × columns).
  public func run(
    on view: AttackerView, in context: RunContext<AttackUpdate>
  ) throws -> SettingsEstimate {
    let unique = UniqueRows(view.release.minority)
    try Self.require(5, of: unique.rows)
    guard unique.rows.columns >= 3 else {
      throw AttackError.notApplicable(
        attack: Self.title,
        because: "the rows have \(unique.rows.columns) columns, and any four rows are in one plane "
          + "there; at least 3 are needed")
    }
    let seen = try planes(of: unique.rows, in: context)
    guard seen.contains(where: { $0.verdict == .inside }) else {
      throw AttackError.notApplicable(
        attack: Self.title, because: "no row lies in a triangle of three others")
    }
    var scores = [Double](repeating: 0, count: view.release.minority.rows)
    for (position, plane) in seen.enumerated() {
      for row in unique.occurrences[position] { scores[row] = plane.score }
    }
    context.report(.scores(scores))
    let claimed = claimed(seen, in: context)
    context.report(.guesses(claimed.map { Self.guess($0, seen[$0].planes, unique) }))
    context.report(.stage("done", Fraction(1)))
    let synthetic = seen.count { $0.verdict == .inside }
    return SettingsEstimate(
      ratio: claimed.isEmpty ? nil : Double(synthetic) / Double(claimed.count))
  }

  /// Corners; and rows in no plane if all rows were looked at for one, unless these are so many that
  /// others than triangles were drawn from.
  private func claimed(_ seen: [Seen], in context: RunContext<AttackUpdate>) -> [Int] {
    let alone = seen.count { $0.verdict == .inNoPlane }
    let sawAll = seen.count <= Self.stages[Self.stages.count - 1] + 1
    let areClaimed = sawAll && Double(alone) < Self.mostAlone * Double(seen.count)
    if !areClaimed, alone > 0 {
      context.report(
        .remark("\(alone) of \(seen.count) rows are in no plane with others and are not claimed"))
    }
    return seen.indices.filter { position in
      seen[position].verdict == .corner || areClaimed && seen[position].verdict == .inNoPlane
    }
  }

  /// What is known of a row.
  private struct Seen: Sendable {
    enum Verdict { case inNoPlane, inside, corner }
    var planes = ck_planes()
    var verdict = Verdict.inNoPlane

    /// Higher is more real.
    var score: Double {
      switch verdict {
      case .corner: 1 + Double(planes.corners)
      case .inNoPlane: 0
      case .inside: -1 - Double(planes.inside)
      }
    }
  }

  private func planes(of rows: Matrix, in context: RunContext<AttackUpdate>) throws -> [Seen] {
    let cloud = PointCloud(rows)
    let search = NearestNeighbors(rows)
    var seen = [Seen](repeating: Seen(), count: rows.rows)
    for (stage, size) in Self.stages.enumerated() {
      let open = seen.indices.filter { seen[$0].verdict == .inNoPlane }.map { Int32($0) }
      // Where most rows are in no plane larger neighborhoods show none either, and cost much.
      let mostOpen = stage < 2 ? seen.count : Int(Self.mostAlone * Double(seen.count))
      guard !open.isEmpty, open.count <= mostOpen else { break }
      context.report(
        .stage("planes among \(size) neighbors", Fraction(stage, of: Self.stages.count)))
      let count = min(size, rows.rows - 1)
      let grain = max(
        1, Self.pairsPerLook / max(count * count, rows.rows))
      let found = try parallelChunks(of: open.count, grain: grain, in: context) { range in
        let part = Array(open[range])
        let near = try search.nearest(
          count, to: rows.rows(part.map(Int.init)), excluding: part,
          in: context.silenced(Never.self, threads: 1)
        ).indices
        return Self.look(at: part, cloud, near, count: count)
      }.flatMap(\.self)
      for (row, found) in zip(open, found) { seen[Int(row)] = found }
    }
    return seen
  }

  /// Looks for planes among neighbors. A corner there may lie among others once all rows of the
  /// plane are seen, so that is decided among all.
  private static func look(
    at rows: [Int32], _ cloud: PointCloud, _ neighbors: [Int32], count: Int
  ) -> [Seen] {
    cloud.withKernelPoints { points in
      var found = [ck_planes](repeating: ck_planes(), count: rows.count)
      ck_planes_through(
        points, rows, Int64(rows.count), neighbors, Int32(count), largestError, &found)
      return zip(rows, found).map { row, planes in
        let corners = Self.points(of: planes)
        guard planes.inside > 0 || !corners.isEmpty else { return Seen(planes: planes) }
        let isCorner = corners.contains { ck_is_corner(points, row, $0) != 0 }
        return Seen(planes: planes, verdict: isCorner ? .corner : .inside)
      }
    }
  }

  /// Three other rows of each of the first planes of which a row is a corner.
  private static func points(of planes: ck_planes) -> [[Int32]] {
    let points = planes.corner_points
    return [
      [points.0.0, points.0.1, points.0.2], [points.1.0, points.1.1, points.1.2],
      [points.2.0, points.2.1, points.2.2],
    ].filter { $0[0] >= 0 }
  }

  private static func guess(_ position: Int, _ planes: ck_planes, _ unique: UniqueRows) -> Guess {
    let lines = points(of: planes).map { rows in
      EvidenceLine(rows: rows.map { unique.occurrences[Int($0)][0] })
    }
    return Guess(
      .real(row: unique.occurrences[position][0]),
      evidence: Evidence(reason: .outsideOfTriangles, lines: lines))
  }
}
