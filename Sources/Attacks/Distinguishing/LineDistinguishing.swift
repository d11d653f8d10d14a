import CKernels
import Jobs
import Numeric

/// The rule of `DistinSMOTE` that needs no tuning.
///
/// For growing neighborhoods: a row that lies inside the only line through it is synthetic. Rows
/// still undecided are looked at among all rows: synthetic if every line through them has rows on
/// both sides, real otherwise. In a large release that is left to `LineVerdicts`.
struct LineDistinguishing {
  private let unique: UniqueRows
  private let cloud: PointCloud
  private let witnesses: Matrix
  private var subjectCount: Int { unique.rows.rows }

  /// Neighborhoods: most rows are decided in the first, the full scan is for the real records.
  private static let stages = [24, 96, 384]
  /// The largest where neighbors are approximate: beyond it `LineVerdicts` costs less.
  private static let mostApproximate = 96
  /// Directions known less well than this are not compared.
  static let largestAngle = 1e-6
  private static let grain = 32
  private static let fewSubjects = 5000
  /// Real rows near a row of which one is taken for a parent; rows compared with all real rows in
  /// one go.
  private static let nearEnds = 32
  private static let scanned = 8

  /// - Parameter otherWitnesses: different rows of other classes that may span lines too.
  init(_ unique: UniqueRows, otherWitnesses: Matrix?) {
    self.unique = unique
    witnesses = otherWitnesses.map { unique.rows.stacked(on: $0) } ?? unique.rows
    cloud = PointCloud(witnesses)
  }

  /// Positions in the unique rows of those that are real, ascending; reports each as a claim.
  ///
  /// - Complexity: O(rows² × columns); O(rows log(rows) × columns) where neighbors are approximate.
  func realRows(in context: RunContext<AttackUpdate>) throws -> [Int] {
    if RowNeighbors.isLarge(rows: witnesses.rows, columns: witnesses.columns) {
      context.report(.remark(MemoryEstimate.remark(bytes: bytes, rows: witnesses.rows)))
      context.report(.stage("which rows are near each other", Fraction(0)))
    }
    let neighbors = try RowNeighbors(witnesses, in: context)
    var undecided = neighbors.sorted((0..<subjectCount).map { Int32($0) }, among: witnesses.rows)
    var crossings = [ck_crossing](repeating: ck_crossing(), count: subjectCount)
    var clear: [Int32] = []
    for (stage, size) in Self.stages.enumerated()
    where !undecided.isEmpty && (!neighbors.isApproximate || size <= Self.mostApproximate) {
      let part = Fraction(stage, of: Self.stages.count + 1)
      context.report(.stage("lines among \(size) neighbors", part))
      let found = try crossingsOf(undecided, among: neighbors, size: size, in: context)
      for (subject, crossing) in zip(undecided, found) { crossings[Int(subject)] = crossing }
      undecided = undecided.filter { subject in
        let crossing = crossings[Int(subject)]
        return !(crossing.two_sided >= 1 && crossing.lines == 1)
      }
      guard neighbors.isApproximate else { continue }
      clear += undecided.filter { LineVerdicts.clearVerdict(crossings[Int($0)]) != nil }
      undecided = undecided.filter { LineVerdicts.clearVerdict(crossings[Int($0)]) == nil }
    }
    if neighbors.isApproximate {
      let lost = try LostLines.measure(
        neighbors, of: witnesses, cloud, size: Self.stages[0], largestAngle: Self.largestAngle,
        in: context)
      context.report(.remark(lost.remark))
    }
    return try settle((clear + undecided).sorted(), crossings, neighbors, in: context)
  }

  /// - Parameter ids: the rows that `neighbors` searches; nil for all.
  private func crossingsOf(
    _ subjects: [Int32], among neighbors: RowNeighbors, size: Int, ids: [Int32]? = nil,
    in context: RunContext<AttackUpdate>
  ) throws -> [ck_crossing] {
    let count = min(size, (ids?.count ?? witnesses.rows) - 1)
    guard count >= 2 else { return subjects.map { _ in ck_crossing() } }
    let grain = size > 1000 ? 4 : Self.grain
    return try parallelChunks(of: subjects.count, grain: grain, in: context) { range in
      let part = Array(subjects[range])
      let near =
        ids == nil
        ? try neighbors.nearest(count, toRows: part, in: context)
        : try neighbors.nearest(count, to: witnesses.rows(part.map(Int.init)), in: context)
      let lists = ids.map { ids in near.indices.map { $0 < 0 ? -1 : ids[Int($0)] } }
      var found = [ck_crossing](repeating: ck_crossing(), count: part.count)
      cloud.withKernelPoints { points in
        ck_lines_through(
          points, part, Int64(part.count), lists ?? near.indices, Int32(count),
          Self.largestAngle, &found)
      }
      return found
    }.flatMap(\.self)
  }

  /// Which subjects lie between one of the `ends` near them and any other of these.
  private func areBetween(
    _ subjects: [Int32], _ ends: [Int32], in context: RunContext<AttackUpdate>
  ) throws -> [Bool] {
    guard !subjects.isEmpty, ends.count >= 2 else { return subjects.map { _ in false } }
    let near = try search(among: ends, for: subjects.count, in: context)
    let others = cloud.coordinates.rows(ends.map(Int.init))
    let count = min(Self.nearEnds, ends.count)
    return try parallelChunks(of: subjects.count, grain: Self.scanned, in: context) { range in
      let part = Array(subjects[range])
      let lists = try near.nearest(count, to: witnesses.rows(part.map(Int.init)), in: context)
        .renamed(ends)
      var found = [UInt8](repeating: 0, count: part.count)
      cloud.withKernelPoints { points in
        ck_lie_between(
          points, part, Int64(part.count), lists.indices, Int32(count), others.storage,
          Int64(others.rows), Self.largestAngle, &found)
      }
      return found.map { $0 == 1 }
    }.flatMap(\.self)
  }

  /// Neighbors among some of the rows: exact for so few subjects that an index does not pay.
  private func search(
    among rows: [Int32], for subjects: Int, in context: RunContext<AttackUpdate>
  ) throws -> RowNeighbors {
    let few = witnesses.rows(rows.map(Int.init))
    guard subjects > Self.fewSubjects else { return .exact(NearestNeighbors(few), rows: few) }
    return try RowNeighbors(few, in: context)
  }

  /// Decides the rows left over and reports the real ones.
  private func settle(
    _ undecided: [Int32], _ crossings: [ck_crossing], _ neighbors: RowNeighbors,
    in context: RunContext<AttackUpdate>
  ) throws -> [Int] {
    let stages = Self.stages.count
    context.report(.stage("lines among all rows", Fraction(stages, of: stages + 1)))
    var verdicts = LineVerdicts(cloud)
    var open = undecided
    if let plain = try plainRows(of: undecided, crossings, verdicts, in: context) {
      verdicts.settle(plain)
      open = undecided.filter { !plain.contains($0) }
    }
    if neighbors.isApproximate {
      verdicts = try verdicts.prepared(open, crossings, in: context) { subjects, size, among in
        let order = neighbors.sorted(subjects, among: witnesses.rows)
        let found = try crossingsOf(
          order,
          among: among.map { try search(among: $0, for: subjects.count, in: context) }
            ?? neighbors, size: size, ids: among, in: context)
        return Array(zip(order, found))
      } _: { subjects, ends in
        try areBetween(subjects, ends, in: context)
      }
    }
    let settled = verdicts
    let real = try parallelChunks(of: undecided.count, grain: 1, in: context) { range in
      let real = undecided[range].compactMap { subject in
        settled.linesOfReal(subject, crossings[Int(subject)]).map { (Int(subject), $0) }
      }
      if !real.isEmpty {
        context.report(.guesses(real.map { guess(for: $0.0, $0.1) }))
      }
      return real.map(\.0)
    }
    context.report(.stage("done", Fraction(1)))
    return real.flatMap(\.self)
  }

  /// In a release without lines the rows that are real without a look at all rows, else nil.
  private func plainRows(
    of undecided: [Int32], _ crossings: [ck_crossing], _ verdicts: LineVerdicts,
    in context: RunContext<AttackUpdate>
  ) throws -> Set<Int32>? {
    let decided = subjectCount - undecided.count
    let plain = undecided.filter { crossings[Int($0)].lines == 0 }
    guard let sample = LineSample.of(plain, decided: decided, rows: subjectCount) else {
      return nil
    }
    let areReal = try parallelMap(sample.count, in: context) { index in
      verdicts.linesOfReal(sample[index], crossings[Int(sample[index])]) != nil
    }
    guard areReal.allSatisfy(\.self) else { return nil }
    context.report(.remark(LineSample.remark(settled: plain.count)))
    return Set(plain)
  }

  /// A claim, with the lines that end in the row as far as rows of the minority show them.
  private func guess(for subject: Int, _ ends: [[Int32]]) -> Guess {
    let lines = ends.compactMap { pair in
      pair.allSatisfy { $0 < subjectCount }
        ? EvidenceLine(rows: pair.map { unique.occurrences[Int($0)][0] }) : nil
    }
    return Guess(
      .real(row: unique.occurrences[subject][0]),
      evidence: Evidence(reason: lines.isEmpty ? .onNoLine : .endOfLines, lines: lines))
  }

  /// Bytes that a large release takes at the peak: the different rows, their scaled copy, the
  /// index, and what is known of each row.
  private var bytes: Int {
    let index = ApproximateNeighbors.bytes(rows: witnesses.rows, columns: witnesses.columns)
    let perRow = 2 * 8 * witnesses.columns + MemoryLayout<ck_crossing>.stride + 160
    return witnesses.rows * perRow + index.peak
  }
}
