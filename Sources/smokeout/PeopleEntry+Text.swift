import Attacks
import Experiments
import Workbench

/// Prints attacks on people for people: a table for each family.
enum PeopleText {
  static func say(_ entries: [PeopleEntry]) {
    for family in PeopleFamily.allCases {
      let own = entries.filter { $0.family == family.rawValue }
      guard !own.isEmpty else { continue }
      Console.say("")
      switch family {
      case .membership: sayMembership(own)
      case .risk: sayRisk(own)
      case .shadow: sayShadow(own)
      case .classifier: sayClassifier(own)
      }
    }
  }

  private static func sayMembership(_ entries: [PeopleEntry]) {
    var table = TextTable([
      "who was in", "AUC", "95 %", "TPR at 1 % FPR", "at 0.1 %", "advantage", "in/out", "seconds",
    ])
    for entry in entries {
      table.add(
        [entry.name, figure(entry.auc), interval(entry.aucInterval)] + points(entry) + [
          "\(entry.members ?? 0)/\(entry.others ?? 0)", figure(entry.seconds, 2),
        ])
    }
    table.say()
    Console.say("AUC 0.5 is chance. With too few people in and out a rate is not measurable.")
    sayBounds(entries)
  }

  /// Every bound on ε with the largest that so few trials could show, and when it is a bound.
  private static func sayBounds(_ entries: [PeopleEntry]) {
    let told = entries.filter { !($0.epsilonLowerBounds ?? []).isEmpty }
    guard let first = told.first?.epsilonLowerBounds else { return }
    let delta = first.first.map { NumberFormat.significant($0.delta) } ?? NumberFormat.none
    var table = TextTable(
      ["lower bounds on epsilon"]
        + first.flatMap { ["\(title($0.method)): at most", "shown"] } + ["delta"])
    for entry in told {
      let bounds = first.flatMap { column -> [String] in
        let bound = entry.epsilonLowerBounds?.first { $0.method == column.method }
        return [figure(bound?.largest, 2), figure(bound?.value, 2)]
      }
      table.add([entry.name] + bounds + [delta])
    }
    table.say()
    Console.say(
      "'At most' is what so few trials could show. What made the release is not more private than "
        + "what is shown where the bound holds. "
        + first.map { "\(title($0.method)): \($0.holdsFor)" }.joined(separator: ". ") + ".")
  }

  private static func title(_ method: String) -> String {
    switch EpsilonBound.Method(rawValue: method) {
    case .clopperPearson: "Clopper-Pearson"
    case .gaussian: "if Gaussian"
    case .oneRun: "one run"
    case nil: method
    }
  }

  private static func sayRisk(_ entries: [PeopleEntry]) {
    let isSearched = entries.contains { ($0.searched ?? []).count > 1 }
    let head = isSearched ? "interval" : "95 %"
    var table = TextTable([
      "about people", "attack", head, "blind", "control", head, "residual risk", head, "seconds",
    ])
    for entry in entries {
      table.add([
        entry.name, figure(entry.attackRate), interval(entry.attackRateInterval),
        figure(entry.baselineRate), figure(entry.controlRate?.value),
        interval(entry.controlRateInterval?.value), figure(entry.residualRisk?.value),
        interval(entry.residualRiskInterval?.value), figure(entry.seconds, 2),
      ])
    }
    table.say()
    if isSearched {
      Console.say(
        "Intervals hold at 95 % for all that an attack tried together, such as sets of columns: each "
          + "is at 1 - 0.05 / sets.")
    }
    for entry in entries {
      if let conclusion = entry.conclusion { Console.say("\(entry.name): \(conclusion)") }
      if let worst = entry.worst, let median = entry.median, (entry.searched ?? []).count > 1 {
        Console.say(
          "\(entry.name): \((entry.searched ?? []).count) \(tried(entry)) tried; worst "
            + "\(worst.columns) \(figure(worst.attackRate)), median \(median.columns) "
            + "\(figure(median.attackRate))")
      }
    }
  }

  private static func sayShadow(_ entries: [PeopleEntry]) {
    var table = TextTable([
      "by shadow runs", "AUC of the ten highest", "of the ten worst, other half", "95 %",
      "TPR at 1 % FPR", "at 0.1 %", "advantage", "people", "seconds",
    ])
    for entry in entries {
      table.add(
        [
          entry.name, figure(entry.aucSelected), figure(entry.aucHonest),
          interval(entry.aucHonestInterval),
        ] + points(entry) + ["\((entry.targets ?? []).count)", figure(entry.seconds, 1)])
    }
    table.say()
    Console.say(
      "The ten highest are chosen after seeing them, as in the paper, which makes the mean larger "
        + "than it is; the ten worst are ranked on one half of the runs and measured on the other. "
        + "Rates, advantage and bounds are over all these runs about the ten worst: those about "
        + "one person are too few.")
    sayBounds(entries)
  }

  private static func sayClassifier(_ entries: [PeopleEntry]) {
    var table = TextTable([
      "by classifier", "precision", "recall", "F1", "balanced", "95 %", "G-mean", "95 %", "AUC",
      "95 %", "TPR at 1 % FPR", "at 0.1 %", "advantage", "seconds",
    ])
    for entry in entries {
      table.add(
        [
          entry.name, figure(entry.precision), figure(entry.recall), figure(entry.f1),
          figure(entry.balancedAccuracy), interval(entry.balancedAccuracyInterval),
          figure(entry.gMean), interval(entry.gMeanInterval), figure(entry.auc),
          interval(entry.aucInterval),
        ] + points(entry) + [figure(entry.seconds, 2)])
    }
    table.say()
    Console.say(
      "F1 and G-mean are near 0, and the balanced accuracy near 0.5, where all rows are called "
        + "synthetic: real rows are few, which does not say that they cannot be told. An AUC on "
        + "either side of 0.5 is information. TPR is the share of real rows called real where 1 % "
        + "or 0.1 % of the synthetic ones are.")
    if let reason = entries.compactMap(\.noEpsilon).first { Console.say("AUC: \(reason).") }
  }

  /// What scores come to at single thresholds.
  private static func points(_ entry: PeopleEntry) -> [String] {
    let rates = entry.tprAtFpr ?? []
    return [rate(rates.first), rate(rates.dropFirst().first), figure(entry.advantage)]
  }

  private static func tried(_ entry: PeopleEntry) -> String {
    entry.name == PropertyInference.name ? "properties" : "sets of columns"
  }

  /// `0.214`, or that there are too few.
  static func rate(_ rate: PeopleEntry.Rate?) -> String {
    guard let rate else { return NumberFormat.none }
    return rate.tpr.value.map { figure($0) } ?? "not measurable"
  }

  private static func figure(_ value: Double?, _ digits: Int = 3) -> String {
    value.map { NumberFormat.fixed($0, digits: digits) } ?? NumberFormat.none
  }

  private static func interval(_ bounds: [Double]?) -> String {
    bounds.map { NumberFormat.interval(low: $0[0], high: $0[1]) } ?? NumberFormat.none
  }
}
