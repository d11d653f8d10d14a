import Jobs
import Numeric

/// A claim and the truth about it.
public struct ScoredClaim: Sendable, Equatable {
  /// The claim, with its evidence.
  public let guess: Guess
  /// The real record it is, by number in the truth, or nil if it is wrong.
  public let record: Int?
  /// Largest coordinate difference to that record, in scaled units.
  public let distance: Double?
}

/// How an attack fares, so far or in the end.
public struct AttackScore: Sendable, Equatable {
  /// Different claims made.
  public let claims: Int
  /// Different real records among them.
  public let trueClaims: Int
  /// Different real records there are.
  public let records: Int
  /// Records that an attack on this release can know of at all.
  public let bound: Int

  /// - Parameters:
  ///   - claims: different claims, `trueClaims` of them true.
  ///   - records: different real records; `bound` of them are within reach.
  public init(claims: Int, trueClaims: Int, records: Int, bound: Int) {
    self.claims = claims
    self.trueClaims = trueClaims
    self.records = records
    self.bound = bound
  }

  /// Share of the claims that are true. Without a claim none is wrong: 1, and the interval says
  /// that nothing is known.
  public var precision: Double { claims == 0 ? 1 : Double(trueClaims) / Double(claims) }
  /// Share of the real records that are claimed.
  public var recall: Double { records == 0 ? 0 : Double(trueClaims) / Double(records) }
  /// Harmonic mean of precision and recall.
  public var f1: Double {
    let sum = precision + recall
    return sum == 0 ? 0 : 2 * precision * recall / sum
  }
  /// Wilson interval at 95 % of the precision.
  public var precisionInterval: Interval { .wilson(trueClaims, of: claims) }
  /// Wilson interval at 95 % of the recall.
  public var recallInterval: Interval { .wilson(trueClaims, of: records) }
}

/// The one place where claims meet the truth: used for every attack.
///
/// A claim is true if no coordinate is off by `tolerance` or more, in scaled units, without any
/// relative tolerance. A record counts once however often it is claimed; so does a wrong claim.
public struct Evaluator: Sendable {
  /// Largest coordinate difference, in scaled units, that still counts as the same record.
  public static let tolerance = 1e-8

  private let truth: GroundTruth
  private let kind: ReleaseKind
  private let index: RecordIndex
  private let bound: Int
  private var found = Set<Int>()
  private var wrong = 0
  /// Every claim recorded, in that order, repeated ones included.
  public private(set) var claims: [ScoredClaim] = []

  /// - Parameters:
  ///   - truth: what is true of the release attacked.
  ///   - kind: decides what is within reach: records touched, or all.
  public init(truth: GroundTruth, kind: ReleaseKind) {
    self.truth = truth
    self.kind = kind
    index = RecordIndex(truth.records, scales: truth.scales)
    // Of an augmented release nothing more can be claimed than is in it: a method that cleans takes
    // records out.
    bound =
      kind == .augmented
      ? Set(truth.recordOfRow.filter { $0 >= 0 }).count : truth.touched.count
  }

  /// Scores one claim. O(log n).
  public mutating func record(_ guess: Guess) {
    let match = match(guess.claim)
    if let record = match?.record { found.insert(record) } else { wrong += 1 }
    claims.append(ScoredClaim(guess: guess, record: match?.record, distance: match?.distance))
  }

  /// How the claims so far fare. O(1).
  public var score: AttackScore {
    AttackScore(
      claims: found.count + wrong, trueClaims: found.count, records: truth.records.rows,
      bound: bound)
  }

  private func match(_ claim: Claim) -> (record: Int, distance: Double)? {
    switch claim {
    case .real(let row):
      let record = truth.recordOfRow.indices.contains(row) ? truth.recordOfRow[row] : -1
      return record < 0 ? nil : (Int(record), 0)
    case .record(let values):
      return index.match(values, within: Self.tolerance)
    }
  }
}
