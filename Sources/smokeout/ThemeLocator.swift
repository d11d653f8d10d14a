import Foundation
import Terminal

/// Finds the themes. A theme is a file in `Themes`; there is no list of them anywhere.
enum ThemeLocator {
  /// All themes that can be read, the dark one first, then by name; and what is wrong with files.
  static func themes() -> (themes: [Theme], problems: [String]) {
    guard let folder = Home.themes else {
      return ([.plain], ["no Themes folder was found; set SMOKEOUT_HOME to the folder that has it"])
    }
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { $0.hasSuffix(".toml") }.sorted()
    var themes: [Theme] = []
    var problems: [String] = []
    for name in names.filter({ $0 == "dark.toml" }) + names.filter({ $0 != "dark.toml" }) {
      guard let text = try? String(contentsOfFile: folder + "/" + name, encoding: .utf8) else {
        problems.append("\(name): cannot be read as UTF-8 text")
        continue
      }
      let result = ThemeParser.parse(text, file: name)
      problems += result.problems.map { "\($0)" }
      if let theme = result.theme { themes.append(theme) }
    }
    return (themes.isEmpty ? [.plain] : themes, problems)
  }
}
