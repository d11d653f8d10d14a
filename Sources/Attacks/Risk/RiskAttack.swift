import Jobs
import Parameters
import Tabular

/// What an attack that guesses about people plays with. The attack proper sees the release and, of
/// each person, the columns it is said to know; the rest is for telling whether it was right.
public struct RiskGame: Sendable {
  /// Real rows that the release was made from.
  public let training: Dataset
  /// The rows released.
  public let release: Dataset
  /// Real rows that nothing was made from; nil without any.
  public let holdout: Dataset?
  /// Names of the columns the attacker knows of a person; empty for the attack's own choice.
  public let known: [String]
  /// Names of the columns the attacker wants to know; empty for the attack's own choice.
  public let secret: [String]
  /// Decides every random choice.
  public let seed: UInt32
  /// Only for attacks that run the program that made the release: it takes and gives rows of
  /// `generatorColumns`.
  public let generator: GeneratorAccess?

  /// - Parameters:
  ///   - known, secret: names of columns; empty lets the attack suggest or search them.
  ///   - generator: the program that made the release; nil if the attacker does not have it.
  public init(
    training: Dataset, release: Dataset, holdout: Dataset? = nil, known: [String] = [],
    secret: [String] = [], seed: UInt32 = 0, generator: GeneratorAccess? = nil
  ) {
    self.training = training
    self.release = release
    self.holdout = holdout
    self.known = known
    self.secret = secret
    self.seed = seed
    self.generator = generator
  }
}

/// Guesses something about real people, and is measured against blind guessing and against people
/// whose data was not used.
///
/// The outcome is the same for every number of threads.
public protocol RiskAttack: Configurable {
  /// What the attacker has to know beside what is handed out.
  static var knows: Set<ThreatModel.Insight> { get }
  /// What it looks at; nil for the rows that are released.
  static var sees: ThreatModel.Released? { get }
  /// - Throws: `AttackError` if the game does not suit it; `CancellationError` within 100 ms of a
  ///   cancel.
  func outcome(of game: RiskGame, in context: RunContext<Fraction>) throws -> RiskOutcome
}

extension RiskAttack {
  /// What is easily known of the people asked about.
  public static var knows: Set<ThreatModel.Insight> { [.quasiIdentifiers] }
  /// The rows that are released.
  public static var sees: ThreatModel.Released? { nil }
}

/// All attacks that guess about people, in menu order. A new one is a file and a line here.
public enum RiskCatalog {
  /// The types; names are unique, also among all other attacks.
  public static let all: [any RiskAttack.Type] = [
    SinglingOut.self,
    Linkability.self,
    AttributeInference.self,
    AttributeModel.self,
    RecordLinkage.self,
    PropertyInference.self,
    AggregatesDifferencing.self,
    AggregatesReconstruction.self,
  ]

  /// The attack of that name, or nil.
  public static func named(_ name: String) -> (any RiskAttack.Type)? {
    all.first { $0.name == name }
  }
}
