import Parameters

/// All projections, in menu order. A new one is a file and a line here.
public enum ProjectorCatalog {
  /// The types; names are unique.
  public static let all: [any Projector.Type] = [
    PrincipalComponents.self
  ]

  /// The projection of that name, or nil.
  public static func named(_ name: String) -> (any Projector.Type)? {
    all.first { $0.name == name }
  }
}
