import ArgumentParser
import Attacks
import Experiments
import Foundation
import Measures
import Oversampling
import Parameters
import Terminal

/// `smokeout list`: what there is, with its settings.
struct ListCommand: ParsableCommand {
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case oversamplers
    case defences
    case attacks
    case measures
    case themes
  }

  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List what there is, with its settings.")

  @Argument(help: "oversamplers, defences, attacks, measures or themes (default: all).")
  var kind: Kind?
  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    let kinds = kind.map { [$0] } ?? Kind.allCases
    let lists = kinds.map { ($0, Self.entries($0)) }
    if json {
      let object = Dictionary(uniqueKeysWithValues: lists.map { ($0.0.rawValue, $0.1) })
      return try JSONOutput.write(object)
    }
    for (position, list) in lists.enumerated() {
      if position > 0 { Console.say("") }
      Console.say(list.0.rawValue)
      list.1.forEach { $0.say() }
    }
  }

  struct Setting: Encodable {
    let name: String
    let help: String
    let allowed: String
    let defaultValue: String
  }

  struct Entry: Encodable {
    let name: String
    let title: String
    let summary: String
    var source: String?
    var release: String?
    /// What an attack asks: about the release, about who was in, and so on.
    var family: String?
    /// What an attack has to be granted by the threat model.
    var knows: [String]?
    /// What a measure is about.
    var group: String?
    /// Which way of a measure is safer.
    var direction: String?
    /// What a measure refuses to work without.
    var needs: [String]?
    var rules: MeasureResult.Rules?
    /// The columns an oversampler takes.
    var input: String?
    /// Where a defence works.
    var stage: String?
    var settings: [Setting]?

    private static func list(_ lead: String, _ words: [String]?) -> String {
      let words = words ?? []
      return words.isEmpty ? "" : lead + words.joined(separator: ", ")
    }

    func say() {
      let width = 20
      let padding = String(repeating: " ", count: max(1, width - name.count))
      Console.say("  \(name)\(padding)\(summary)")
      let indent = String(repeating: " ", count: width + 2)
      if let source { Console.say(indent + source) }
      if let family { Console.say(indent + "family: \(family)" + Self.list("; needs ", knows)) }
      if let group, let direction {
        Console.say(
          indent + "group: \(group); \(direction.replacing("_", with: " "))"
            + Self.list("; needs ", needs))
      }
      for setting in settings ?? [] {
        Console.say(
          "\(indent)\(setting.name)=\(setting.defaultValue)  \(setting.help) (\(setting.allowed))")
      }
    }
  }

  private static func attacks() -> [Entry] {
    let onReleases = AttackCatalog.all.map { type in
      var entry = entry(type, release: type.releaseKind.rawValue)
      entry.family = "release"
      entry.knows = words(ThreatNeeds(type, ParameterValues(type.parameters)))
      return entry
    }
    let onPeople: [(any Configurable.Type, PeopleFamily, ThreatNeeds, ThreatModel.Released)] =
      [(NaiveDistinguishing.self, .classifier, .naiveDistinguishing, .augmented)]
      + RiskCatalog.all.map { ($0, .risk, ThreatNeeds($0), $0.sees ?? .synthetic) }
      + MembershipCatalog.all.map { ($0, .membership, ThreatNeeds($0), .synthetic) }
      + ShadowCatalog.all.map { ($0, .shadow, ThreatNeeds($0), $0.release.handedOut) }
    return onReleases
      + onPeople.map { type, family, needs, kind in
        var entry = entry(type, release: kind.rawValue)
        entry.family = family.rawValue
        entry.knows = words(needs)
        return entry
      }
  }

  private static func words(_ needs: ThreatNeeds) -> [String] {
    ThreatModel.Insight.allCases.filter { needs.knows.contains($0) }.map(\.rawValue)
  }

  private static func measures() -> [Entry] {
    MeasureCatalog.all.map { type in
      var entry = entry(type)
      entry.group = type.group.rawValue
      entry.direction = type.direction.rawValue
      entry.needs = MeasureNeed.allCases.filter { type.needs.contains($0) }.map(\.rawValue)
      entry.rules = MeasureResult.Rules(type.rules)
      return entry
    }
  }

  private static func entries(_ kind: Kind) -> [Entry] {
    switch kind {
    case .oversamplers:
      OversamplerCatalog.all.map { type in
        var entry = entry(type)
        entry.input = word(for: type.input)
        return entry
      }
    case .defences:
      DefenceCatalog.all.map { type in
        var entry = entry(type)
        entry.stage = type.stage.rawValue
        return entry
      }
    case .attacks: attacks()
    case .measures: measures()
    case .themes:
      ThemeLocator.themes().themes.map {
        Entry(name: $0.name.lowercased(), title: $0.name, summary: $0.summary)
      }
    }
  }

  private static func word(for input: FeatureInput) -> String {
    switch input {
    case .numbers: "numbers"
    case .mixed: "numbers and categories"
    case .categories: "categories"
    }
  }

  private static func entry(_ type: any Configurable.Type, release: String? = nil) -> Entry {
    Entry(
      name: type.name, title: type.title, summary: type.summary,
      source: "\(type.source.text), \(type.source.link)", release: release,
      settings: type.parameters.map { spec in
        Setting(
          name: spec.name, help: spec.help, allowed: "\(spec.domain)",
          defaultValue: "\(spec.defaultValue)")
      })
  }
}
