import Parameters

/// All oversamplers, in menu order. A new one is a file and a line here.
public enum OversamplerCatalog {
  /// The types; names are unique.
  public static let all: [any Oversampler.Type] = [
    SMOTE.self,
    BorderlineSMOTE1.self,
    BorderlineSMOTE2.self,
    SVMSMOTE.self,
    KMeansSMOTE.self,
    ADASYN.self,
    SMOTENC.self,
    SMOTEN.self,
    RandomDuplication.self,
    ROSE.self,
    SMOTETomek.self,
    SMOTEENN.self,
    SafeLevelSMOTE.self,
    MWMOTE.self,
    GeometricSMOTE.self,
    SimplicialSMOTE.self,
    SMOTEPerFeature.self,
  ]

  /// The oversampler of that name, or nil.
  public static func named(_ name: String) -> (any Oversampler.Type)? {
    all.first { $0.name == name }
  }
}
