/// Who attacks what: printed with every result, since a figure means nothing without it.
public struct ThreatModel: Sendable, Equatable {
  /// What is handed out.
  public enum Released: String, Sendable, CaseIterable {
    /// The synthetic rows alone.
    case synthetic
    /// Real and synthetic rows together.
    case augmented
  }

  /// What an attacker knows beside the release, from the most likely to the most pessimistic.
  public enum Insight: String, Sendable, CaseIterable {
    /// The easily known columns of the people asked about.
    case quasiIdentifiers = "quasi-identifiers"
    /// The whole records of the people asked about.
    case records
    /// Other people of the same population.
    case population
    /// The program that made the release, with its settings.
    case generator
    /// All records but that of the person asked about.
    case otherRecords = "other-records"
  }

  /// Who is asked about.
  public enum Targets: String, Sendable, CaseIterable {
    /// Everybody in the minority class.
    case minority
    /// Everybody in the other classes.
    case majority
  }

  /// What is handed out.
  public var released: Released
  /// What the attacker knows beside it.
  public var knows: Set<Insight>
  /// Who is asked about.
  public var targets: Targets

  /// An attacker who knows everything but who was in: the usual assumption of an audit.
  public init(
    released: Released = .synthetic, knows: Set<Insight> = Set(Insight.allCases),
    targets: Targets = .minority
  ) {
    self.released = released
    self.knows = knows
    self.targets = targets
  }
}

extension ThreatModel.Insight {
  /// What is known, as the end of "the attacker knows …".
  public var text: String {
    switch self {
    case .quasiIdentifiers: "the easily known columns of the people asked about"
    case .records: "the whole records of the people asked about"
    case .population: "other people of the same population"
    case .generator: "the program that made the release and its settings"
    case .otherRecords: "all records but that of the person asked about"
    }
  }
}

extension ThreatModel: CustomStringConvertible {
  /// One sentence: what is released, what is known, who is asked about.
  public var description: String {
    let what =
      released == .synthetic
      ? "the synthetic rows are released" : "real and synthetic rows are released together"
    let known = Insight.allCases.filter { knows.contains($0) }.map(\.text)
    let knowledge =
      known.isEmpty ? "nothing else" : known.joined(separator: ", ")
    return
      "\(what); the attacker knows \(knowledge); the people asked about are the \(targets.rawValue)"
  }
}
