import ArgumentParser
import Attacks
import Experiments

/// Options that say what the attacker knows and who is asked about.
struct ThreatOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      What the attacker knows beside the release, between commas: quasi-identifiers, records, \
      population, generator, other-records; or all, or nothing. An attack that needs more is not \
      run.
      """, valueName: "list"))
  var knows = "all"
  @Option(help: "Who is asked about: minority, or majority for everybody else.")
  var targets = ThreatModel.Targets.minority
  @Option(
    help: ArgumentHelp(
      "Columns the attacker knows of a person, between commas (default: each attack's own choice).",
      valueName: "a,b"))
  var columns: String?
  @Option(
    help: ArgumentHelp(
      "Columns the attacker wants to know, between commas (default: each attack's own choice).",
      valueName: "c"))
  var secret: String?

  /// - Parameter release: what is handed out; where each attack gets the release that it is made
  ///   for, the synthetic rows.
  func model(_ release: ReleaseChoice) throws -> ThreatModel {
    ThreatModel(
      released: release.handedOut ?? .synthetic, knows: try insights(),
      targets: targets)
  }

  /// Columns named in an option.
  static func names(_ text: String?) -> [String] {
    text.map { $0.split(separator: ",").map(String.init) } ?? []
  }

  private func insights() throws -> Set<ThreatModel.Insight> {
    if knows == "all" { return Set(ThreatModel.Insight.allCases) }
    if knows == "nothing" { return [] }
    return Set(
      try knows.split(separator: ",").map { word in
        guard let insight = ThreatModel.Insight(rawValue: String(word)) else {
          let known = ThreatModel.Insight.allCases.map(\.rawValue).joined(separator: ", ")
          throw ValidationError(
            "--knows: found '\(word)', expected all, nothing, or some of \(known)")
        }
        return insight
      })
  }
}

extension ThreatModel.Targets: ExpressibleByArgument {}

/// A threat model as JSON.
struct ThreatModelReport: Encodable {
  let released: String
  let knows: [String]
  let targets: String
  let text: String

  init(_ model: ThreatModel) {
    released = model.released.rawValue
    knows = ThreatModel.Insight.allCases.filter { model.knows.contains($0) }.map(\.rawValue)
    targets = model.targets.rawValue
    text = "\(model)"
  }

  /// The model of results about tables that others made: an attacker who knows everything but who
  /// was in, or nothing but the table.
  ///
  /// - Parameter className: the class that the rows are of; nil for rows of all classes.
  init(_ model: ThreatModel, about className: String?) {
    released = model.released.rawValue
    knows = ThreatModel.Insight.allCases.filter { model.knows.contains($0) }.map(\.rawValue)
    targets = className ?? "everybody"
    let people = className.map { "those of class '\($0)'" } ?? "those of the whole table"
    text = model.description(handingOut: model.released.text, askingAbout: people)
  }

  /// The model of a result that was found on what was handed out for it.
  init(_ model: ThreatModel, handingOut released: ThreatModel.Released) {
    var own = model
    own.released = released
    self.init(own)
  }
}
