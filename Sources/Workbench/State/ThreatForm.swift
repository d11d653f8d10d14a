import Attacks
import Experiments
import Measures
import Tabular

/// Who attacks what, as chosen in the form. What is handed out is a setting of the run.
package struct ThreatForm: Sendable, Equatable {
  /// What the attacker knows beside the release.
  package var knows = Set(ThreatModel.Insight.allCases)
  /// Who is asked about.
  package var targets = ThreatModel.Targets.minority
  /// Names of the columns that are easily known of a person.
  package var known: [String] = []
  /// Whether measures look for the worst set of those columns, or of suggested ones.
  package var searchesColumns = false
  /// Names of the columns that are a secret.
  package var secret: [String] = []

  package init() {}

  /// Whether anything is known of the people asked about.
  private var knowsPeople: Bool { knows.contains(.quasiIdentifiers) || knows.contains(.records) }

  /// The columns of `known` that the attacker has: none if it knows nothing of anybody.
  package var easilyKnown: [String] { knowsPeople ? known : [] }

  /// How measures choose what is easily known.
  package var columns: KnownColumns {
    guard knowsPeople else { return .named }
    if searchesColumns { return .searched(budget: KnownColumns.usualBudget) }
    return known.isEmpty ? .suggested : .named
  }
}

/// A change of the threat model.
package enum ThreatChange: Sendable, Equatable {
  case toggle(ThreatModel.Insight)
  case targets(ThreatModel.Targets)
  /// The columns easily known, by name.
  case known([String])
  /// Look for the worst set of columns, or take those named or suggested together.
  case toggleSearch
  /// The columns that are a secret, by name.
  case secret([String])
}

extension Session {
  /// What is handed out; nil if each attack gets the release that it is made for.
  package var handedOut: ThreatModel.Released? { plan.release.handedOut }

  /// The model in full. Where each attack gets its own release, the synthetic rows are what is
  /// measured.
  package var threatModel: ThreatModel {
    ThreatModel(
      released: handedOut ?? .synthetic, knows: threat.knows, targets: threat.targets)
  }

  /// The model in a sentence, with what is handed out where each attack gets its own release.
  package var threatSentence: String {
    guard handedOut == nil else { return "\(threatModel)" }
    return threatModel.description(
      handingOut: "each attack gets the release that it is made for, measures the synthetic rows")
  }

  /// What an attack needs that the model does not grant, as the end of "needs …"; nil if it can
  /// be carried out.
  package func missing(for needs: ThreatNeeds) -> String? {
    needs.missing(from: threat.knows, handedOut: handedOut, targets: threat.targets)
  }

  mutating func change(_ change: ThreatChange) {
    switch change {
    case .toggle(let insight):
      if threat.knows.remove(insight) == nil { threat.knows.insert(insight) }
    case .targets(let targets): threat.targets = targets
    case .known(let names): threat.known = names
    case .toggleSearch: threat.searchesColumns.toggle()
    case .secret(let names): threat.secret = names
    }
  }

  /// The columns that can be named as known or as a secret: all but the class.
  var nameableColumns: [String] {
    let label = openDataset?.dataset.label?.name
    return (openDataset?.dataset.columns ?? []).map(\.name).filter { $0 != label }
  }

  /// The columns that `text` names, separated by commas.
  ///
  /// - Throws: `SettingError` for a name that no column but the class has.
  package func columns(named text: String) throws(SettingError) -> [String] {
    let there = nameableColumns
    var names: [String] = []
    for part in text.split(separator: ",") {
      let name = String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      guard !name.isEmpty, !names.contains(name) else { continue }
      guard there.contains(name) else {
        throw SettingError(
          "there is no column '\(name)'; the columns are \(there.joined(separator: ", "))")
      }
      names.append(name)
    }
    return names
  }
}
