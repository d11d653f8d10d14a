#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How often chance would do as well as a hypothesis did, over all that are tried.
///
/// Wrong steps put a solved place anywhere along the line through its rows: with steps uniform in
/// 0..<1 the density of where is at most 1 per distance of the rows, so a given place is met within
/// a tolerance with a probability of at most 2 · tolerance / distance, in the column where the rows
/// differ most alone. Agreements by chance are rare and nearly independent: as often as expected E,
/// A or more of them happen with a probability below E^A / A!.
struct FalseAlarms: Sendable {
  /// Hypotheses tried: seeds × numbers of bases × numbers of neighbors.
  let tried: Int
  /// False alarms expected in all hypotheses tried that are accepted.
  static let accepted = 1e-6
  /// Fewer agreements prove nothing.
  private static let leastAgreements = 2

  /// The logarithm of how many hypotheses are expected to agree as often by chance.
  func logExpected(_ evidence: DrawEvidence) -> Double {
    guard evidence.agreements >= Self.leastAgreements, evidence.expected > 0 else {
      return .infinity
    }
    let count = Double(evidence.agreements)
    return log(Double(tried)) + count * log(evidence.expected) - lgamma(count + 1)
  }

  /// Whether the hypothesis has proven itself.
  func accepts(_ evidence: DrawEvidence) -> Bool {
    logExpected(evidence) < log(Self.accepted)
  }
}

/// What the rows say of draws with a number of neighbors.
struct DrawEvidence: Sendable {
  /// Equations that fit beyond those that were solved.
  var agreements = 0
  /// As many are expected by chance.
  var expected = 0.0
}
