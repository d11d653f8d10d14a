import Numeric

/// How an attack fares, so far or in the end.
public struct AttackScore: Sendable, Equatable {
  /// Different claims made.
  public let claims: Int
  /// Different real minority records among them.
  public let trueClaims: Int
  /// Different real records of other classes among them: true, and counted apart.
  public let otherClaims: Int
  /// Different claims that the attack is certain of.
  public let certainClaims: Int
  /// Claims that the attack is certain of and that are true, records of other classes included.
  public let certainTrueClaims: Int
  /// Different real minority records there are.
  public let records: Int
  /// Records that an attack on this release can know of at all.
  public let bound: Int
  /// For an attack that ranks rows.
  public let ranking: Ranking?
  /// For an attack that ranks rows: how many real ones it finds while few synthetic ones are taken
  /// for real.
  public let points: OperatingPoints?

  /// - Parameters:
  ///   - claims: different claims, `trueClaims` and `otherClaims` of them true.
  ///   - certainClaims, certainTrueClaims: nil if the attack is certain of all it claims.
  ///   - records: different real records; `bound` of them are within reach.
  public init(
    claims: Int, trueClaims: Int, otherClaims: Int = 0, certainClaims: Int? = nil,
    certainTrueClaims: Int? = nil, records: Int, bound: Int, ranking: Ranking? = nil,
    points: OperatingPoints? = nil
  ) {
    self.claims = claims
    self.trueClaims = trueClaims
    self.otherClaims = otherClaims
    self.certainClaims = certainClaims ?? claims
    self.certainTrueClaims = certainTrueClaims ?? trueClaims + otherClaims
    self.records = records
    self.bound = bound
    self.ranking = ranking
    self.points = points
  }

  /// Share of the claims that are real records, of whatever class. Without a claim none is wrong: 1,
  /// and the interval says that nothing is known.
  public var precision: Double {
    claims == 0 ? 1 : Double(trueClaims + otherClaims) / Double(claims)
  }
  /// The same of the claims that the attack is certain of.
  public var certainPrecision: Double {
    certainClaims == 0 ? 1 : Double(certainTrueClaims) / Double(certainClaims)
  }
  /// Share of the real minority records that are claimed.
  public var recall: Double { records == 0 ? 0 : Double(trueClaims) / Double(records) }
  /// Harmonic mean of precision and recall.
  public var f1: Double {
    let sum = precision + recall
    return sum == 0 ? 0 : 2 * precision * recall / sum
  }
  /// Wilson interval at 95 % of the precision.
  public var precisionInterval: Interval { .wilson(trueClaims + otherClaims, of: claims) }
  /// Wilson interval at 95 % of the recall.
  public var recallInterval: Interval { .wilson(trueClaims, of: records) }
}
