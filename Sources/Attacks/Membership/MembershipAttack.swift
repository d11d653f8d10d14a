import Jobs
import Numeric
import Parameters

/// What a membership attack is told beyond the release and the candidates.
public enum MembershipKnowledge: String, Sendable, CaseIterable {
  /// Rows of the same population that nothing was made from.
  case reference
  /// The program that made the release, to be run on data of one's own.
  case generator
}

/// The program that made a release, as somebody who has it can run it.
public struct GeneratorAccess: Sendable {
  private let body: @Sendable (Matrix, UInt32) throws -> Matrix

  /// - Parameter make: the synthetic rows for training rows of the class asked about, by a seed, on
  ///   the calling thread. It may be called from several threads at once.
  public init(_ make: @escaping @Sendable (Matrix, UInt32) throws -> Matrix) { body = make }

  /// Synthetic rows for `training` rows of the class asked about.
  ///
  /// - Throws: what the generator throws.
  public func make(from training: Matrix, seed: UInt32) throws -> Matrix {
    try body(training, seed)
  }
}

/// All that a membership attacker may look at. Who is a member is deliberately not here.
///
/// All rows have the same columns, each scaled to −1...1 over the training rows.
public struct MembershipView: Sendable {
  /// The released rows of the class asked about.
  public let release: Matrix
  /// The people asked about: some were in the training rows, some were not.
  public let candidates: Matrix
  /// Only for attacks that need it: the same population, none of the candidates among them.
  public let reference: Matrix?
  /// Only for attacks that need it.
  public let generator: GeneratorAccess?
  /// Decides every random choice.
  public let seed: UInt32

  /// - Parameters:
  ///   - reference, generator: only for an attack whose `needs` name them.
  public init(
    release: Matrix, candidates: Matrix, reference: Matrix? = nil,
    generator: GeneratorAccess? = nil, seed: UInt32 = 0
  ) {
    self.release = release
    self.candidates = candidates
    self.reference = reference
    self.generator = generator
    self.seed = seed
  }
}

/// Tells people whose record was used from people whose record was not.
///
/// It sees a `MembershipView` and scores every candidate; one evaluator, `MembershipScore`, knows the
/// answers. The scores are the same for every number of threads.
public protocol MembershipAttack: Configurable {
  /// What it has to be told, whatever its settings.
  static var needs: Set<MembershipKnowledge> { get }
  /// What it has to be told with its settings: `needs`, unless a setting asks for more.
  var told: Set<MembershipKnowledge> { get }
  /// What keeps it from telling everybody apart even where every record was copied verbatim, as a
  /// sentence; nil if nothing does.
  static var cannotSee: String? { get }

  /// One score per candidate: the higher, the more a member.
  ///
  /// - Throws: `AttackError` if the view does not suit it; `CancellationError` within 100 ms of a
  ///   cancel.
  func scores(on view: MembershipView, in context: RunContext<Fraction>) throws -> [Double]
}

extension MembershipAttack {
  /// As much as every other instance.
  public var told: Set<MembershipKnowledge> { Self.needs }
  /// Nothing: a copy of a record gives the person away.
  public static var cannotSee: String? { nil }

  /// - Throws: `AttackError.notApplicable` if nothing was released.
  static func requireRelease(_ view: MembershipView) throws(AttackError) {
    guard view.release.rows > 0 else {
      throw .notApplicable(
        attack: title, because: "the release has no rows of the class asked about")
    }
  }

  /// The rows of the same population.
  ///
  /// - Throws: `AttackError.notApplicable` if there are fewer than `least`, or nothing was released.
  static func reference(of view: MembershipView, least: Int = 1) throws(AttackError) -> Matrix {
    try requireRelease(view)
    guard let reference = view.reference else {
      throw .notApplicable(
        attack: title,
        because: "it needs rows of the same population that nothing was made from; keep a holdout")
    }
    guard reference.rows >= least else {
      throw .notApplicable(
        attack: title,
        because:
          "it needs \(least) or more rows of the same population that nothing was made from, "
          + "and there \(reference.rows == 1 ? "is" : "are") \(reference.rows); keep more apart")
    }
    return reference
  }
}
