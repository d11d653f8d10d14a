import Numeric
import Tabular

/// Rows of the release and as many of the holdout, so that both had the same chance to hit something
/// of the training rows.
struct EqualSamples: Sendable {
  /// Rows of the synthetic table, ascending.
  let synthetic: [Int]
  /// Rows of the holdout, ascending; nil without one.
  let holdout: [Int]?

  /// All rows of the smaller table, and as many of the larger, drawn by the seed of the input.
  init(of input: MeasureInput) {
    guard let others = input.holdout else {
      (synthetic, holdout) = (Array(0..<input.synthetic.rowCount), nil)
      return
    }
    let size = min(input.synthetic.rowCount, others.rowCount)
    var random = NumPyRandom(seed: input.seed)
    synthetic = random.permutation(input.synthetic.rowCount).prefix(size).sorted()
    holdout = random.permutation(others.rowCount).prefix(size).sorted()
  }
}

/// Whether something of the training rows came out again: in the release, in as many rows of it as
/// the holdout has, and in as many rows of the holdout.
struct Reappearance: OptionSet, Sendable {
  let rawValue: UInt8

  static let released = Reappearance(rawValue: 1)
  static let sampled = Reappearance(rawValue: 2)
  static let heldOut = Reappearance(rawValue: 4)

  /// What each row of a table stands for, if it hits something; none for rows that do not count.
  static func marks(of table: Table, _ samples: EqualSamples, rows: Int) -> [Reappearance] {
    var marks = [Reappearance](repeating: table == .synthetic ? .released : [], count: rows)
    switch table {
    case .training: break
    case .synthetic: for row in samples.synthetic { marks[row].insert(.sampled) }
    case .holdout: for row in samples.holdout ?? [] { marks[row].insert(.heldOut) }
    }
    return marks
  }
}

/// How much of the training rows came out again, and whether more of it than other people's rows
/// would have brought out by chance.
struct ReappearanceCount: Sendable {
  /// Share of all things asked about that are in the release.
  let released: BoundedMean
  /// Share that are in as many rows of the holdout as `sampled` looks at; nil without a holdout.
  let control: BoundedMean?
  /// Share that are in a sample of the release of that size; nil without a holdout.
  let sampled: BoundedMean?
  /// The chance of at least so much in the release if it does not know the training rows; nil if
  /// there is nothing to tell it by. With a holdout it is the exact sign test over the things that
  /// only one of release and holdout has.
  let chance: Double?
  /// How many such questions are asked at once.
  private let looks: Int

  /// A chance that small is no chance: one side of 95 %.
  static let smallChance = 0.025

  /// - Parameters:
  ///   - found: one per thing asked about, such as a person or an extreme value.
  ///   - chance: where it is known without the holdout.
  ///   - looks: how many such questions are asked at once (Bonferroni); 1 or more.
  init(
    _ found: [Reappearance], hasHoldout: Bool, chance known: Double? = nil, looks: Int = 1
  ) {
    self.looks = looks
    func share(_ kind: Reappearance) -> BoundedMean {
      BoundedMean(found.count { $0.contains(kind) }, of: found.count)
    }
    released = share(.released)
    guard hasHoldout else {
      (control, sampled, chance) = (nil, nil, known)
      return
    }
    control = share(.heldOut)
    sampled = share(.sampled)
    let ours = found.count { $0.contains(.sampled) && !$0.contains(.heldOut) }
    let theirs = found.count { $0.contains(.heldOut) && !$0.contains(.sampled) }
    chance = known ?? BinomialDistribution(trials: ours + theirs, chance: 0.5).tail(ours)
  }

  /// Clean if nothing came out; a leak if more did than chance explains, or if there is nothing to
  /// tell chance by.
  var verdict: MeasureVerdict {
    if released.sum == 0 { return .clean }
    guard let chance else { return .leak }
    return chance <= Self.smallChance / Double(looks) ? .leak : .unclear
  }

  /// The shares that are compared.
  var parts: [MeasurePart] {
    [
      sampled.map {
        MeasurePart("the same, in as many released rows as the holdout is asked for", $0.mean)
      },
      control.map { MeasurePart("the same, in as many holdout rows", $0.mean) },
      chance.map { MeasurePart("chance of so much without knowing the training rows", $0) },
    ].compactMap(\.self)
  }

  /// What to know about the verdict.
  var remarks: [String] {
    switch (verdict, chance) {
    case (.leak, nil):
      ["Without a holdout there is no telling whether other people's rows would show as much."]
    case (.unclear, _):
      ["A release that does not know the training rows could show as much by chance."]
    default: []
    }
  }

  /// What `verdict` follows, for the rules of a measure.
  static let rule =
    "leak if the release shows more than as many holdout rows do (exact sign test, one-sided 2.5 "
    + "%; without a holdout, if it shows anything), clean if it shows nothing"
}
