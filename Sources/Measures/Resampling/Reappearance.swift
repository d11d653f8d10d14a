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
  /// The chance of at least so many more in the release than in the holdout, if neither knows the
  /// training rows: the exact sign test over the things that only one of them has.
  let chance: Double?

  /// A chance that small is no chance: one side of 95 %.
  static let smallChance = 0.025

  /// - Parameter found: one per thing asked about, such as a person or an extreme value.
  init(_ found: [Reappearance], hasHoldout: Bool) {
    func share(_ kind: Reappearance) -> BoundedMean {
      BoundedMean(found.count { $0.contains(kind) }, of: found.count)
    }
    released = share(.released)
    guard hasHoldout else {
      (control, sampled, chance) = (nil, nil, nil)
      return
    }
    control = share(.heldOut)
    sampled = share(.sampled)
    let ours = found.count { $0.contains(.sampled) && !$0.contains(.heldOut) }
    let theirs = found.count { $0.contains(.heldOut) && !$0.contains(.sampled) }
    chance = fairCoinChance(ofAtLeast: ours, in: ours + theirs)
  }

  /// Clean if nothing came out; a leak if more did than chance explains, or if there is no holdout to
  /// tell chance by.
  var verdict: MeasureVerdict {
    if released.sum == 0 { return .clean }
    guard let chance else { return .leak }
    return chance <= Self.smallChance ? .leak : .unclear
  }

  /// The shares that are compared.
  var parts: [MeasurePart] {
    guard let control, let sampled, let chance else { return [] }
    return [
      MeasurePart("the same, in as many released rows as the holdout is asked for", sampled.mean),
      MeasurePart("the same, in as many holdout rows", control.mean),
      MeasurePart("chance of that difference by chance alone", chance),
    ]
  }

  /// What to know about the verdict.
  var remarks: [String] {
    switch (verdict, chance) {
    case (.leak, nil):
      ["Without a holdout there is no telling whether other people's rows would show as much."]
    case (.unclear, _):
      ["Rows of people whose data was not used show about as much: that may be chance."]
    default: []
    }
  }

  /// What `verdict` follows, for the rules of a measure.
  static let rule =
    "leak if the release shows more than as many holdout rows do (exact sign test, one-sided 2.5 "
    + "%; without a holdout, if it shows anything), clean if it shows nothing"
}
