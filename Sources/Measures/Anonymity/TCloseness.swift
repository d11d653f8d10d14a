import Jobs
import Parameters

/// How far the secrets of one combination of quasi-identifiers are from the secrets of the whole
/// table, at most.
///
/// It is a number of the table released: the earth mover's distance with the ordered distance for
/// numbers and the equal distance for categories, as ARX has it. Source: Li, Li and
/// Venkatasubramanian 2007. Status: verified.
public struct TCloseness: Measure {
  /// On the command line.
  public static let name = "t-closeness"
  /// In menus and messages.
  public static let title = "t-closeness"
  /// In menus and help.
  public static let summary =
    "How far the secrets of one combination are from those of all released rows, at most."
  /// The paper that defines it.
  public static let source = Citation(
    "Li, Li and Venkatasubramanian: t-Closeness, ICDE 2007",
    link: "https://doi.org/10.1109/ICDE.2007.367856")
  /// `t`, `bins`.
  public static let parameters = [
    ParameterSpec.real("t", in: 0...1, default: 0.2, help: "distance that is still close"),
    AnonymityClasses.bins,
  ]
  /// Anonymity.
  public static let group = MeasureGroup.anonymity
  /// Closer is safer.
  public static let direction = Direction.lowerIsSafer
  /// Columns that are easily known, and a secret.
  public static let needs: Set<MeasureNeed> = [.quasiIdentifiers, .sensitive]
  /// The definition in detail.
  public static let rules = MeasureRules(
    scaling: AnonymityClasses.scaling + "; numbers as secrets are placed evenly in their order, "
      + "a missing one behind all others",
    ties: AnonymityClasses.ties,
    degenerate: "a secret with one value in the whole release: 0; of several secrets the worst "
      + "counts",
    interval: "none: it is a number of the table released, the largest of all classes",
    threshold: "combinations further than t from the whole; " + ExposedPeople.rule
      + "; t = 0.2 is a custom of practice, not a proof")

  private let threshold: Double
  private let bins: Int

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    threshold = values.real("t")
    bins = values.integer("bins")
  }

  /// The largest distance in the release; rows are training people whose combination is released
  /// with secrets too far from the whole, theirs among them.
  ///
  /// - Throws: `MeasureError.needs`, `MeasureError.notApplicable`, `CancellationError`.
  /// - Complexity: O(rows × columns + classes × different secrets).
  public func measure(
    _ input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> Measurement {
    let classes = try AnonymityClasses(of: input, for: Self.self, bins: bins, in: context)
    let secrets = try input.requireSensitive(for: Self.self)
    let found = try SecretMeasurement(
      classes, secrets: secrets, of: input, bins: bins, in: context, worse: >,
      weakness: { $0 > threshold ? $0 : nil },
      number: { secret, index in
        EarthMover.distance(
          secret.ofClasses[index], to: secret.ofTable, isOrdered: secret.column.isOrdered)
      })
    let rounded = (found.worst * 1000).rounded() / 1000
    return Measurement(
      found.worst, verdict: found.people.verdict,
      sentence: "The \(secrets.joined(separator: ", ")) of one combination of \(classes.list) are "
        + "up to \(rounded) away from those of the whole release (0 alike, 1 as far as can be); "
        + found.people.clause(
          "have a combination more than \(threshold) away, their secret among it")
        + ".",
      parts: found.parts + [MeasurePart("combinations beyond t", Double(found.weakClasses))]
        + found.people.parts,
      rows: found.people.rows, remarks: found.people.remarks)
  }
}

/// The least work to turn one distribution into another.
enum EarthMover {
  /// Between the values of some rows and those of all rows, in 0...1.
  ///
  /// - Parameters:
  ///   - part: codes ascending, with the rows of each; not empty.
  ///   - whole: rows of each code; holds `part`.
  ///   - isOrdered: true for `Σ |Σ (p − q)| / (m − 1)` over the m values of the whole in order; false
  ///     for `½ Σ |p − q|`.
  /// - Complexity: O(codes).
  static func distance(
    _ part: [(code: Int32, count: Int)], to whole: [Int], isOrdered: Bool
  ) -> Double {
    let partRows = Double(part.reduce(0) { $0 + $1.count })
    let rows = Double(whole.reduce(0, +))
    var next = part.startIndex
    var values = 0
    var carried = 0.0
    var work = 0.0
    for (code, count) in whole.enumerated() where count > 0 {
      var share = -Double(count) / rows
      if next < part.endIndex, part[next].code == Int32(code) {
        share += Double(part[next].count) / partRows
        next += 1
      }
      values += 1
      carried = isOrdered ? carried + share : share
      work += abs(carried)
    }
    guard values > 1 else { return 0 }
    return min(1, isOrdered ? work / Double(values - 1) : work / 2)
  }
}
