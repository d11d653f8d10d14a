import Attacks
import Experiments
import Numeric
import Oversampling
import Parameters
import Workbench

/// What was made of a file, as `oversample` and `attack` print it.
struct ReleaseSummary: Encodable {
  struct Chosen: Encodable {
    let name: String
    let parameters: [String: JSONValue]
  }

  struct ClassCount: Encodable {
    let label: String
    let requested: Int
    let made: Int
  }

  private(set) var kind: String
  let method: String
  let parameters: [String: JSONValue]
  let defences: [Chosen]
  let seed: UInt32
  let seedStyle: String
  let scale: String
  /// Rows of all classes.
  let syntheticRows: Int
  /// Of the class of interest: synthetic over real rows.
  let ratio: Double
  /// Share of the unique minority records that a synthetic row was made from.
  let touched: Double
  let classes: [ClassCount]
  /// Rows that were oversampled, and rows kept apart as a holdout and as a test part.
  let trainingRows: Int
  let holdoutRows: Int
  let testRows: Int
  /// Synthetic rows, from 1, that equal a real row of their class.
  let copies: [Int]
  /// Synthetic rows, from 1, whose nearest real row is of another class.
  let otherClassNearest: [Int]
  let warnings: [String]

  init(
    _ plan: ExperimentPlan, _ data: InputData, _ publication: Publication,
    _ findings: ReleaseFindings
  ) {
    kind = plan.release.rawValue
    method = plan.method
    parameters = JSONValue.object(plan.parameters)
    defences = plan.defences.map {
      Chosen(name: $0.name, parameters: JSONValue.object($0.values))
    }
    seed = plan.seed
    seedStyle = plan.seedStyle.rawValue
    scale = data.prepared.scaling.rawValue
    syntheticRows = publication.synthetic.rows.rows
    ratio = publication.settings.ratio
    touched = publication.touched
    classes = publication.demands.map { demand in
      ClassCount(
        label: data.prepared.classNames[Int(demand.code)], requested: demand.count,
        made: publication.synthetic.labels.count { $0 == demand.code })
    }
    trainingRows = data.prepared.labels.count
    holdoutRows = data.prepared.holdout.count
    testRows = data.prepared.test.count
    copies = findings.copies.map { $0 + 1 }
    otherClassNearest = findings.onOtherSide.map { $0 + 1 }
    warnings = RunWarning.all(publication, plan, findings: findings).map(\.text)
  }

  /// The same, for a release of this kind.
  func released(as kind: String) -> ReleaseSummary {
    var summary = self
    summary.kind = kind
    return summary
  }

  /// Prints how it was made and what to know of it, for people.
  func say() {
    let rows = classes.count == 1 ? "" : " of \(classes.count) classes"
    Console.say(
      "\(Self.text(method, parameters)): \(Counted.text(syntheticRows, "synthetic row"))\(rows) "
        + "(\(NumberFormat.fixed(ratio, digits: 2)) a real one), seed \(seed), scale \(scale)")
    if !defences.isEmpty {
      let texts = defences.map { Self.text($0.name, $0.parameters) }
      Console.say("defences: " + texts.joined(separator: ", "))
    }
    for warning in warnings { Console.say("warning: \(warning)") }
    if !otherClassNearest.isEmpty {
      Console.say("  synthetic rows nearest to another class: " + Self.list(otherClassNearest))
    }
  }

  private static func text(_ name: String, _ parameters: [String: JSONValue]) -> String {
    let settings = parameters.keys.sorted().compactMap { key -> String? in
      guard case .value(let value)? = parameters[key] else { return nil }
      return "\(key)=\(value)"
    }
    return ([name] + settings).joined(separator: " ")
  }

  /// The first of many; `--json` has them all.
  private static func list(_ rows: [Int]) -> String {
    let shown = rows.prefix(12).map { "\($0)" }.joined(separator: ", ")
    return rows.count > 12 ? shown + " and \(rows.count - 12) more (--json lists all)" : shown
  }
}
