import Jobs
import Numeric
import Parameters
import Tabular

/// The share of training people with a value, or a pair of values, that hardly anybody shares with
/// them and that is in the release.
///
/// It asks about the training rows. Source: the threshold rule of official statistics (Hundepool et
/// al., Handbook on Statistical Disclosure Control). Status: verified.
public struct RareValues: Measure {
  /// On the command line.
  public static let name = "rare-values"
  /// In menus and messages.
  public static let title = "Rare values"
  /// In menus and help.
  public static let summary =
    "Share of people whose rare values, or rare pairs of values, come out again in the release."
  /// The handbook that has the rule.
  public static let source = Citation(
    "Hundepool et al.: Handbook on Statistical Disclosure Control (threshold rule)",
    link: "https://research.cbs.nl/casc/SDC_Handbook.pdf")
  /// `people`, `pairs`, `bins`.
  public static let parameters = [
    ParameterSpec.integer(
      "people", in: 1...1000, default: 2, help: "people who may share a rare value at most"),
    ParameterSpec.flag("pairs", default: true, help: "look at pairs of values too"),
    AnonymityClasses.bins,
  ]
  /// Rarity.
  public static let group = MeasureGroup.rarity
  /// Fewer are safer.
  public static let direction = Direction.lowerIsSafer
  /// The two tables will do; a holdout tells chance.
  public static let needs: Set<MeasureNeed> = []
  /// The definition in detail.
  public static let rules = MeasureRules(
    scaling: AnonymityClasses.scaling,
    ties: "a value is the same if it is exactly equal; a missing one is not a value; a pair counts "
      + "only if neither of its values is rare alone",
    degenerate: "without rare values nothing can come out: 0; columns that name rows are left out",
    interval: "Wilson's at 95 %, each training row taken as a try",
    threshold: "leak if more people have more of their rare values and pairs in the release than "
      + "in as many holdout rows (exact sign test over the people, one-sided 2.5 %; without a "
      + "holdout, if anybody has any), clean if nobody has any; fewer than three people to a value "
      + "is the threshold rule of official statistics")

  private let most: Int
  private let withPairs: Bool
  private let bins: Int

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    most = values.integer("people")
    withPairs = values.flag("pairs")
    bins = values.integer("bins")
  }

  /// The chance of so many people with more of their values in the release than in the holdout if
  /// the release does not know them: with many columns nearly everybody has some rare pair that
  /// comes out by chance, but in a copy it is all of them.
  private static func chance(of holdings: [RareItems.Holding]) -> Double {
    let ours = holdings.count { $0.sampled > $0.heldOut }
    let theirs = holdings.count { $0.heldOut > $0.sampled }
    return BinomialDistribution(trials: ours + theirs, chance: 0.5).tail(ours)
  }

  /// The share of people with a rare value that came out again; rows are these people, those with
  /// the rarest and the most such values first.
  ///
  /// - Throws: `CancellationError`.
  /// - Complexity: O(columns² × rows) with pairs.
  public func measure(
    _ input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> Measurement {
    let columns = try input.comparedColumns.map {
      try ColumnCodes($0.name, of: input, bins: bins, in: context)
    }
    let items = try RareItems(
      columns, heldBy: most, withPairs: withPairs, of: input, in: context)
    let again = ReappearanceCount(
      items.holdings.map(\.found), hasHoldout: input.holdout != nil,
      chance: input.holdout.map { _ in Self.chance(of: items.holdings) })
    let holders = BoundedMean(items.holdings.count { $0.count > 0 }, of: items.holdings.count)
    let shown = items.holdings.indices.filter { items.holdings[$0].exposure > 0 }
    return Measurement(
      again.released.mean, interval: again.released.interval(), reference: again.control?.mean,
      verdict: again.verdict,
      sentence: "\(Percent.text(holders.mean)) of the training people have a value or a pair of "
        + "values that at most \(most) of them have; of \(Percent.text(again.released.mean)) of all, "
        + "such a value is in the release.",
      parts: again.parts + [
        MeasurePart("people with a rare value or pair", holders.mean),
        MeasurePart("rare values", Double(items.values.all)),
        MeasurePart("rare values in the release", Double(items.values.released)),
        MeasurePart("rare pairs", Double(items.pairs.all)),
        MeasurePart("rare pairs in the release", Double(items.pairs.released)),
      ],
      rows: shown.sorted { one, other in
        let (first, second) = (items.holdings[one].exposure, items.holdings[other].exposure)
        return first != second ? first > second : one < other
      }, remarks: again.remarks)
  }
}
