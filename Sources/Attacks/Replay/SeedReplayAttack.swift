import Jobs
import Numeric
import Parameters

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Rebuilds real minority records from synthetic rows in the order they were drawn, by guessing the
/// seed.
///
/// Most scripts say `random_state=42` or `0`. The seed, k and the size of the class tell which rows
/// have the same parents and where between them each row lies; two rows of the same parents are two
/// linear equations that give both, and a row of a known parent gives the other. A guess proves
/// itself by equations that agree; see `SeedReplay`.
///
/// Source: ours. Status: verified on releases of imbalanced-learn 0.14.
public struct SeedReplayAttack: Attack {
  /// On the command line.
  public static let name = "seed-replay"
  /// In menus and messages.
  public static let title = "Seed replay"
  /// In menus and help.
  public static let summary =
    "Guesses the seed of unshuffled rows, and solves them for both their parents."
  /// Where the order of the draws is defined.
  public static let source = Citation(
    "imbalanced-learn 0.14: SMOTE._make_samples (the order of the draws)",
    link: "https://imbalanced-learn.org/stable/references/over_sampling.html")
  /// `largest-k` and `largest-class`: what is searched.
  public static let parameters = [
    ParameterSpec.integer(
      "largest-k", in: 1...100, default: 10, help: "try numbers of neighbors from 1 to this"),
    ParameterSpec.integer(
      "largest-class", in: 2...1_000_000, default: 10_000,
      help: "try class sizes from 2 to this, at most the number of rows"),
  ]
  /// The synthetic rows alone.
  public static let releaseKind = ReleaseKind.synthetic

  private let largestK: Int
  private let largestClass: Int

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    largestK = values.integer("largest-k")
    largestClass = values.integer("largest-class")
  }

  /// Seeds to try; the usual ones where none are given.
  public var needs: Set<Knowledge> { [.seeds] }

  /// Claims all records that the seed leads to, if one proves itself.
  ///
  /// - Throws: `AttackError.tooFewRows` for fewer than 4 rows, `.notApplicable` if no seed fits the
  ///   order of the rows; `CancellationError`.
  public func run(
    on view: AttackerView, in context: RunContext<AttackUpdate>
  ) throws -> SettingsEstimate {
    let rows = view.release.minority
    try Self.require(4, of: rows)
    let seeds = view.seeds.isEmpty ? SeedList.usual : view.seeds
    let replay = SeedReplay(
      rows: rows, known: view.known, largestK: largestK, largestClass: largestClass)
    guard let finding = try replay.find(seeds, in: context) else {
      throw AttackError.notApplicable(attack: Self.title, because: reason(seeds.count, rows.rows))
    }
    for remark in remarks(finding) { context.report(.remark(remark)) }
    let guesses = ReplayClaims(finding, rows: rows).guesses()
    context.report(.guesses(guesses))
    context.report(.stage("done", Fraction(1)))
    return estimate(finding, rows.rows)
  }

  private func reason(_ seeds: Int, _ rows: Int) -> String {
    "none of \(seeds) seed\(seeds == 1 ? "" : "s") fits the order of the rows (SMOTE with k from "
      + "1 to \(largestK) from a class of 2 to \(min(largestClass, rows)) rows; the rows may have "
      + "been shuffled, or drawn with another seed; other seeds to try: --try-seeds)"
  }

  private func remarks(_ finding: SeedReplay.Finding) -> [String] {
    let size =
      finding.bases.count == 1
      ? "\(finding.bases.lowerBound)"
      : "\(finding.bases.lowerBound) to \(finding.bases.upperBound)"
    let exponent = Int((finding.logFalseAlarms / log(10)).rounded(.up))
    let proof =
      "the rows were drawn with seed \(finding.seed), k = \(finding.k) and \(size) rows to start "
      + "from: \(finding.agreements) equations agree beyond those solved; of "
      + "\(finding.hypothesesTried) guesses fewer than 1e\(exponent) would by chance"
    let others =
      "the draws of SMOTE were tried, which are those of Borderline-SMOTE 1 too; ADASYN, SVM-SMOTE, "
      + "KMeans-SMOTE and Borderline-SMOTE 2 draw in other orders, which were not"
    let border =
      "more records were found than rows were started from: only some records were, as in "
      + "Borderline-SMOTE 1"
    return [proof, others] + (finding.hasMoreRecordsThanBases ? [border] : [])
  }

  private func estimate(_ finding: SeedReplay.Finding, _ rows: Int) -> SettingsEstimate {
    let k = finding.k
    guard !finding.hasMoreRecordsThanBases else { return SettingsEstimate(k: k, kRange: k...k) }
    let count = Double(rows)
    return SettingsEstimate(
      k: k, kRange: k...k, ratio: count / Double(finding.likelyBases),
      ratioRange: count / Double(finding.bases.upperBound)...count
        / Double(finding.bases.lowerBound))
  }
}
