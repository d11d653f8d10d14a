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
      "who was in", "AUC", "95 %", "TPR at 1 % FPR", "at 0.1 %", "advantage", "epsilon: at most",
      "shown", "in/out", "seconds",
    ])
    for entry in entries {
      let rates = entry.tprAtFpr ?? []
      let bound = bound(entry)
      table.add([
        entry.name, figure(entry.auc), interval(entry.aucInterval), rate(rates.first),
        rate(rates.dropFirst().first), figure(entry.advantage), figure(bound?.largest, 2),
        figure(bound?.value, 2), "\(entry.members ?? 0)/\(entry.others ?? 0)",
        figure(entry.seconds, 2),
      ])
    }
    table.say()
    Console.say(
      "AUC 0.5 is chance. epsilon: what made the release cannot be more private than what is shown; "
        + "with so few people no more than 'at most' can be shown.")
  }

  private static func sayRisk(_ entries: [PeopleEntry]) {
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
    let isSearched = entries.contains { ($0.searched ?? []).count > 1 }
    let head = isSearched ? "interval" : "95 %"
    var table = TextTable([
      "by shadow runs", "AUC of the ten highest", "of the ten worst, other half", "95 %",
      "TPR at 1 % FPR", "epsilon: at most", "shown", "people", "seconds",
    ])
    for entry in entries {
      let bound = bound(entry)
      table.add([
        entry.name, figure(entry.aucSelected), figure(entry.aucHonest),
        interval(entry.aucHonestInterval), rate(entry.tprAtFpr?.first), figure(bound?.largest, 2),
        figure(bound?.value, 2), "\((entry.targets ?? []).count)", figure(entry.seconds, 1),
      ])
    }
    table.say()
    if isSearched {
      Console.say(
        "Intervals hold at 95 % for all sets of columns tried together: each is at "
          + "1 - 0.05 / sets.")
    }
    Console.say(
      "The ten highest are chosen after seeing them, as in the paper, which makes the mean larger "
        + "than it is; the ten worst are ranked on one half of the runs and measured on the other.")
  }

  private static func sayClassifier(_ entries: [PeopleEntry]) {
    var table = TextTable([
      "by classifier", "precision", "recall", "F1", "balanced", "95 %", "G-mean", "95 %", "AUC",
      "95 %", "seconds",
    ])
    for entry in entries {
      table.add([
        entry.name, figure(entry.precision), figure(entry.recall), figure(entry.f1),
        figure(entry.balancedAccuracy), interval(entry.balancedAccuracyInterval),
        figure(entry.gMean), interval(entry.gMeanInterval), figure(entry.auc),
        interval(entry.aucInterval), figure(entry.seconds, 2),
      ])
    }
    table.say()
    Console.say(
      "F1 and G-mean are near 0, and the balanced accuracy near 0.5, where all rows are called "
        + "synthetic: real rows are few, which does not say that they cannot be told. An AUC on "
        + "either side of 0.5 is information.")
  }

  /// The one that holds whatever made the release; that by Gaussian DP is for Gaussian noise only.
  private static func bound(_ entry: PeopleEntry) -> PeopleEntry.Bound? {
    entry.epsilonLowerBounds?.first { $0.method == EpsilonBound.Method.clopperPearson.rawValue }
  }

  private static func tried(_ entry: PeopleEntry) -> String {
    entry.name == PropertyInference.name ? "properties" : "sets of columns"
  }

  private static func rate(_ rate: PeopleEntry.Rate?) -> String {
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
