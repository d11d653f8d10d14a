import Parameters

/// All attacks, in menu order. A new one is a file and a line here.
public enum AttackCatalog {
  /// The types; names are unique.
  public static let all: [any Attack.Type] = [
    DistinSMOTE.self,
    FormatFingerprint.self,
    AppendedRows.self,
    ChordDistinguishing.self,
    TriangleDistinguishing.self,
    BoxDistinguishing.self,
    StrongestDistinguishing.self,
    ReconSMOTE.self,
    OneRowInversion.self,
    SeedReplayAttack.self,
    RobustReconstruction.self,
    CrossingReconstruction.self,
    StrongestReconstruction.self,
  ]

  /// Those that the workbench runs by itself after every change of a setting.
  public static let standard: [any Attack.Type] = [
    DistinSMOTE.self,
    ReconSMOTE.self,
  ]

  /// The attack of that name, or nil.
  public static func named(_ name: String) -> (any Attack.Type)? {
    all.first { $0.name == name }
  }
}
