import Jobs
import Numeric
import Parameters
import Tabular

/// The share of range ends held by one person alone that the release gives away.
///
/// It asks about the training rows, and thinks of leaving a person out: where the range would end
/// earlier without somebody, released values beyond that earlier end tell that there is somebody, and
/// up to where. Source: Meeus et al. 2023 (outliers and records at the edge are the most exposed);
/// the measure is ours. Status: verified.
public struct RangeExtending: Measure {
  /// On the command line.
  public static let name = "range-extending"
  /// In menus and messages.
  public static let title = "Range-extending records"
  /// In menus and help.
  public static let summary =
    "Share of extreme values of a single person that the release gives away."
  /// The paper that finds such records the most exposed.
  public static let source = Citation(
    "Meeus et al.: Achilles' Heels: Vulnerable Record Identification in Synthetic Data Publishing, "
      + "ESORICS 2023", link: "https://arxiv.org/abs/2306.10308")
  /// Nothing to set.
  public static let parameters: [ParameterSpec] = []
  /// Rarity.
  public static let group = MeasureGroup.rarity
  /// Fewer are safer.
  public static let direction = Direction.lowerIsSafer
  /// The two tables will do; a holdout tells chance.
  public static let needs: Set<MeasureNeed> = []
  /// The definition in detail.
  public static let rules = MeasureRules(
    scaling: "each column in units of its own range over the training rows",
    ties: "an end that two people share is held by nobody alone; missing numbers are left out",
    degenerate:
      "undefined, and neither leak nor clean, where nobody holds an end alone; constant columns have no ends; a release "
      + "that goes beyond an end does not give it away",
    interval: "Wilson's at 95 %, each end taken as a try",
    threshold: "an end is given away if the outermost released value lies beyond the runner-up and "
      + "not beyond the end; rows that do not know the training rows hit an end of a column without "
      + "equal numbers with a chance of a quarter, so it is a leak if a binomial test over one such "
      + "end per person finds more (2.5 %); in other columns: " + ReappearanceCount.rule)

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {}

  /// The share of lone ends that are given away; rows are the people who hold one, those first on
  /// whom the largest shares of ranges hang, whether the release gives them away or not.
  ///
  /// - Throws: `MeasureError.notApplicable` without a column of numbers, `CancellationError`.
  /// - Complexity: O(columns × rows).
  public func measure(
    _ input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> Measurement {
    let names = input.comparedColumns.filter { !$0.isCategory }.map(\.name)
    guard !names.isEmpty else {
      throw MeasureError.notApplicable(
        measure: Self.title, because: "there are no columns of numbers in these tables")
    }
    let samples = EqualSamples(of: input)
    let columns = try parallelMap(names.count, in: context) { index in
      let name = names[index]
      let numbers = input.numbers(name, in: .training)
      return LoneExtreme.all(of: name, numbers).map { extreme in
        Ending(
          extreme, isFine: Self.isFine(numbers), released: input.numbers(name, in: .synthetic),
          heldOut: input.numbers(name, in: .holdout), samples)
      }
    }
    return measurement(columns.flatMap(\.self), input)
  }

  private func measurement(_ ends: [Ending], _ input: MeasureInput) -> Measurement {
    let again = ReappearanceCount(
      ends.map(\.found), hasHoldout: input.holdout != nil, chance: Self.chance(of: ends, input))
    let worst = ends.max { $0.extreme.share < $1.extreme.share }
    return Measurement(
      ends.isEmpty ? nil : again.released.mean,
      interval: ends.isEmpty ? nil : again.released.interval(),
      reference: ends.isEmpty ? nil : again.control?.mean,
      verdict: ends.isEmpty ? .unclear : again.verdict,
      sentence: sentence(ends, again),
      parts: again.parts + [
        MeasurePart("ends of ranges held by one person", Double(ends.count)),
        MeasurePart("given away", again.released.sum),
        MeasurePart("given away to the exact value", Double(ends.count { $0.reach == 1 })),
        MeasurePart("passed by released values", Double(ends.count { $0.reach == nil })),
        MeasurePart("largest share of a range that hangs on one person", worst?.extreme.share ?? 0),
      ], rows: Self.order(ends.map(\.extreme)),
      remarks: again.remarks
        + (ends.isEmpty
          ? ["Nobody holds the end of a range alone: there is nothing to measure."] : []))
  }

  /// True if hardly any two numbers are equal, so that ranks are as likely in any order.
  private static func isFine(_ numbers: [Double]) -> Bool {
    let present = numbers.filter { !$0.isNaN }
    return Double(Set(present).count) >= 0.9 * Double(present.count)
  }

  /// The chance that so many ends are given away by rows that do not know the training rows; nil
  /// without an end of a fine column.
  ///
  /// Of n + s exchangeable rows the outermost is one of the n people, and the next one of the s
  /// released, with chance n s / ((n + s) (n + s − 1)): about a quarter at most. Of each person one
  /// end counts, the first: columns that go together would count the same event twice.
  private static func chance(of ends: [Ending], _ input: MeasureInput) -> Double? {
    var people = Set<Int>()
    let apart = ends.filter { $0.isFine && people.insert($0.extreme.row).inserted }
    guard !apart.isEmpty else { return nil }
    let n = Double(input.training.rowCount)
    let s = Double(input.synthetic.rowCount)
    let each = min(0.5, max(0.25, n * s / ((n + s) * (n + s - 1))))
    return BinomialDistribution(trials: apart.count, chance: each)
      .tail(apart.count { $0.found.contains(.released) })
  }

  /// Holders, by the sum of the shares of ranges that hang on them.
  private static func order(_ extremes: [LoneExtreme]) -> [Int] {
    var shares: [Int: Double] = [:]
    for extreme in extremes { shares[extreme.row, default: 0] += extreme.share }
    return shares.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }.map(\.key)
  }

  private func sentence(_ ends: [Ending], _ again: ReappearanceCount) -> String {
    guard !ends.isEmpty else {
      return "No single person determines where the values of a column begin or end."
    }
    return "\(ends.count) end\(ends.count == 1 ? "" : "s") of the ranges of the columns "
      + "\(ends.count == 1 ? "is" : "are") there because of one person each; the release gives "
      + "\(Int(again.released.sum)) of them away."
  }
}

/// A lone extreme and how near the release comes to it.
private struct Ending: Sendable {
  let extreme: LoneExtreme
  /// Whether its column has hardly any equal numbers.
  let isFine: Bool
  /// As `LoneExtreme.reach`, of all released rows.
  let reach: Double?
  let found: Reappearance

  init(
    _ extreme: LoneExtreme, isFine: Bool, released: [Double], heldOut: [Double],
    _ samples: EqualSamples
  ) {
    self.extreme = extreme
    self.isFine = isFine
    let reach = extreme.reach(of: released)
    var found: Reappearance = []
    if (reach ?? 0) > 0 { found.insert(.released) }
    if (extreme.reach(of: samples.synthetic.lazy.map { released[$0] }) ?? 0) > 0 {
      found.insert(.sampled)
    }
    if (extreme.reach(of: (samples.holdout ?? []).lazy.map { heldOut[$0] }) ?? 0) > 0 {
      found.insert(.heldOut)
    }
    self.reach = reach
    self.found = found
  }
}
