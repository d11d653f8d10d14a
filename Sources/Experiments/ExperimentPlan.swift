import Attacks
import Oversampling
import Parameters

/// How columns are scaled before anything else happens.
public enum Scaling: String, Sendable, CaseIterable {
  /// As they are in the file.
  case none
  /// Each to −1…1 over the whole file: the preparation of the paper.
  case minmax
}

/// What is attacked.
public enum ReleaseChoice: String, Sendable, CaseIterable {
  /// Each attack gets the kind of release that it is made for.
  case auto
  /// The synthetic rows alone, for every attack.
  case synthetic
  /// Real and synthetic rows together, for every attack.
  case augmented

  /// What is handed out; nil if each attack gets the kind that it is made for.
  public var handedOut: ThreatModel.Released? {
    switch self {
    case .auto: nil
    case .synthetic: .synthetic
    case .augmented: .augmented
    }
  }

  /// The kind that `attack` gets.
  public func kind(for attack: any Attack.Type) -> ReleaseKind {
    switch self {
    case .auto: attack.releaseKind
    case .synthetic: .synthetic
    case .augmented: .augmented
    }
  }
}

/// Everything needed to repeat a run on the same data.
public struct ExperimentPlan: Sendable, Equatable {
  /// Name of the oversampler.
  public var method: String
  /// The settings of `method`.
  public var parameters: ParameterValues
  /// How many rows to make of which classes.
  public var goal: BalanceGoal
  /// Equal seeds give equal rows.
  public var seed: UInt32
  /// How the streams of random numbers follow from the seed.
  public var seedStyle: SeedStyle
  /// Whether a method that misses the requested count is topped up or cut down.
  public var isExact: Bool
  /// Whether columns of whole numbers stay so: synthetic values are rounded.
  public var keepsIntegers: Bool
  /// Whether synthetic values are kept within the range of the real ones of their column.
  public var keepsRange: Bool
  /// Applied in this order.
  public var defences: [Selection]
  /// What the attacks get to see.
  public var release: ReleaseChoice
  /// Carried out in this order.
  public var attacks: [Selection]
  /// In place of the method's own neighbors.
  public var given: GivenNeighbors
  /// Seeds that an attack may try: told to those that ask for them.
  public var triedSeeds: [UInt32]

  /// SMOTE with its defaults, balanced, attacked by the standard attacks.
  public init() {
    method = SMOTE.name
    parameters = ParameterValues(SMOTE.parameters)
    goal = .strategy(1)
    seed = 0
    seedStyle = .imblearn
    isExact = false
    keepsIntegers = false
    keepsRange = false
    defences = []
    release = .auto
    attacks = AttackCatalog.standard.map { Selection($0) }
    given = GivenNeighbors()
    triedSeeds = SeedList.usual
  }
}

/// Why a plan cannot be carried out. The description is shown to the user as it is.
public enum PlanError: Error, Equatable, Sendable {
  /// No oversampler has that name.
  case unknownMethod(String, known: [String])
  /// No attack has that name.
  case unknownAttack(String, known: [String])
  /// No measure has that name.
  case unknownMeasure(String, known: [String])
  /// No feature of the file has that name.
  case unknownColumn(String, known: [String])
  /// The dataset has no class column; `columns` are those there are.
  case noLabel(columns: [String])
  /// No row belongs to a class of that name.
  case unknownClass(String, known: [String])
  /// All rows belong to this class.
  case oneClass(String)
  /// Nothing but the class and identifiers is left.
  case noFeatures
  /// No defence has that name.
  case unknownDefence(String, known: [String])
  /// The share kept apart is not in `Preparation.holdoutRange`.
  case holdoutOutOfRange(Double)
  /// The share kept apart for judging classifiers is not in `Preparation.holdoutRange`.
  case testOutOfRange(Double)
  /// Too little is left to make something of.
  case keepsTooMuch(holdout: Double, test: Double)
  /// A row of the given holdout is not in the file.
  case unknownRow(Int, rows: Int)
  /// The given holdout leaves no row of this class.
  case holdoutTakesClass(String)
  /// Given neighbors are for one class, and `count` are to grow.
  case givenForSeveral(count: Int)
  /// The largest and the smallest value of a column are too far apart to be subtracted.
  case rangeTooWide(column: String, low: Double, high: Double)
  /// A method made values too large for a number.
  case notFinite(method: String, column: String)
  /// The attack was given a kind of release that it is not made for.
  case wrongRelease(attack: String, needs: String, found: String)
}

extension PlanError: CustomStringConvertible {
  /// A sentence for the user: what was found, what there is, what to do.
  public var description: String {
    switch self {
    case .unknownMethod(let name, let known):
      "there is no method '\(name)'\(Suggestion.text(for: name, among: known)); the methods are \(known.joined(separator: ", "))"
    case .unknownAttack(let name, let known):
      "there is no attack '\(name)'\(Suggestion.text(for: name, among: known)); the attacks are \(known.joined(separator: ", "))"
    case .unknownMeasure(let name, let known):
      "there is no measure '\(name)'\(Suggestion.text(for: name, among: known)); the measures are \(known.joined(separator: ", "))"
    case .unknownColumn(let name, let known):
      "there is no feature column '\(name)'\(Suggestion.text(for: name, among: known)); the features are \(known.joined(separator: ", "))"
    case .unknownDefence(let name, let known):
      "there is no defence '\(name)'\(Suggestion.text(for: name, among: known)); the defences are \(known.joined(separator: ", "))"
    case .holdoutOutOfRange(let share):
      "holdout: found \(share), expected 0 to 0.9 (the share of each class kept apart)"
    case .testOutOfRange(let share):
      "test: found \(share), expected 0 to 0.9 (the share of each class kept apart)"
    case .keepsTooMuch(let holdout, let test):
      "holdout and test: found \(holdout) and \(test), expected at most 0.9 together; keep less apart"
    case .unknownRow(let row, let rows):
      "holdout rows: found row \(row), expected 0 to \(rows - 1); rows are counted from 0 without the "
        + "header"
    case .holdoutTakesClass(let name):
      "holdout rows: all rows of class '\(name)' are named; leave some to make a release of"
    case .givenForSeveral(let count):
      "given neighbors belong to one class, and \(count) classes are to grow; name the one to grow"
    case .noLabel(let columns):
      "no column can be the class (it needs two values or more); the columns are "
        + columns.joined(separator: ", ")
    case .unknownClass(let name, let known):
      "there is no class '\(name)'\(Suggestion.text(for: name, among: known)); the classes are \(known.joined(separator: ", "))"
    case .oneClass(let name):
      "all rows belong to class '\(name)'; oversampling needs at least two classes"
    case .noFeatures:
      "there is no column to work on besides the class and identifiers"
    case .rangeTooWide(let column, let low, let high):
      "column '\(column)' reaches from \(low) to \(high), which is too wide to compute with; "
        + "expected a range below 1.8e308; correct it or write it in another unit"
    case .notFinite(let method, let column):
      "the values of column '\(column)' are too large for \(method), which would make infinite ones "
        + "of them; expected values below about 1e150; write the column in another unit"
    case .wrongRelease(let attack, let needs, let found):
      "\(attack) works on a release of kind \(needs), not \(found)"
    }
  }
}

extension PlanError {
  /// Whether the rows that were named as the holdout are at fault, and not the data.
  public var concernsNamedRows: Bool {
    switch self {
    case .unknownRow, .holdoutTakesClass: true
    default: false
    }
  }
}
