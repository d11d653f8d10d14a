import ArgumentParser
import Experiments
import Measures
import Parameters

/// Options that say what is measured.
struct MeasureOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Measures to take, between commas, or all, or a group: distance, copies, disclosure, anonymity, \
      rarity, fidelity; settings follow a colon. See 'smokeout list measures'.
      """, valueName: "name,..."))
  var measure = "all"
  @Option(
    help: ArgumentHelp(
      "Columns that are easily known of a person, between commas.", valueName: "a,b"))
  var quasiIdentifiers: String?
  @Option(help: ArgumentHelp("Columns that are a secret, between commas.", valueName: "c"))
  var sensitive: String?
  @Flag(
    help: """
      Test each measure on this data: a verbatim copy must be a leak to it, and people who were kept \
      apart must not; and tell whether it sees what attacks prove.
      """)
  var honesty = false
  @Flag(
    help: "Also print how each measure is defined: scaling, ties, extremes, interval, threshold.")
  var details = false

  /// The measures asked for, each once, with their settings checked.
  func selections() throws -> [Selection] {
    var selections: [Selection] = []
    for text in measure.split(separator: ",") {
      let found = try Self.group(String(text)) ?? [Self.named(String(text))]
      selections += found.filter { new in !selections.contains { $0.name == new.name } }
    }
    guard !selections.isEmpty else {
      throw ValidationError("--measure: names no measure; see 'smokeout list measures'")
    }
    return selections
  }

  private static func group(_ text: String) -> [Selection]? {
    if text == "all" { return MeasureCatalog.all.map { Selection($0) } }
    guard let group = MeasureGroup(rawValue: text) else { return nil }
    return MeasureCatalog.all.filter { $0.group == group }.map { Selection($0) }
  }

  private static func named(_ text: String) throws -> Selection {
    let chosen = SelectionText(text)
    guard let type = MeasureCatalog.named(chosen.name) else {
      throw PlanError.unknownMeasure(chosen.name, known: MeasureCatalog.all.map { $0.name })
    }
    return Selection(
      name: chosen.name, values: try chosen.values(type.parameters, option: "--measure"))
  }
}
