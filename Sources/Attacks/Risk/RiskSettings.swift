import Parameters

/// Settings that several attacks that guess about people share.
enum RiskSettings {
  /// People asked about.
  static let targets = ParameterSpec.integer(
    "targets", in: 1...1_000_000, default: 500,
    help: "people asked about in each table, at random; all if there are fewer")
  /// Column sets tried.
  static let budget = ParameterSpec.integer(
    "budget", in: 1...10_000, default: 10,
    help: "sets of columns tried where none are named; the worst is reported")
}
