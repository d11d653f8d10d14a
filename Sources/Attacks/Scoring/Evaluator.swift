import Jobs
import Numeric

/// A claim and the truth about it.
public struct ScoredClaim: Sendable, Equatable {
  /// The claim, with its evidence.
  public let guess: Guess
  /// The real minority record it is, by number in the truth, or nil.
  public let record: Int?
  /// Largest coordinate difference to the record it is, in scaled units; nil if it is none.
  public let distance: Double?
  /// Whether it is a real record of another class.
  public let isOther: Bool

  /// Whether a real person stands behind it, of whatever class.
  public var isTrue: Bool { record != nil || isOther }
}

/// The one place where claims meet the truth: used for every attack.
///
/// A claim is true if no coordinate is off by the truth's tolerance or more, in scaled units,
/// without any relative tolerance: 1e-8 unless the release was blurred. A record counts once however
/// often it is claimed; so does a wrong claim.
public struct Evaluator: Sendable {
  /// Largest coordinate difference, in scaled units, that still counts as the same record where
  /// values were released as they were made.
  public static let tolerance = 1e-8

  private let truth: GroundTruth
  private let index: RecordIndex
  private let others: RecordIndex?
  private let bound: Int
  private var found: [Int: Certainty] = [:]
  private var foundOthers: [Int: Certainty] = [:]
  private var wrong = 0
  private var certainWrong = 0
  private var ranking: Ranking?
  private var points: OperatingPoints?
  /// Every claim recorded, in that order, repeated ones included.
  public private(set) var claims: [ScoredClaim] = []

  /// - Parameters:
  ///   - truth: what is true of the release attacked.
  ///   - kind: decides what is within reach: records touched, or all.
  public init(truth: GroundTruth, kind: ReleaseKind) {
    self.truth = truth
    index = RecordIndex(truth.records, scales: truth.scales)
    others = truth.others.rows > 0 ? RecordIndex(truth.others, scales: truth.scales) : nil
    // Of an augmented release nothing more can be claimed than is in it: a method that cleans takes
    // records out.
    bound =
      kind == .augmented
      ? Set(truth.recordOfRow.filter { $0 >= 0 }).count : truth.touched.count
  }

  /// Scores one claim. O(log n).
  public mutating func record(_ guess: Guess) {
    let (record, other, distance) = match(guess.claim)
    if let record {
      found[record] = Self.surer(found[record], guess.certainty)
    } else if let other {
      foundOthers[other] = Self.surer(foundOthers[other], guess.certainty)
    } else {
      wrong += 1
      certainWrong += guess.certainty == .certain ? 1 : 0
    }
    claims.append(
      ScoredClaim(guess: guess, record: record, distance: distance, isOther: other != nil))
  }

  /// Takes the scores of an attack that ranks the minority rows of the release. O(n log n).
  public mutating func rank(_ scores: [Double]) {
    let isReal = truth.recordOfRow.map { $0 >= 0 }
    ranking = Ranking(scores: scores, isReal: isReal)
    points = OperatingPoints(scores: scores, isPositive: isReal)
  }

  /// How the claims so far fare. O(claims).
  public var score: AttackScore {
    let certain = found.values.count { $0 == .certain }
    let certainOthers = foundOthers.values.count { $0 == .certain }
    return AttackScore(
      claims: found.count + foundOthers.count + wrong, trueClaims: found.count,
      otherClaims: foundOthers.count, certainClaims: certain + certainOthers + certainWrong,
      certainTrueClaims: certain + certainOthers, records: truth.records.rows, bound: bound,
      ranking: ranking, points: points)
  }

  private static func surer(_ known: Certainty?, _ new: Certainty) -> Certainty {
    known == .certain ? .certain : new
  }

  private func match(_ claim: Claim) -> (record: Int?, other: Int?, distance: Double?) {
    switch claim {
    case .real(let row):
      let record = truth.recordOfRow.indices.contains(row) ? truth.recordOfRow[row] : -1
      return record < 0 ? (nil, nil, nil) : (Int(record), nil, 0)
    case .record(let values):
      if let match = index.match(values, within: truth.tolerance) {
        return (match.record, nil, match.distance)
      }
      let match = others?.match(values, within: truth.tolerance)
      return (nil, match?.record, match?.distance)
    }
  }
}
