import ArgumentParser
import Attacks
import Foundation
import Oversampling
import Parameters
import Terminal

/// `smokeout list`: what there is, with its settings.
struct ListCommand: ParsableCommand {
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case oversamplers
    case defences
    case attacks
    case themes
  }

  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List what there is, with its settings.")

  @Argument(help: "oversamplers, defences, attacks or themes (default: all).")
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
    /// The columns an oversampler takes.
    var input: String?
    /// Where a defence works.
    var stage: String?
    var settings: [Setting]?

    func say() {
      let width = 20
      let padding = String(repeating: " ", count: max(1, width - name.count))
      Console.say("  \(name)\(padding)\(summary)")
      let indent = String(repeating: " ", count: width + 2)
      if let source { Console.say(indent + source) }
      for setting in settings ?? [] {
        Console.say(
          "\(indent)\(setting.name)=\(setting.defaultValue)  \(setting.help) (\(setting.allowed))")
      }
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
    case .attacks: AttackCatalog.all.map { entry($0, release: $0.releaseKind.rawValue) }
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
