import Jobs
import Numeric
import Parameters

/// News from a running attack.
public enum AttackUpdate: Sendable {
  /// What it is doing, and how much of that is done.
  case stage(String, Fraction)
  /// Claims that were just made. Every claim is made once.
  case guesses([Guess])
  /// How much each minority row of the release looks like a real record, for an attack that ranks
  /// rows: higher is more real. Said once.
  case scores([Double])
  /// Something the user should know: what was found on the way, what was not tried and why.
  case remark(String)
}

/// What the release tells about the oversampler's settings.
public struct SettingsEstimate: Sendable, Equatable {
  /// Neighbors: the value the evidence fits best, and the least and the most that it allows.
  public let k: Int?
  /// The values of k that the evidence allows; nil if it says nothing.
  public let kRange: ClosedRange<Int>?
  /// Synthetic over real minority rows, likewise.
  public let ratio: Double?
  /// The ratios that the evidence allows; nil if it says nothing.
  public let ratioRange: ClosedRange<Double>?

  /// Nil, the default, says that the release does not tell.
  public init(
    k: Int? = nil, kRange: ClosedRange<Int>? = nil, ratio: Double? = nil,
    ratioRange: ClosedRange<Double>? = nil
  ) {
    self.k = k
    self.kRange = kRange
    self.ratio = ratio
    self.ratioRange = ratioRange
  }
}

/// Finds out about real records from what was released.
///
/// An attack sees an `AttackerView` and nothing else; it cannot name the truth. The answer is the
/// same for every number of threads.
public protocol Attack: Configurable {
  /// The kind of release that it is made for.
  static var releaseKind: ReleaseKind { get }
  /// What it has to be told beyond the release.
  var needs: Set<Knowledge> { get }

  /// Reports every claim through `context` as soon as it is made, and returns when it has no more.
  ///
  /// - Throws: `AttackError` if the release does not suit it; `CancellationError` within 100 ms of
  ///   a cancel.
  func run(on view: AttackerView, in context: RunContext<AttackUpdate>) throws -> SettingsEstimate
}

/// Why an attack could not start. The description is shown to the user as it is.
public enum AttackError: Error, Equatable, Sendable {
  /// The release has fewer different rows to draw on than any line or meeting needs.
  case tooFewRows(attack: String, found: Int, needed: Int)
  /// The rows lie on a line, where every line meets every other.
  case tooFewDimensions(attack: String, found: Int, needed: Int)
  /// The attack was told neither k nor the ratio, and cannot work without them.
  case needsSettings(attack: String)
  /// The release has nothing that the attack could work on; `because` is a clause without a capital
  /// and without a full stop.
  case notApplicable(attack: String, because: String)
}

extension AttackError {
  /// Why the attack was not run, without its name where there is a clause of its own.
  var obstacle: String {
    if case .notApplicable(_, let because) = self { because } else { description }
  }
}

extension Attack {
  /// - Throws: `AttackError.tooFewRows` for less than `needed` rows.
  static func require(_ needed: Int, of rows: Matrix) throws(AttackError) {
    guard rows.rows >= needed else {
      throw .tooFewRows(attack: title, found: rows.rows, needed: needed)
    }
  }
}

extension AttackError: CustomStringConvertible {
  /// A sentence for the user: which attack, what was found, what to do.
  public var description: String {
    switch self {
    case .tooFewRows(let attack, let found, let needed):
      "\(attack): the release has \(found) minority row\(found == 1 ? "" : "s"), "
        + "at least \(needed) are needed; raise the ratio or release more rows"
    case .tooFewDimensions(let attack, let found, let needed):
      "\(attack): the rows vary in \(found) direction\(found == 1 ? "" : "s"), "
        + "at least \(needed) are needed; lines cross by chance there"
    case .needsSettings(let attack):
      "\(attack): rule=paper has to be told k and the ratio; they are known only where the "
        + "release was made here"
    case .notApplicable(let attack, let because):
      "\(attack) does not apply: \(because)"
    }
  }
}
