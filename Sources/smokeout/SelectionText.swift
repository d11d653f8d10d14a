import ArgumentParser
import Parameters

/// A choice with its settings as it is written on the command line:
/// `NAME`, `NAME:setting=value:setting=value`, and `NAME:value` for the first setting.
struct SelectionText {
  let name: String
  private let settings: [Substring]

  init(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    name = parts.first.map(String.init) ?? ""
    settings = Array(parts.dropFirst())
  }

  /// The settings over the defaults of `specs`.
  ///
  /// - Parameter option: the option it stands in, for messages: `--method`.
  func values(_ specs: [ParameterSpec], option: String) throws -> ParameterValues {
    var values = ParameterValues(specs)
    for (place, setting) in settings.enumerated() {
      let pair = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map(String.init)
      if pair.count == 2 {
        try values.set(pair[0], text: pair[1])
      } else if place == 0, let first = specs.first {
        try values.set(first.name, text: pair[0])
      } else {
        throw ValidationError("\(option) \(name): found '\(setting)', expected NAME=VALUE")
      }
    }
    return values
  }
}
