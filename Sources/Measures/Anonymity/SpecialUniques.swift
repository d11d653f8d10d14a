import Jobs
import Parameters

/// The share of training people whom few values single out, and of whom those very values come out
/// again in the release.
///
/// It asks about the training rows: a special unique is a person who is alone with the values of a
/// small set of columns. Source: Manning, Haglin and Keane 2008 (SUDA2), score as in sdcMicro's
/// `suda2`. Status: verified.
public struct SpecialUniques: Measure {
  /// On the command line.
  public static let name = "special-uniques"
  /// In menus and messages.
  public static let title = "Special uniques (SUDA2)"
  /// In menus and help.
  public static let summary =
    "Share of people whom very few values single out, and whose values come out again."
  /// The paper that defines the search.
  public static let source = Citation(
    "Manning, Haglin and Keane: A recursive search algorithm for statistical disclosure assessment, "
      + "2008", link: "https://doi.org/10.1007/s10618-007-0078-6")
  /// `max-size`, `bins`.
  public static let parameters = [
    ParameterSpec.integer(
      "max-size", in: 1...6, default: 3, help: "values that may be needed to single out a person"),
    AnonymityClasses.bins,
  ]
  /// Anonymity.
  public static let group = MeasureGroup.anonymity
  /// Fewer are safer.
  public static let direction = Direction.lowerIsSafer
  /// Columns that are easily known.
  public static let needs: Set<MeasureNeed> = [.quasiIdentifiers]
  /// The definition in detail.
  public static let rules = MeasureRules(
    scaling: AnonymityClasses.scaling,
    ties: "a missing value is nobody's mark: it neither makes a person unique nor is met again, as "
      + "in sdcMicro",
    degenerate: "one training row: it is alone in every column; more than "
      + "\(MinimalUniques.mostColumns) quasi-identifiers are refused",
    interval: "Wilson's at 95 %, each training row taken as a try",
    threshold: ReappearanceCount.rule
      + "; a minimal set of s of the m columns scores (m − s)!, and "
      + "rows are in order of their sum")

  private let largest: Int
  private let bins: Int

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    largest = values.integer("max-size")
    bins = values.integer("bins")
  }

  /// The share of special uniques that come out again; rows are all special uniques, by score.
  ///
  /// - Throws: `MeasureError.needs`, `MeasureError.notApplicable`, `CancellationError`.
  /// - Complexity: O(sets of columns × rows) at worst.
  public func measure(
    _ input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> Measurement {
    let names = try input.requireQuasiIdentifiers(for: Self.self)
    let uniques = try search(input, in: context)
    let scores = uniques.scores
    let special = scores.indices.filter { scores[$0] > 0 }
    let again = ReappearanceCount(
      uniques.found, hasHoldout: input.holdout != nil, looks: input.looks)
    let persons = BoundedMean(special.count, of: scores.count)
    let total = scores.reduce(0, +)
    return Measurement(
      again.released.mean, interval: again.released.interval(deviations: input.deviations),
      reference: again.control?.mean,
      verdict: again.verdict,
      sentence: "\(Percent.text(persons.mean)) of the training people are alone with at most "
        + "\(largest) of the values of \(names.joined(separator: ", ")); of "
        + "\(Percent.text(again.released.mean)) of all, such values stand together in the release.",
      parts: again.parts + [MeasurePart("special uniques among the training rows", persons.mean)]
        + (0..<min(largest, names.count)).map { size in
          MeasurePart(
            "minimal uniques of \(size + 1) value\(size == 0 ? "" : "s")",
            Double(uniques.counts.reduce(0) { $0 + $1[size] }))
        } + [MeasurePart("highest score", scores.max() ?? 0)]
        + names.indices.map { column in
          MeasurePart(
            "share of the score, \(names[column])", total > 0 ? uniques.shares[column] / total : 0)
        },
      rows: special.sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 },
      remarks: again.remarks)
  }

  /// The SUDA score of each training row.
  ///
  /// - Throws: as `measure`.
  public func scores(
    of input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> [Double] {
    try search(input, in: context).scores
  }

  private func search(
    _ input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> MinimalUniques {
    let names = try input.requireQuasiIdentifiers(for: Self.self)
    guard names.count <= MinimalUniques.mostColumns else {
      throw MeasureError.notApplicable(
        measure: Self.title,
        because: "there are \(names.count) quasi-identifiers; name at most "
          + "\(MinimalUniques.mostColumns)")
    }
    let columns = try names.map { try ColumnCodes($0, of: input, bins: bins, in: context) }
    return try MinimalUniques(columns, upTo: largest, of: input, in: context)
  }
}
