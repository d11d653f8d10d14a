import Parameters

/// All attacks that score candidates, in menu order. A new one is a file and a line here.
public enum MembershipCatalog {
  /// The types; names are unique, also among all other attacks.
  public static let all: [any MembershipAttack.Type] = [
    DistanceMembership.self,
    MonteCarloMembership.self,
    NeighborhoodMembership.self,
    PlagiarismMembership.self,
    DensityRatioMembership.self,
    ClassifierMembership.self,
    LikelihoodGainMembership.self,
    OnSegmentMembership.self,
  ]

  /// The attack of that name, or nil.
  public static func named(_ name: String) -> (any MembershipAttack.Type)? {
    all.first { $0.name == name }
  }
}
