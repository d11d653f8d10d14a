import CKernels
import Jobs
import Numeric
import Parameters

/// Ranks the rows of an augmented release by how real they look, also where noise has bent the
/// lines.
///
/// A synthetic row lies between its parents, near many chords that join rows on either side of it.
/// In a real record lines end: pairs of rows are in line with it on one side. Both are counted
/// among the neighbors, within a tolerance, and the score is
///
///     (ends − chords) / √(ends + chords + 1)
///
/// The tolerance is given by `noise`, or chosen where the count of pairs in line grows least with
/// it: there all pairs of real lines are in and chance pairs are still few.
///
/// Source: the chords are ours, as is the use of line ends; the attack they stand in for is Ganev
/// et al., "SMOTE and Mirrors", ICLR 2026. Status: verified.
public struct ChordDistinguishing: Attack {
  /// On the command line.
  public static let name = "chord-distinguishing"
  /// In menus and messages.
  public static let title = "Chords"
  /// In menus and help.
  public static let summary =
    "Ranks the rows of an augmented release by how real they look, also under noise."
  /// The paper whose attack fails under noise.
  public static let source = DistinSMOTE.source
  /// `noise`, `neighbors`.
  public static let parameters = [
    ParameterSpec.real(
      "noise", in: 0...1, default: 0,
      help: "largest change of a value as a share of its column's range; 0: read off the release"),
    ParameterSpec.integer(
      "neighbors", in: 4...1000, default: 60, help: "rows around each that are paired up"),
  ]
  /// Real and synthetic rows together.
  public static let releaseKind = ReleaseKind.augmented

  private let noise: Double
  private let neighbors: Int
  /// Ends per chord, and ends, from which on a row is claimed.
  private static let claimed = (ratio: 16, ends: 12)
  /// Growth of the pairs in line with the tolerance up to which rows are claimed.
  private static let mostGrowth = 1.15

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    noise = values.real("noise")
    neighbors = values.integer("neighbors")
  }

  /// Nothing.
  public var needs: Set<Knowledge> { [] }

  /// Scores every row, and claims those at which many lines end and hardly a chord passes.
  ///
  /// - Throws: `AttackError` for fewer than 5 different rows; `CancellationError`.
  /// - Complexity: that of the neighbors, and O(rows × neighbors² × columns).
  public func run(
    on view: AttackerView, in context: RunContext<AttackUpdate>
  ) throws -> SettingsEstimate {
    let unique = UniqueRows(view.release.minority)
    try Self.require(5, of: unique.rows)
    let field = ChordField(
      unique.rows, others: view.release.others, neighbors: neighbors)
    let found = try field.tolerance(in: context)
    let tolerance =
      noise > 0
      ? ChordField.tolerance(forNoise: noise, columns: unique.rows.columns) : found.tolerance
    let chords = try field.chords(within: tolerance, in: context)
    var scores = [Double](repeating: 0, count: view.release.minority.rows)
    for (position, seen) in chords.enumerated() {
      for row in unique.occurrences[position] { scores[row] = Self.score(seen) }
    }
    context.report(.scores(scores))
    let premise = Premise.noise(amplitudes: field.amplitudes(ofTolerance: tolerance))
    // Where many pairs are in line by chance a ranking is all there is.
    let real =
      found.growth > Self.mostGrowth ? [] : chords.indices.filter { Self.isClaimed(chords[$0]) }
    context.report(
      .guesses(
        real.map { position in
          Guess(
            .real(row: unique.occurrences[position][0]),
            evidence: Self.evidence(chords[position], unique, premise), certainty: .probable)
        }))
    context.report(.stage("done", Fraction(1)))
    return SettingsEstimate()
  }

  private static func score(_ chords: ck_chords) -> Double {
    let difference = Double(chords.ends - chords.chords)
    return difference / Double(chords.ends + chords.chords + 1).squareRoot()
  }

  private static func isClaimed(_ chords: ck_chords) -> Bool {
    Int(chords.ends) >= max(claimed.ends, claimed.ratio * Int(chords.chords))
  }

  private static func evidence(
    _ chords: ck_chords, _ unique: UniqueRows, _ premise: Premise
  ) -> Evidence {
    let pairs = chords.end_pairs
    let lines = [[pairs.0.0, pairs.0.1], [pairs.1.0, pairs.1.1], [pairs.2.0, pairs.2.1]]
      .filter { $0[0] >= 0 }
      .map { pair in EvidenceLine(rows: pair.map { unique.occurrences[Int($0)][0] }) }
    return Evidence(
      reason: .endOfLines, lines: lines, premise: premise,
      ruledOut: [.synthetic(lines: Int(chords.chords))])
  }
}
