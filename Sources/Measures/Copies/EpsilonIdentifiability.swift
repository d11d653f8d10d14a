import Jobs
import Numeric
import Parameters
import Tabular

/// The share of training rows that lie nearer to a synthetic row than to any other training row.
///
///     #{ t : min over s of d_w(t, s) < min over t' ≠ t of d_w(t, t') } / #T
///
/// The distance d_w weights each column by one over its entropy.
public struct EpsilonIdentifiability: Measure {
  /// `epsilon-identifiability`
  public static let name = "epsilon-identifiability"
  /// `ε-identifiability`
  public static let title = "ε-identifiability"
  /// One line.
  public static let summary =
    "share of the training rows that are nearer to a synthetic than to another training row"
  /// The definition followed.
  public static let source = Citation(
    "Yoon, Drumright and van der Schaar, Anonymization Through Data Synthesis Using Generative "
      + "Adversarial Networks, IEEE JBHI 24, 2020",
    link: "https://doi.org/10.1109/JBHI.2020.2980262")
  /// None.
  public static let parameters: [ParameterSpec] = []
  /// Real rows that came out again.
  public static let group = MeasureGroup.copies
  /// 1 is a copy.
  public static let direction = Direction.lowerIsSafer
  /// A holdout helps, but is not needed.
  public static let needs: Set<MeasureNeed> = []
  /// The definition in detail.
  public static let rules = MeasureRules(
    scaling: ClosestRecordDistance.scaling
      + ", each weighted by one over its entropy among the training rows (numbers in 10 bins)",
    ties: "just as near is not nearer; but a training row that the release holds exactly counts, "
      + "even if another training row is equal to it",
    degenerate: "a column without entropy does not count; the release is never taken for the "
      + "training table itself, however equal; needs 2 training rows",
    interval: ShareComparison.interval,
    threshold: ShareComparison.threshold
      + ". A holdout row is found if it is nearer to a synthetic than to a training row. Without a "
      + "holdout: leak if surely above s / (s + n − 1), which s fresh rows beside n give; the "
      + "authors leave ε to the user, 5 to 10 % in use, which fresh rows exceed by far")

  /// There is nothing to set.
  public init(_ values: ParameterValues) {}

  /// - Throws: `MeasureError`, `CancellationError`.
  public func measure(
    _ input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> Measurement {
    let records = try ClosestRecords(input, for: Self.self)
    try records.require(2, of: .training)
    let space = MixedSpace(
      input.training, weights: InverseEntropy.weights(of: input.training))
    let training = try space.rows(of: input.training)
    let synthetic = try space.rows(of: input.synthetic)
    let passes = input.holdout == nil ? 2 : 4
    let real = Approach(
      synthetic: try synthetic.nearest(1, to: training, in: context.step(0, of: passes)).nearest,
      other: try training.nearest(1, to: training, isSelf: true, in: context.step(1, of: passes))
        .nearest)
    let holdout = try input.holdout.map { table in
      let rows = try space.rows(of: table)
      return Approach(
        synthetic: try synthetic.nearest(1, to: rows, in: context.step(2, of: passes)).nearest,
        other: try training.nearest(1, to: rows, in: context.step(3, of: passes)).nearest)
    }
    return measurement(real, holdout, synthetic.count)
  }

  private func measurement(_ real: Approach, _ holdout: Approach?, _ made: Int) -> Measurement {
    let comparison = ShareComparison(
      found: real.found.count, trials: real.synthetic.count,
      unseen: holdout.map { ($0.found.count, $0.synthetic.count) }, hasHoldout: holdout != nil,
      copies: CopyRule(real.synthetic, beside: holdout?.synthetic, .training))
    let chance = Double(made) / Double(made + real.synthetic.count - 1)
    let verdict =
      holdout == nil && real.isAbove(chance) ? .leak : comparison.verdict
    return Measurement(
      comparison.share, interval: comparison.interval,
      reference: comparison.unseenShare ?? chance, verdict: verdict,
      sentence: "\(PlainText.percent(comparison.share)) of the training rows lie nearer to a "
        + "synthetic row than to any other real person; fresh rows would give about "
        + "\(PlainText.percent(comparison.unseenShare ?? chance))"
        + (verdict == .leak ? ", so the release follows the people it was made from." : "."),
      parts: [MeasurePart("chance for so many fresh rows", chance)] + comparison.parts,
      rows: verdict == .leak ? real.rows : [], remarks: comparison.remarks)
  }
}

/// How near real rows are to the release and to other real rows.
private struct Approach {
  /// To the nearest synthetic row, one per real row.
  let synthetic: [Double]
  /// To the nearest other real row.
  let other: [Double]

  /// Real rows that are nearer to the release, or in it.
  var found: [Int] {
    synthetic.indices.filter { synthetic[$0] < other[$0] || synthetic[$0] == 0 }
  }

  /// The found ones, by their distance to the release.
  var rows: [Int] { TrainingRows.ascending(found) { synthetic[$0] } }

  /// Whether surely more rows than `chance` are nearer, those with a double among real rows left
  /// out.
  func isAbove(_ chance: Double) -> Bool {
    let nearer = synthetic.indices.count { synthetic[$0] < other[$0] }
    let trials = Double(synthetic.count)
    return ShareInterval.wilson(Double(nearer) / trials, trials: trials, z: ShareInterval.z999).low
      > chance
  }
}
