/// Who attacks what: printed with every result, since a figure means nothing without it.
public struct ThreatModel: Sendable, Equatable {
  /// What is handed out.
  public enum Released: String, Sendable, CaseIterable {
    /// The synthetic rows alone.
    case synthetic
    /// Real and synthetic rows together.
    case augmented
    /// A classifier trained on the real rows, to be asked.
    case realClassifier = "classifier-on-real"
    /// A classifier trained on real and synthetic rows together, to be asked.
    case augmentedClassifier = "classifier-on-augmented"
    /// Answers to questions about the real rows.
    case answers
    /// One table, of which nobody says what is in it.
    case table
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

extension ThreatModel.Released {
  /// What is handed out, as a clause.
  public var text: String {
    switch self {
    case .synthetic: "the synthetic rows are released"
    case .augmented: "real and synthetic rows are released together"
    case .realClassifier: "a classifier trained on the real rows is released"
    case .augmentedClassifier: "a classifier trained on real and synthetic rows is released"
    case .answers: "questions about the real rows are answered"
    case .table: "the table is released as it is"
    }
  }
}

extension ThreatModel: CustomStringConvertible {
  /// One sentence: what is released, what is known, who is asked about.
  public var description: String { description(handingOut: released.text) }

  /// The same with other words for what is released, and for who is asked about.
  public func description(handingOut what: String, askingAbout people: String? = nil) -> String {
    let known = Insight.allCases.filter { knows.contains($0) }.map(\.text)
    let knowledge = known.isEmpty ? "nothing else" : known.joined(separator: ", ")
    return "\(what); the attacker knows \(knowledge); the people asked about are "
      + (people ?? "the \(targets.rawValue)")
  }
}
