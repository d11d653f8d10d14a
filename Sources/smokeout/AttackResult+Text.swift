import Attacks
import Workbench

extension AttackResult {
  /// Prints the result for people.
  func say(notes: [String]) {
    let share = 100 * Double(dataset.minority.rows) / Double(max(1, dataset.rows))
    Console.say(
      "\(dataset.path): \(Counted.text(dataset.rows, "row")), "
        + "\(Counted.text(dataset.columns, "feature")), class "
        + "'\(dataset.target)', minority '\(dataset.minority.label)' "
        + "\(Counted.text(dataset.minority.rows, "row")) (\(Self.decimals(share, 1)) %)")
    release.say()
    for note in notes { Console.say("note: \(note)") }
    for text in models { Console.say("threat model: \(text)") }
    if !scored.isEmpty {
      Console.say("")
      table.say()
      Console.say("")
      for attack in scored { Console.say(verdict(attack)) }
      if let reason = scored.compactMap(\.noEpsilon).first { Console.say("AUC: \(reason).") }
    }
    PeopleText.say(people)
    if !people.isEmpty { Console.say("") }
    sayRemarks()
    exposureByClass.forEach { $0.say() }
    for attack in skipped { Console.say("\(attack.name): not run. \(attack.reason)") }
    if let tolerance = scored.map(\.tolerance).max(), tolerance > Evaluator.tolerance {
      Console.say(
        "The values were changed after they were made: a rebuilt record counts if no value is off "
          + "by more than \(NumberFormat.significant(tolerance / 2)) of its column's range.")
    }
  }

  /// What several attacks have to say is said once.
  private func sayRemarks() {
    let all =
      scored.flatMap { entry in entry.remarks.map { (entry.name, $0) } }
      + people.flatMap { entry in entry.remarks.map { (entry.name, $0) } }
    var said = Set<String>()
    for (_, remark) in all where said.insert(remark).inserted {
      let names = all.filter { $0.1 == remark }.map(\.0).joined(separator: ", ")
      Console.say("\(names): \(remark)")
    }
  }

  /// The threat model of each kind of release that was attacked.
  private var models: [String] {
    var texts: [String] = []
    for text in scored.map(\.threatModel.text) + people.map(\.threatModel.text)
    where !texts.contains(text) {
      texts.append(text)
    }
    return texts
  }

  private var table: TextTable {
    let optional = Self.optionalColumns.filter { column in scored.contains(where: column.isTold) }
    var table = TextTable(
      ["attack", "release", "precision", "95 %", "recall", "95 %", "true/claims", "of"]
        + optional.map(\.head) + ["k", "ratio", "seconds"])
    for attack in scored {
      table.add(
        [
          attack.name, attack.release, Self.decimals(attack.precision, 3),
          Self.interval(attack.precisionInterval), Self.decimals(attack.recall, 3),
          Self.interval(attack.recallInterval), "\(attack.trueClaims)/\(attack.claims)",
          "\(attack.bound)",
        ] + optional.map { $0.text(attack) } + [
          Self.range(attack.kEstimate, attack.kRange),
          attack.ratioEstimate.map { Self.decimals($0, 2) } ?? "-",
          Self.decimals(attack.seconds, 2),
        ])
    }
    return table
  }

  /// A column that is there only if an attack has something to say in it.
  private struct OptionalColumn {
    let head: String
    let isTold: (Scored) -> Bool
    let text: (Scored) -> String
  }

  private static var optionalColumns: [OptionalColumn] {
    [
      OptionalColumn(
        head: "certain", isTold: { $0.certainClaims < $0.claims },
        text: { "\($0.certainTrueClaims)/\($0.certainClaims)" }),
      OptionalColumn(
        head: "other class", isTold: { $0.otherClassClaims > 0 },
        text: { "\($0.otherClassClaims)" }),
      OptionalColumn(
        head: "AUC", isTold: { $0.auc != nil },
        text: { attack in
          guard let auc = attack.auc, let bounds = attack.aucInterval else { return "-" }
          return decimals(auc, 3) + " " + interval(bounds)
        }),
      OptionalColumn(
        head: "TPR at 1 % FPR", isTold: { $0.tprAtFpr != nil },
        text: { PeopleText.rate($0.tprAtFpr?.first) }),
      OptionalColumn(
        head: "at 0.1 %", isTold: { $0.tprAtFpr != nil },
        text: { PeopleText.rate($0.tprAtFpr?.dropFirst().first) }),
      OptionalColumn(
        head: "advantage", isTold: { $0.advantage != nil },
        text: { $0.advantage.map { decimals($0, 3) } ?? "-" }),
    ]
  }

  private func verdict(_ attack: Scored) -> String {
    let whole = "\(attack.trueClaims) of \(Counted.text(attack.records, "real minority record"))"
    guard attack.claims > 0 else { return "\(attack.name): no claim." }
    guard attack.precision >= Self.worthyPrecision else {
      let right = "\(attack.name): \(attack.trueClaims) of \(attack.claims) claims are true"
      return right + (isChance(attack) ? ", no better than chance." : ".")
    }
    switch attack.release {
    case "augmented": return "\(attack.name): \(whole) are told from the synthetic rows."
    default: return "\(attack.name): \(whole) are rebuilt from the synthetic rows alone."
    }
  }

  /// Where most claims are wrong, their number says more than how many records are among them.
  private static let worthyPrecision = 0.5
  /// Times the share of real rows in the release that precision has to reach to say anything.
  private static let worthyGain = 1.5

  /// Whether rows picked blindly from the release would be real about as often.
  private func isChance(_ attack: Scored) -> Bool {
    attack.release == "augmented"
      && attack.precision < Self.worthyGain / (1 + max(0, release.ratio))
  }

  private static func range(_ estimate: Int?, _ range: [Int]?) -> String {
    guard let estimate, let range else { return "-" }
    return range[0] == range[1] ? "\(estimate)" : "\(range[0])-\(range[1])"
  }

  private static func interval(_ bounds: [Double]) -> String {
    NumberFormat.interval(low: bounds[0], high: bounds[1])
  }

  private static func decimals(_ value: Double, _ digits: Int) -> String {
    NumberFormat.fixed(value, digits: digits)
  }
}
