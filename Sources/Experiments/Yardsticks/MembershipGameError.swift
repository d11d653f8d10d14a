/// Why nobody can be asked about. The description is shown to the user as it is.
public enum MembershipGameError: Error, Equatable, Sendable {
  /// No rows of the class were kept apart.
  case noHoldout(className: String)
  /// Too few records are in one part only.
  case tooFewPeople(members: Int, others: Int, className: String)
}

extension MembershipGameError: CustomStringConvertible {
  /// A sentence for the user: what was found, what is expected, what to do.
  public var description: String {
    switch self {
    case .noHoldout(let name):
      "membership: no rows of class '\(name)' were kept apart, and whether a record was used can only "
        + "be asked beside records that were not; keep a holdout (--holdout 0.3)"
    case .tooFewPeople(let members, let others, let name):
      "membership: class '\(name)' has \(members) record\(members == 1 ? "" : "s") in the training rows "
        + "only and \(others) in the holdout only, at least 1 and 2 are needed; keep a larger holdout"
    }
  }
}
