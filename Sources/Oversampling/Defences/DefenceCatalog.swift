import Parameters

/// All defences, in menu order. A new one is a file and a line here.
public enum DefenceCatalog {
  /// The types; names are unique.
  public static let all: [any Defence.Type] = [
    Rounding.self,
    UniformNoise.self,
    GaussianNoise.self,
    Shuffling.self,
    DroppingCopies.self,
    RandomNeighbor.self,
    StepPerFeature.self,
    Triangle.self,
    RandomK.self,
    Microaggregation.self,
  ]

  /// The defence of that name, or nil.
  public static func named(_ name: String) -> (any Defence.Type)? {
    all.first { $0.name == name }
  }
}
