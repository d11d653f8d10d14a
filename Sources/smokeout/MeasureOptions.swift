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
  @Option(
    help: ArgumentHelp(
      """
      The columns that measures of anonymity and disclosure take as easily known: names, as \
      --quasi-identifiers; suggested, a few that several people share the values of (the default \
      where none are named); search, the worst of many sets of those named or suggested; none, so \
      that these measures refuse.
      """, valueName: "a,b|suggested|search|none"))
  var columns: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Sets of columns that --columns search looks at, at most, for each measure; intervals hold for \
      all of them at once (default: \(KnownColumns.usualBudget)).
      """, valueName: "sets"), transform: NumberArgument.whole("1 or more"))
  var budget: Int?
  @Option(help: ArgumentHelp("Columns that are a secret, between commas.", valueName: "c"))
  var sensitive: String?
  @Flag(
    help: """
      Test each measure on this data: a verbatim copy must be a leak to it and the worst of all, and \
      people who were kept apart must be clean; and tell whether it sees what attacks prove.
      """)
  var honesty = false
  @Flag(
    help: "Also print how each measure is defined: scaling, ties, extremes, interval, threshold.")
  var details = false

  /// How the columns are chosen that are easily known.
  private enum Choice: String {
    case suggested
    case search
    case none
  }

  private var choice: Choice? { columns.flatMap { Choice(rawValue: $0) } }

  func validate() throws {
    try Self.checkNames(columns, option: "--columns")
    try Self.checkNames(quasiIdentifiers, option: "--quasi-identifiers")
    try Self.checkNames(sensitive, option: "--sensitive")
    if let budget {
      guard budget >= 1 else {
        throw ValidationError("--budget: found \(budget), expected 1 or more sets of columns")
      }
      guard choice == .search else {
        throw ValidationError(
          "--budget: found \(budget) without a search, expected --columns search beside it")
      }
    }
    guard let columns, quasiIdentifiers != nil, choice != .search else { return }
    throw ValidationError(
      "--columns: found '\(columns)' beside --quasi-identifiers, expected search, which looks at "
        + "sets of those named; or give one of the two")
  }

  /// Refuses a list of columns that names none, or one twice.
  static func checkNames(_ text: String?, option: String) throws {
    guard let text else { return }
    let names = text.split(separator: ",").map(String.init)
    guard !names.isEmpty else {
      throw ValidationError("\(option): found no name, expected names of columns between commas")
    }
    var seen: Set<String> = []
    if let twice = names.first(where: { !seen.insert($0).inserted }) {
      throw ValidationError("\(option): found '\(twice)' twice, expected each column once")
    }
  }

  /// How the columns that are easily known are chosen.
  var knownColumns: KnownColumns {
    switch choice {
    case .search: .searched(budget: budget ?? KnownColumns.usualBudget)
    case .none?: .named
    case .suggested: .suggested
    case nil: namedColumns.isEmpty ? .suggested : .named
    }
  }

  /// The columns that were named as easily known.
  var namedColumns: [String] {
    ThreatOptions.names(quasiIdentifiers ?? (choice == nil ? columns : nil))
  }

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
