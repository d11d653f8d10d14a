import Jobs
import Numeric
import Parameters

/// Rebuilds real records where lines of released rows meet, wherever on the lines that is.
///
/// `ReconSMOTE` takes the meeting place of two lines for a record only if it is an end of both: true
/// of rows between their parents, but SVM-SMOTE also draws beyond a parent. Here nothing is asked of
/// the place but that lines meet there which do not lie in line by chance: three rows, or a rebuilt
/// record and two rows. Every rebuilt record makes more such lines. A record with fewer than two
/// such lines is out of reach: its line says in which direction it lies, not where.
///
/// Source: the method is that of Nguyen et al. 2011; the attack is ours, after Ganev et al., "SMOTE
/// and Mirrors", ICLR 2026. Status: verified.
public struct CrossingReconstruction: Attack {
  /// On the command line.
  public static let name = "crossing-reconstruction"
  /// In menus and messages.
  public static let title = "Crossing lines"
  /// In menus and help.
  public static let summary =
    "Rebuilds records where lines of rows meet, also of rows drawn away from a neighbor (SVM-SMOTE)."
  /// The paper whose attack is carried over.
  public static let source = ReconSMOTE.source
  /// Nothing to set.
  public static let parameters: [ParameterSpec] = []
  /// The synthetic rows alone.
  public static let releaseKind = ReleaseKind.synthetic

  /// - Parameter values: of no settings.
  public init(_ values: ParameterValues) throws(ParameterError) {}

  /// Nothing.
  public var needs: Set<Knowledge> { [] }

  /// Claims the records that it can rebuild, in the order in which they are found.
  ///
  /// - Throws: `AttackError` for fewer than 4 rows, fewer than 3 columns and where no three rows are
  ///   in line; `CancellationError`.
  /// - Complexity: that of the neighbors, and O(lines² × columns).
  public func run(
    on view: AttackerView, in context: RunContext<AttackUpdate>
  ) throws -> SettingsEstimate {
    let rows = view.release.minority
    try Self.require(4, of: rows)
    guard rows.columns >= 3 else {
      throw AttackError.notApplicable(
        attack: Self.title,
        because: "the rows have \(rows.columns) columns, and any two lines meet there; at least 3 "
          + "are needed")
    }
    let unique = UniqueRows(rows)
    var search = try CrossingSearch(unique, known: view.known, in: context)
    guard search.lineCount > 0 else {
      throw AttackError.notApplicable(
        attack: Self.title, because: "no three rows are in line")
    }
    let records = try search.run(in: context)
    return try SettingsReader(records: records)
      .estimate(from: unique, in: context)
  }
}
