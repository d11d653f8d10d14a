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
  /// With more rows off the lattice, a column's steps are wrong somewhere, and a single row proves
  /// nothing.
  private static let mostFailing = 0.05

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
    try Self.require(2, of: rows)
    let unique = UniqueRows(rows)
    var lattice = try LatticeFinder(view, source).find(unique.rows, in: context)
    if !lattice.isComplete {
      lattice = try FreeGrids(view, unique, in: context).completed(lattice)
    }
    let records = try claim(on: lattice, unique, view, in: context)
    return try SettingsReader(records: view.known?.stacked(on: records) ?? records)
      .estimate(from: unique, in: context)
  }

  /// The records that were claimed.
  private func claim(
    on lattice: Lattice, _ unique: UniqueRows, _ view: AttackerView,
    in context: RunContext<AttackUpdate>
  ) throws -> Matrix {
    let known = KnownRecords(view.known, on: lattice)
    let inverter = RowInverter(lattice, rows: unique.rows)
    var ends = LineEnds(inverter.bounds, known: known)
    var claims = InversionClaims(lattice, known: Set(known.places.map { ends.name(of: $0) }))
    let failed = try inverter.invertAll(unique, into: &ends, in: context) { ends in
      if lattice.isComplete { context.report(.guesses(claims.confirmed(in: ends))) }
    }
    if failed > 0 {
      context.report(
        .remark(
          "\(Self.percent(failed)) of the rows fit no step"
            + (failed > Self.mostFailing ? ": claims that one row alone shows are left out" : "")))
    }
    try ends.settle(in: context)
    if !lattice.isComplete {
      claims.free = try FreeColumns(lattice, unique, known).solved(ends, in: context)
    }
    context.report(.guesses(claims.confirmed(in: ends)))
    if failed <= Self.mostFailing {
      let beyond = ends.rowsLieBeyond
      context.report(.guesses(claims.probable(in: ends, inverter.bounds, beyond: beyond)))
    }
    return Matrix(claims.records, columns: lattice.columns.count)
  }

  /// A share in words.
  static func percent(_ share: Double) -> String {
    share < 0.01 ? "less than 1 %" : "\(Int((100 * share).rounded())) %"
  }
}
