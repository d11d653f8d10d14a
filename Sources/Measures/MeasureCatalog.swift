import Parameters

/// All measures, in menu order. A new one is a file and a line here.
public enum MeasureCatalog {
  /// The types; names are unique.
  public static let all: [any Measure.Type] = [
    MedianDistance.self,
    MeanDistance.self,
    FifthPercentileDistance.self,
    HoldoutRatio.self,
    MedianRatio.self,
    CloserShare.self,
    BaselineProtection.self,
    OverfittingProtection.self,
    NearestRatio.self,
    AdversarialAccuracy.self,
    PrivacyLoss.self,
    HausdorffDistance.self,
    IdenticalMatches.self,
    NewRow.self,
    HittingRate.self,
    EpsilonIdentifiability.self,
    Authenticity.self,
    CAP.self,
    ZeroCAP.self,
    GeneralizedCAP.self,
    KAnonymity.self,
    LDiversity.self,
    TCloseness.self,
    KMap.self,
    Uniqueness.self,
    SpecialUniques.self,
    RareValues.self,
    RangeExtending.self,
    KSComplement.self,
    TVComplement.self,
    CorrelationSimilarity.self,
    ContingencySimilarity.self,
  ]

  /// The measure of that name, or nil.
  public static func named(_ name: String) -> (any Measure.Type)? {
    all.first { $0.name == name }
  }
}
