import Jobs
import Parameters

/// What the attacker gets to see of a shadow run.
public enum ShadowRelease: String, Sendable, CaseIterable {
  /// The synthetic rows of the class asked about.
  case syntheticRows = "synthetic-rows"
  /// A classifier trained on the real rows, to be asked.
  case realClassifier = "classifier-on-real"
  /// A classifier trained on real and synthetic rows together, to be asked.
  case augmentedClassifier = "classifier-on-augmented"

  /// As the end of "the attacker sees …".
  public var text: String {
    switch self {
    case .syntheticRows: "the synthetic rows"
    case .realClassifier: "a classifier trained on the real rows"
    case .augmentedClassifier: "a classifier trained on real and synthetic rows"
    }
  }

  /// The same in a threat model.
  public var handedOut: ThreatModel.Released {
    switch self {
    case .syntheticRows: .synthetic
    case .realClassifier: .realClassifier
    case .augmentedClassifier: .augmentedClassifier
    }
  }
}

/// Asks whether somebody's record was used, by making many releases with and without it.
///
/// A new one is a file that says what one run looks like, and a line in `ShadowCatalog`; making the
/// runs, learning from them and scoring is the same for all (`ShadowStudy`).
public protocol ShadowAttack: Configurable {
  /// What it looks at.
  static var release: ShadowRelease { get }
  /// Trees of the forest that learns from the runs; nil if there is nothing to learn: the first
  /// number of a run then is the score, higher for a member.
  var trees: Int? { get }

  /// What one run looks like: as many numbers for every run about one person. NaN is missing.
  ///
  /// It depends on the trial alone.
  ///
  /// - Throws: what making a release throws; `CancellationError`.
  func features(of trial: ShadowTrial, in context: RunContext<Fraction>) throws -> [Double]
}

/// All shadow attacks, in menu order. A new one is a file and a line here.
public enum ShadowCatalog {
  /// The types; names are unique, also among all other attacks.
  public static let all: [any ShadowAttack.Type] = [
    ShadowGenerator.self,
    ShadowClassifierReal.self,
    ShadowClassifierAugmented.self,
    ShadowQueries.self,
  ]

  /// The attack of that name, or nil.
  public static func named(_ name: String) -> (any ShadowAttack.Type)? {
    all.first { $0.name == name }
  }
}
