import Attacks
import Parameters

/// A person whom a membership attack was asked about.
public struct MembershipCandidate: Sendable, Equatable {
  /// What nobody tells the attack.
  public enum Truth: Sendable, Equatable {
    /// In the training rows: where the record stands first in the file, from 0 and without the
    /// header.
    case member(sourceRow: Int)
    /// In the holdout: the row of the holdout in which the record stands first, from 0.
    case other(holdoutRow: Int)
  }

  /// Whether the person's record was used.
  public let truth: Truth

  /// True if the record was among the training rows.
  public var isMember: Bool { if case .member = truth { true } else { false } }
}

/// How one membership attack fared on a release.
public struct MembershipReport: Sendable, Equatable {
  /// Name of the attack.
  public let attack: String
  /// Its settings.
  public let parameters: ParameterValues
  /// How its scores fare.
  public let score: MembershipScore
  /// Everybody it was asked about.
  public let candidates: [MembershipCandidate]
  /// One score per candidate: the higher, the more a member.
  public let scores: [Double]
  /// What the user should know, in sentences.
  public let remarks: [String]
  /// Wall time.
  public let seconds: Double

  /// Positions in `candidates` of the members, those with the highest scores first.
  ///
  /// - Parameter count: how many at most. O(n log n).
  public func mostExposed(_ count: Int = 10) -> [Int] {
    let members = candidates.indices.filter { candidates[$0].isMember }
    // A score that is no number is the lowest, as it is where areas are worked out.
    func score(_ place: Int) -> Double { scores[place].isNaN ? -.infinity : scores[place] }
    return Array(members.sorted { (score($1), $0) < (score($0), $1) }.prefix(count))
  }
}
