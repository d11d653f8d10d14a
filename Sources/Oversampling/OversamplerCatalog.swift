import Parameters

/// All oversamplers, in menu order. A new one is a file and a line here.
public enum OversamplerCatalog {
  /// The types; names are unique.
  public static let all: [any Oversampler.Type] = [
    SMOTE.self
  ]

  /// The oversampler of that name, or nil.
  public static func named(_ name: String) -> (any Oversampler.Type)? {
    all.first { $0.name == name }
  }
}
