import Jobs
import Parameters

/// Which way of a measure is safer for the people in the data.
public enum Direction: String, Sendable, CaseIterable {
  case higherIsSafer = "higher_is_safer"
  case lowerIsSafer = "lower_is_safer"
  /// It says how good the data is, or what the release is like, not how safe.
  case none
}

/// What measures are about, in menu order.
public enum MeasureGroup: String, Sendable, CaseIterable {
  /// How near synthetic rows come to real ones.
  case distance
  /// Real rows that came out again.
  case copies
  /// What the release says about a secret of somebody whose other values are known.
  case disclosure
  /// How many people share the values that are easily known.
  case anonymity
  /// Rare values and extreme records.
  case rarity
  /// How much the release is like the real data.
  case fidelity
}

/// What a measure cannot do without, beside real and synthetic rows.
public enum MeasureNeed: String, Sendable, CaseIterable {
  /// Real rows that nothing was made from.
  case holdout
  /// Columns that are easily known of a person.
  case quasiIdentifiers
  /// Columns that are a secret.
  case sensitive
}

/// How a measure is defined where definitions differ, in short sentences for its catalogue entry.
public struct MeasureRules: Sendable, Equatable {
  /// How columns are made comparable.
  public let scaling: String
  /// What equal distances or values count.
  public let ties: String
  /// What comes out of zero distances, constant columns, too few rows.
  public let degenerate: String
  /// How the interval is worked out.
  public let interval: String
  /// What is a leak, what is clean, and where that threshold comes from.
  public let threshold: String

  /// All five have to be said.
  public init(
    scaling: String, ties: String, degenerate: String, interval: String, threshold: String
  ) {
    self.scaling = scaling
    self.ties = ties
    self.degenerate = degenerate
    self.interval = interval
    self.threshold = threshold
  }
}

/// One number about a release, defined as its authors define it.
///
/// The answer is the same for every number of threads.
public protocol Measure: Configurable {
  /// What it is about.
  static var group: MeasureGroup { get }
  /// Which way is safer.
  static var direction: Direction { get }
  /// What it refuses to work without.
  static var needs: Set<MeasureNeed> { get }
  /// The definition in detail.
  static var rules: MeasureRules { get }
  /// Whether there is anything that it calls clean; true unless a measure says otherwise.
  static var canBeClean: Bool { get }
  /// Whether its value counts something and so has no upper end; false unless a measure says
  /// otherwise.
  static var isCount: Bool { get }

  /// - Throws: `MeasureError` if the input does not suit it; `CancellationError` within 100 ms of a
  ///   cancel.
  func measure(_ input: MeasureInput, in context: RunContext<Fraction>) throws -> Measurement
}

extension Measure {
  /// True: most measures call something clean.
  public static var canBeClean: Bool { true }
  /// False: most measures are shares, distances or ratios.
  public static var isCount: Bool { false }
}

/// Why a measure could not be taken. The description is shown to the user as it is.
public enum MeasureError: Error, Equatable, Sendable {
  /// The tables do not have the same columns.
  case columns(table: String, missing: [String], unexpected: [String])
  /// A column holds numbers in one table and categories in another.
  case kind(column: String, table: String)
  /// The measure needs something that was not given.
  case needs(measure: String, MeasureNeed)
  /// No column has that name.
  case unknownColumn(String, known: [String])
  /// A table has fewer rows than the measure needs.
  case tooFewRows(measure: String, table: String, found: Int, needed: Int)
  /// The tables have nothing that the measure could work on; `because` is a clause without a
  /// capital and without a full stop.
  case notApplicable(measure: String, because: String)
}

extension MeasureError: CustomStringConvertible {
  /// A sentence for the user: what was found, what was expected, what to do.
  public var description: String {
    switch self {
    case .columns(let table, let missing, let unexpected):
      "the \(table) rows "
        + [
          missing.isEmpty ? nil : "lack \(Self.list(missing))",
          unexpected.isEmpty ? nil : "have \(Self.list(unexpected)) that the training rows lack",
        ].compactMap(\.self).joined(separator: " and ")
        + "; all tables need the same columns"
    case .kind(let column, let table):
      "column '\(column)' holds numbers in the training rows or in the \(table) rows, and "
        + "categories in the other; make them alike"
    case .needs(let measure, .holdout):
      "\(measure) needs a holdout: real rows that nothing was made from; keep some apart before "
        + "anything is made"
    case .needs(let measure, .quasiIdentifiers):
      "\(measure) needs quasi-identifiers: name the columns that are easily known of a person"
    case .needs(let measure, .sensitive):
      "\(measure) needs a sensitive column: name the one that is a secret"
    case .unknownColumn(let name, let known):
      "there is no column '\(name)'; the columns are \(known.joined(separator: ", "))"
    case .tooFewRows(let measure, let table, let found, let needed):
      "\(measure): there \(found == 1 ? "is 1 row" : "are \(found) rows") in the \(table) table, at "
        + "least \(needed) are needed"
    case .notApplicable(let measure, let because): "\(measure) does not apply: \(because)"
    }
  }

  private static func list(_ names: [String]) -> String {
    "column\(names.count == 1 ? "" : "s") " + names.map { "'\($0)'" }.joined(separator: ", ")
  }
}
