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
  case synthetic
  case augmented

  /// The kind that `attack` gets.
  public func kind(for attack: any Attack.Type) -> ReleaseKind {
    switch self {
    case .auto: attack.releaseKind
    case .synthetic: .synthetic
    case .augmented: .augmented
    }
  }
}

/// An attack and its settings.
public struct AttackSelection: Sendable, Equatable {
  public let name: String
  public var values: ParameterValues

  public init(name: String, values: ParameterValues) {
    self.name = name
    self.values = values
  }

  /// An attack with its default settings.
  public init(_ attack: any Attack.Type) {
    self.init(name: attack.name, values: ParameterValues(attack.parameters))
  }
}

/// Everything needed to repeat a run on the same data.
public struct ExperimentPlan: Sendable, Equatable {
  public var method: String
  public var parameters: ParameterValues
  public var goal: BalanceGoal
  public var seed: UInt32
  public var release: ReleaseChoice
  public var attacks: [AttackSelection]
  /// In place of the method's own neighbors; see `OversamplingRequest`.
  public var givenNeighbors: [[Int]]?

  /// SMOTE with its defaults, balanced, attacked by everything there is.
  public init() {
    method = SMOTE.name
    parameters = ParameterValues(SMOTE.parameters)
    goal = .strategy(1)
    seed = 0
    release = .auto
    attacks = AttackCatalog.all.map { AttackSelection($0) }
  }
}

/// Why a plan cannot be carried out. The description is shown to the user as it is.
public enum PlanError: Error, Equatable, Sendable {
  case unknownMethod(String, known: [String])
  case unknownAttack(String, known: [String])
  case noLabel(columns: [String])
  case unknownClass(String, known: [String])
  case oneClass(String)
  case noFeatures
  case wrongRelease(attack: String, needs: String, found: String)
}

extension PlanError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknownMethod(let name, let known):
      "there is no method '\(name)'; the methods are \(known.joined(separator: ", "))"
    case .unknownAttack(let name, let known):
      "there is no attack '\(name)'; the attacks are \(known.joined(separator: ", "))"
    case .noLabel(let columns):
      "no class column was found; name one with --target; the columns are "
        + columns.joined(separator: ", ")
    case .unknownClass(let name, let known):
      "there is no class '\(name)'; the classes are \(known.joined(separator: ", "))"
    case .oneClass(let name):
      "all rows belong to class '\(name)'; oversampling needs at least two classes"
    case .noFeatures:
      "there is no column to work on besides the class and identifiers"
    case .wrongRelease(let attack, let needs, let found):
      "\(attack) works on a release of kind \(needs), not \(found); use --release auto"
    }
  }
}
