import Experiments
import Measures
import Oversampling
import Parameters
import Workbench

extension MeasureResult {
  /// Prints the result for people: the numbers, then a sentence on each.
  func say() {
    sayTables()
    for note in notes { Console.say("note: \(note)") }
    for (place, note) in columnNotes.enumerated() {
      Console.say(place == 0 ? "columns: \(note)" : "  \(note)")
    }
    Console.say("")
    if !measures.isEmpty {
      numbers.say()
      Console.say(
        "↑ higher is safer, ↓ lower is safer; a verdict is by the threshold of the measure.")
      Console.say("")
      for entry in measures { say(entry) }
      sayThresholds()
    }
    sayHonesty()
    for entry in refused { Console.say("\(entry.name): not taken. \(entry.reason)") }
  }

  private func sayTables() {
    let group = className.value.map { " of class '\($0)'" } ?? ""
    let kept =
      holdout.value.map { "\($0.rows) kept apart" }
      ?? "none kept apart (measures that need a holdout "
      + "refuse)"
    Console.say(
      "\(training.path): \(Counted.text(training.rows, "real row"))\(group), \(synthetic.rows) released, \(kept)"
    )
    release?.say()
    Console.say("threat model: \(threatModel.text)")
  }

  private var numbers: TextTable {
    var table = TextTable(["measure", "value", "95 %", "", "reference", "verdict"])
    for entry in measures {
      table.add([
        entry.name, Self.figure(entry.value.value), Self.interval(entry.interval.value),
        Self.arrow(entry.direction), Self.figure(entry.reference.value), entry.verdict,
      ])
    }
    return table
  }

  private func say(_ entry: Entry) {
    Console.say("\(entry.name): \(entry.sentence)")
    if let columns = entry.columns { say(columns) }
    for remark in entry.remarks { Console.say("  \(remark)") }
    if !entry.rows.isEmpty {
      let shown = entry.rows.prefix(Self.shownRows).map { "\($0)" }.joined(separator: ", ")
      let rest = entry.rows.count - Self.shownRows
      Console.say(
        "  rows of \(training.path), worst first: \(shown)"
          + (rest > 0 ? " and \(rest) more (--json lists all)" : ""))
    }
    guard let rules = entry.rules else { return }
    for part in entry.parts { Console.say("  \(part.name): \(Self.figure(part.value))") }
    Console.say("  scaling: \(rules.scaling)")
    Console.say("  ties: \(rules.ties)")
    Console.say("  extremes: \(rules.degenerate)")
    Console.say("  interval: \(rules.interval)")
    Console.say("  source: \(entry.source)")
  }

  /// Each threshold once: many measures share one.
  private func sayThresholds() {
    Console.say("")
    Console.say("Thresholds, and where they come from:")
    var told: Set<String> = []
    for entry in measures where told.insert(entry.threshold).inserted {
      let names = measures.filter { $0.threshold == entry.threshold }.map(\.name)
      Console.say("\(names.joined(separator: ", ")): \(entry.threshold)")
    }
  }

  /// The worst set and the middle one, where sets were searched.
  private func say(_ columns: Columns) {
    guard columns.choice == "search", let worst = columns.worst, let median = columns.median else {
      return
    }
    Console.say(
      "  worst of \(columns.sets) sets: \(Self.text(worst)); median: \(Self.text(median))")
    if let extent = columns.extent, !columnNotes.contains(extent) { Console.say("  \(extent)") }
  }

  private static func text(_ look: Look) -> String {
    ColumnLook.text(known: look.known, secret: look.secret)
      + " \(figure(look.value.value))"
      + (look.interval.value.map { " " + interval($0) } ?? "")
  }

  private func sayHonesty() {
    let tested = measures.filter { $0.honesty != nil }
    guard !tested.isEmpty else { return }
    Console.say("")
    Console.say("Each measure on this data: the release, a verbatim copy, people kept apart.")
    var table = TextTable([
      "measure", "release", "copy", "fresh", "test", "can it see \(methodTitle)?",
    ])
    for entry in tested {
      guard let honesty = entry.honesty else { continue }
      table.add([
        honesty.test == "failed" ? "(\(entry.name))" : entry.name, entry.verdict,
        Self.text(honesty.copy), honesty.fresh.value.map(Self.text) ?? NumberFormat.none,
        honesty.test.replacing("_", with: " "), sight(honesty),
      ])
    }
    table.say()
    sayReasons(tested)
  }

  /// Why measures did not pass, each reason once.
  private func sayReasons(_ tested: [Entry]) {
    let reasons = tested.map { entry in
      entry.honesty.flatMap { honesty in
        let lead =
          honesty.test == "failed" ? "struck through" : honesty.test.replacing("_", with: " ")
        return honesty.reason.map { "\(lead): \($0)" }
      }
    }
    var told: Set<String> = []
    for case .some(let reason) in reasons where told.insert(reason).inserted {
      let names = zip(tested, reasons).filter { $0.1 == reason }.map(\.0.name)
      Console.say("\(names.joined(separator: ", ")): \(reason)")
    }
  }

  private func sight(_ honesty: Honesty) -> String {
    let proof = "\(honesty.proof ?? "an attack") succeeded"
    return switch MeasureSight(rawValue: honesty.sight) {
    case .sees: "yes"
    case .unsure: "not sure: \(proof)"
    case .blind: "no: \(proof)"
    case .unproved, .notAsked, nil:
      attacks.isEmpty ? "no attack was made" : NumberFormat.none
    }
  }

  /// The method that made the release; of files that others made nobody knows, and attacks look for
  /// what SMOTE leaves.
  private var methodTitle: String {
    release.map { OversamplerCatalog.named($0.method)?.title ?? $0.method } ?? SMOTE.title
  }

  private static let shownRows = 12

  private static func text(_ trial: Trial) -> String {
    guard let verdict = trial.verdict.value else { return "not taken" }
    return trial.value.value.map { "\(verdict) \(figure($0))" } ?? verdict
  }

  private static func arrow(_ direction: String) -> String {
    switch direction {
    case "higher_is_safer": "↑"
    case "lower_is_safer": "↓"
    default: " "
    }
  }

  private static func figure(_ value: Double?) -> String {
    value.map { NumberFormat.significant($0) } ?? NumberFormat.none
  }

  private static func interval(_ bounds: [Double]?) -> String {
    guard let bounds else { return NumberFormat.none }
    return "[\(bounds.map { NumberFormat.significant($0) }.joined(separator: ", "))]"
  }
}
