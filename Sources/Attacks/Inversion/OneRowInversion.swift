import Jobs
import Numeric
import Parameters

/// Rebuilds both parents of a synthetic row from that one row.
///
/// Real values are multiples of a step: hundredths, whole years, 0 or 1. A synthetic row is a + u
/// (b − a) with one random u for all columns, and its 16 digits leave one u, and with it one pair
/// of lattice points, that fits all columns at once. Where places have a common divisor the parents
/// may be farther apart on the same line; lines of other rows decide. A record in which lines of two
/// directions end is certain.
///
/// Source: ours, after the observation of Ganev et al., "SMOTE and Mirrors", ICLR 2026, that rows
/// lie between real ones. Status: verified.
public struct OneRowInversion: Attack {
  /// On the command line.
  public static let name = "one-row-inversion"
  /// In menus and messages.
  public static let title = "One-row inversion"
  /// In menus and help.
  public static let summary = "Rebuilds both parents of a row from its digits alone."
  /// The paper whose attack it goes beyond.
  public static let source = Citation(
    "ours; after Ganev et al.: SMOTE and Mirrors, ICLR 2026",
    link: "https://arxiv.org/abs/2510.15083")
  /// Where the columns' steps come from.
  public static let parameters = [
    ParameterSpec.choice(
      "grid", of: GridSource.allCases.map(\.rawValue),
      help: "steps of the values: schema, majority rows, the release, or the first that tells")
  ]
  /// The synthetic rows alone.
  public static let releaseKind = ReleaseKind.synthetic

  private let source: GridSource
  /// Rows inverted between two rounds of claims.
  private static let rowsPerRound = 2048

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    source = GridSource(rawValue: values.choice("grid")) ?? .auto
  }

  /// The steps, the rows of the other classes, both or nothing, as `grid` says.
  public var needs: Set<Knowledge> { source.needs }

  /// Claims records that two lines show as soon as they do, the others in the end.
  ///
  /// - Throws: `AttackError` for fewer than 2 rows, rounded or noisy rows, and columns without a
  ///   grid; `CancellationError`.
  /// - Complexity: tens of microseconds per row where parents are up to 1,000 steps apart.
  public func run(
    on view: AttackerView, in context: RunContext<AttackUpdate>
  ) throws -> SettingsEstimate {
    let rows = view.release.minority
    guard rows.rows >= 2 else {
      throw AttackError.tooFewRows(attack: Self.title, found: rows.rows, needed: 2)
    }
    let unique = UniqueRows(rows)
    let lattice = try LatticeFinder(view, source).find(unique.rows, in: context)
    let inverter = RowInverter(lattice, rows: unique.rows)
    var ends = LineEnds(inverter.bounds, width: rows.columns)
    let known = knownPlaces(view.known, on: lattice)
    for places in known { ends.give(places) }
    var claims = InversionClaims(lattice, known: Set(known.map { ends.name(of: $0) }))
    try invert(unique, by: inverter, into: &ends, &claims, in: context)
    try ends.settle(in: context)
    context.report(.guesses(claims.confirmed(in: ends)))
    let beyond = ends.rowsLieBeyond
    context.report(.guesses(claims.probable(in: ends, inverter.bounds, beyond: beyond)))
    return try SettingsReader(records: Matrix(claims.records, columns: rows.columns))
      .estimate(from: unique.rows, releasedRows: rows.rows, in: context)
  }

  private func invert(
    _ unique: UniqueRows, by inverter: RowInverter, into ends: inout LineEnds,
    _ claims: inout InversionClaims, in context: RunContext<AttackUpdate>
  ) throws {
    let numbers = Array(0..<unique.rows.rows)
    var failed = 0
    var start = 0
    while start < numbers.count {
      context.report(.stage("rows", Fraction(start, of: numbers.count)))
      let round = numbers[start..<min(start + Self.rowsPerRound, numbers.count)]
      let inverted = try inverter.invert(unique.rows, Array(round), in: context)
      failed += inverted.count { if case .offLattice = $0 { true } else { false } }
      ends.add(inverted, numbers: ArraySlice(round.map { unique.occurrences[$0][0] }))
      context.report(.guesses(claims.confirmed(in: ends)))
      start = round.endIndex
    }
    if failed > 0 {
      let share = Double(failed) / Double(numbers.count)
      context.report(.remark("\(Self.percent(share)) of the rows fit no step"))
    }
  }

  private func knownPlaces(_ known: Matrix?, on lattice: Lattice) -> [[Int32]] {
    guard let known else { return [] }
    return (0..<known.rows).compactMap { row in
      let values = known.row(row)
      let isOn = zip(lattice.columns, values).allSatisfy { $0?.contains($1) ?? true }
      return isOn ? lattice.places(of: values[...]).map { Int32($0.rounded()) } : nil
    }
  }

  static func percent(_ share: Double) -> String {
    share < 0.01 ? "less than 1 %" : "\(Int((100 * share).rounded())) %"
  }
}
