import CKernels
import Jobs
import Numeric

/// The rule of `DistinSMOTE` that needs no tuning.
///
/// For growing neighborhoods: a row that lies inside the only line through it is synthetic. Rows
/// still undecided are looked at among all rows: synthetic if every line through them has rows on
/// both sides, real otherwise.
struct LineDistinguishing {
  private let unique: UniqueRows
  private let cloud: PointCloud
  private let witnesses: Matrix
  private var subjectCount: Int { unique.rows.rows }

  /// Neighborhoods: most rows are decided in the first, the full scan is for the real records.
  private static let stages = [24, 96, 384]
  /// Directions known less well than this are not compared.
  private static let largestAngle = 1e-6
  private static let grain = 32

  /// - Parameter otherWitnesses: different rows of other classes that may span lines too.
  init(_ unique: UniqueRows, otherWitnesses: Matrix?) {
    self.unique = unique
    witnesses = otherWitnesses.map { unique.rows.stacked(on: $0) } ?? unique.rows
    cloud = PointCloud(witnesses)
  }

  /// Positions in the unique rows of those that are real, ascending; reports each as a claim.
  func realRows(in context: RunContext<AttackUpdate>) throws -> [Int] {
    var undecided = (0..<subjectCount).map { Int32($0) }
    var crossings = [ck_crossing](repeating: ck_crossing(), count: subjectCount)
    let neighbors = NearestNeighbors(witnesses)
    for (stage, size) in Self.stages.enumerated() where !undecided.isEmpty {
      let part = Fraction(stage, of: Self.stages.count + 1)
      context.report(.stage("lines among \(size) neighbors", part))
      let found = try crossingsOf(undecided, among: neighbors, size: size, in: context)
      for (subject, crossing) in zip(undecided, found) { crossings[Int(subject)] = crossing }
      undecided = undecided.filter { subject in
        let crossing = crossings[Int(subject)]
        return !(crossing.two_sided >= 1 && crossing.lines == 1)
      }
    }
    return try settle(undecided, crossings, in: context)
  }

  private func crossingsOf(
    _ subjects: [Int32], among neighbors: NearestNeighbors, size: Int,
    in context: RunContext<AttackUpdate>
  ) throws -> [ck_crossing] {
    let count = min(size, witnesses.rows - 1)
    return try parallelChunks(of: subjects.count, grain: Self.grain, in: context) { range in
      let part = Array(subjects[range])
      let lists = try neighbors.nearest(
        count, to: witnesses.rows(part.map(Int.init)), excluding: part,
        in: context.silenced(Never.self, threads: 1))
      var found = [ck_crossing](repeating: ck_crossing(), count: part.count)
      cloud.withKernelPoints { points in
        ck_lines_through(
          points, part, Int64(part.count), lists.indices, Int32(count), Self.largestAngle, &found)
      }
      return found
    }.flatMap(\.self)
  }

  /// Looks at the rows left over among all rows.
  private func settle(
    _ undecided: [Int32], _ crossings: [ck_crossing], in context: RunContext<AttackUpdate>
  ) throws -> [Int] {
    let stages = Self.stages.count
    context.report(.stage("lines among all rows", Fraction(stages, of: stages + 1)))
    let verdicts = try parallelChunks(of: undecided.count, grain: 1, in: context) { range in
      let real = undecided[range].compactMap { subject in
        evidenceOfReal(subject, crossings[Int(subject)]).map { (Int(subject), $0) }
      }
      if !real.isEmpty {
        context.report(.guesses(real.map { guess(for: $0.0, $0.1) }))
      }
      return real.map(\.0)
    }
    context.report(.stage("done", Fraction(1)))
    return verdicts.flatMap(\.self)
  }

  /// What shows that a row is real, or nil if it is synthetic.
  ///
  /// A line that ends in the row among its neighbors settles it as soon as no row at all lies
  /// beyond, in O(rows); only where that fails all lines through the row are gathered.
  private func evidenceOfReal(_ subject: Int32, _ crossing: ck_crossing) -> Evidence? {
    cloud.withKernelPoints { points in
      let ends = Self.oneSided(crossing).filter { pair in
        ck_continues_beyond(points, subject, pair[0], Self.largestAngle) == 0
      }
      if !ends.isEmpty { return evidence(ends) }
      var all = ck_crossing()
      ck_lines_through_all(points, subject, Self.largestAngle, &all)
      if all.two_sided >= 1, all.lines == all.two_sided { return nil }
      return evidence(Self.oneSided(all))
    }
  }

  private func evidence(_ ends: [[Int32]]) -> Evidence {
    let lines = ends.compactMap { pair in
      pair.allSatisfy { $0 < subjectCount }
        ? EvidenceLine(rows: pair.map { unique.occurrences[Int($0)][0] }) : nil
    }
    return Evidence(reason: lines.isEmpty ? .onNoLine : .endOfLines, lines: lines)
  }

  private func guess(for subject: Int, _ evidence: Evidence) -> Guess {
    Guess(.real(row: unique.occurrences[subject][0]), evidence: evidence)
  }

  private static func oneSided(_ crossing: ck_crossing) -> [[Int32]] {
    let pairs = crossing.one_sided
    return [[pairs.0.0, pairs.0.1], [pairs.1.0, pairs.1.1], [pairs.2.0, pairs.2.1]]
      .filter { $0[0] >= 0 }
  }
}
