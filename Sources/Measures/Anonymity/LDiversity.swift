import Jobs
import Parameters

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The number of different secrets that the released rows of the least diverse combination of
/// quasi-identifiers have.
///
/// It is a number of the table released. Source: Machanavajjhala et al. 2007. Status: verified.
public struct LDiversity: Measure {
  /// On the command line.
  public static let name = "l-diversity"
  /// In menus and messages.
  public static let title = "l-diversity"
  /// In menus and help.
  public static let summary =
    "How many different secrets the released rows of one combination have at least."
  /// The paper that defines it.
  public static let source = Citation(
    "Machanavajjhala et al.: l-Diversity: Privacy beyond k-Anonymity, ACM TKDD 2007",
    link: "https://doi.org/10.1145/1217299.1217302")
  /// `kind`, `l`, `bins`.
  public static let parameters = [
    ParameterSpec.choice(
      "kind", of: ["distinct", "entropy"],
      help: "distinct: different values; entropy: e to the entropy, as if all were equally frequent"
    ),
    ParameterSpec.real(
      "l", in: 1...1000, default: 2, help: "different secrets that a combination has to have"),
    AnonymityClasses.bins,
  ]
  /// Anonymity.
  public static let group = MeasureGroup.anonymity
  /// The least of some counts.
  public static let isCount = true
  /// More secrets are safer.
  public static let direction = Direction.higherIsSafer
  /// Columns that are easily known, and a secret.
  public static let needs: Set<MeasureNeed> = [.quasiIdentifiers, .sensitive]
  /// The definition in detail.
  public static let rules = MeasureRules(
    scaling: AnonymityClasses.scaling, ties: AnonymityClasses.ties,
    degenerate: "a combination of one row has one secret: 1; of several secrets the worst counts",
    interval: "none: it is a number of the table released, the smallest of all classes",
    threshold: "combinations with fewer than l secrets; " + ExposedPeople.rule
      + "; l = 2 because with one secret to a combination whoever knows it knows the secret")

  private let isEntropy: Bool
  private let threshold: Double
  private let bins: Int

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    isEntropy = values.choice("kind") == "entropy"
    threshold = values.real("l")
    bins = values.integer("bins")
  }

  /// The least diversity in the release; rows are training people whose combination is released
  /// with too few secrets, theirs among them.
  ///
  /// - Throws: `MeasureError.needs`, `MeasureError.notApplicable`, `CancellationError`.
  /// - Complexity: O(rows × columns + rows log rows).
  public func measure(
    _ input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> Measurement {
    let classes = try AnonymityClasses(of: input, for: Self.self, bins: bins, in: context)
    let secrets = try input.requireSensitive(for: Self.self)
    // Entropies of equal shares come out a rounding below their l.
    let slack = 1e-9
    let found = try SecretMeasurement(
      classes, secrets: secrets, of: input, bins: bins, in: context, worse: <,
      weakness: { $0 < threshold - slack ? -$0 : nil },
      number: { secret, index in diversity(of: secret.ofClasses[index].map(\.count)) })
    return Measurement(
      found.worst, verdict: found.people.verdict,
      sentence: "Whoever knows \(classes.list) of somebody finds at least "
        + "\(Self.text(found.worst)) different \(secrets.joined(separator: ", ")) in the release; "
        + found.people.clause(
          "have a combination with fewer than \(Self.text(threshold)), theirs "
            + "among them") + ".",
      parts: found.parts + [MeasurePart("combinations below l", Double(found.weakClasses))]
        + found.people.parts,
      rows: found.people.rows, remarks: found.people.remarks)
  }

  /// Of the secrets of one class, by the rows of each.
  private func diversity(of counts: [Int]) -> Double {
    guard isEntropy else { return Double(counts.count) }
    let all = Double(counts.reduce(0, +))
    return exp(counts.reduce(0) { $0 - Double($1) / all * log(Double($1) / all) })
  }

  private static func text(_ number: Double) -> String {
    number == number.rounded() ? "\(Int(number))" : "\((number * 100).rounded() / 100)"
  }
}
