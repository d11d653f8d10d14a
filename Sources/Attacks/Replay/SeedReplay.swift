import Jobs
import Numeric

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Tries seeds on rows in the order in which they were drawn.
///
/// imbalanced-learn's SMOTE draws `randint(0, bases · k)` for every row, then `uniform()` for every
/// row, from `RandomState(seed)`. With the right seed it is known which rows have the same parents
/// and where between them each lies: linear equations that agree with each other. A wrong seed, or
/// another order, gives none.
public struct SeedReplay: Sendable {
  /// What was found out with a seed that proved itself.
  public struct Finding: Sendable {
    /// The seed that the rows were drawn with.
    public let seed: UInt32
    /// Neighbors of each base.
    public let k: Int
    /// Numbers of bases that give the same draws, the likeliest first bound.
    public let bases: ClosedRange<Int>
    /// Seeds that were tried, this one included.
    public let seedsTried: Int
    /// Combinations of a seed, a number of bases and a number of neighbors that were tried.
    public let hypothesesTried: Int
    /// Equations that agree beyond those that were solved.
    public let agreements: Int
    /// The natural logarithm of how many wrong hypotheses are expected to agree as often.
    public let logFalseAlarms: Double
    let cells: SolvedCells
    let records: ReplayedRecords

    /// How many wrong hypotheses are expected to agree as often, among all that were tried.
    public var falseAlarms: Double { exp(logFalseAlarms) }
    /// The likeliest number of bases: the fewest, but not fewer than records were found.
    public var likelyBases: Int {
      min(bases.upperBound, max(bases.lowerBound, records.places.count))
    }
    /// Whether more records were found than there are bases: then only some records were bases.
    public var hasMoreRecordsThanBases: Bool { records.places.count > bases.upperBound }
  }

  private let cloud: PointCloud
  private let known: Matrix?
  private let largestK: Int
  private let largestClass: Int

  /// - Parameters:
  ///   - rows: in the order of the release, at least 2.
  ///   - known: records known from elsewhere, in the same units.
  ///   - largestK: neighbors tried, from 1.
  ///   - largestClass: bases tried, from 2; never more than there are rows.
  public init(rows: Matrix, known: Matrix? = nil, largestK: Int = 10, largestClass: Int = 10_000) {
    let cloud = PointCloud(rows)
    self.cloud = cloud
    self.known = known.map { PointCloud.scaled($0, by: cloud.scales) }
    self.largestK = largestK
    self.largestClass = min(largestClass, rows.rows)
  }

  /// Hypotheses per seed.
  public var hypothesesPerSeed: Int { max(0, largestClass - 1) * largestK }

  /// The first of `seeds` that proves itself, or nil.
  ///
  /// - Throws: `CancellationError`.
  /// - Complexity: per seed O(rows) and about (k · bases)^1.5 for the largest numbers tried; then
  ///   O(rows × records) for the propagation.
  public func find(
    _ seeds: [UInt32], in context: RunContext<AttackUpdate>
  ) throws -> Finding? {
    guard largestClass >= 2, !seeds.isEmpty else { return nil }
    let search = DrawSearch(cloud, largestBound: largestClass * largestK)
    let alarms = FalseAlarms(tried: hypothesesPerSeed * seeds.count)
    for (number, seed) in seeds.enumerated() {
      context.report(.stage("seed \(seed)", Fraction(number, of: seeds.count)))
      try context.checkCancellation()
      let words = DrawnWords(seed: seed, rows: cloud.coordinates.rows)
      let survivors = try search.survivors(of: words, in: context)
      let proven = try proven(survivors, words, alarms, in: context)
      if let best = try best(of: proven, words, alarms, tried: number + 1, in: context) {
        return best
      }
    }
    return nil
  }

  private struct Proven: Sendable {
    let bounds: DrawBounds
    let k: Int
    let bases: ClosedRange<Int>
    let evidence: DrawEvidence
  }

  private var solver: SegmentSolver {
    SegmentSolver(rows: cloud.coordinates, rounding: cloud.rounding)
  }

  private func cells(_ bounds: DrawBounds, _ words: DrawnWords) -> SolvedCells? {
    try? SolvedCells(words.draws(bounds, rows: cloud.coordinates.rows), solver)
  }

  /// The hypotheses that agree too often for chance, and that nothing contradicts.
  private func proven(
    _ survivors: [DrawBounds], _ words: DrawnWords, _ alarms: FalseAlarms,
    in context: RunContext<AttackUpdate>
  ) throws -> [Proven] {
    try parallelMap(survivors.count, in: context) { place -> [Proven] in
      let bounds = survivors[place]
      guard let cells = cells(bounds, words), cells.solved.count > 1 else { return [] }
      return (1...largestK).compactMap { k in
        guard let bases = bounds.bases(k: k, atMost: largestClass),
          let evidence = DrawTrial(cells, k: k).evidence(), alarms.accepts(evidence)
        else { return nil }
        return Proven(bounds: bounds, k: k, bases: bases, evidence: evidence)
      }
    }.flatMap(\.self)
  }

  /// The hypothesis that explains the most rows with the fewest records and bases.
  ///
  /// Draws with a divisor of the right k know as many segments, but not that they share a base;
  /// with a multiple they give one base to several records, and are contradicted.
  private func best(
    of proven: [Proven], _ words: DrawnWords, _ alarms: FalseAlarms, tried: Int,
    in context: RunContext<AttackUpdate>
  ) throws -> Finding? {
    var best: (surplus: Int, finding: Finding)?
    for candidate in proven {
      guard let cells = cells(candidate.bounds, words) else { continue }
      var propagation = ReplayPropagation(cells, k: candidate.k, known: known)
      try propagation.run(in: context)
      guard propagation.contradictions == 0, propagation.surplus > best?.surplus ?? .min else {
        continue
      }
      let finding = Finding(
        seed: words.seed, k: candidate.k, bases: candidate.bases, seedsTried: tried,
        hypothesesTried: alarms.tried, agreements: candidate.evidence.agreements,
        logFalseAlarms: alarms.logExpected(candidate.evidence), cells: cells,
        records: propagation.records)
      best = (propagation.surplus, finding)
    }
    return best?.finding
  }
}
