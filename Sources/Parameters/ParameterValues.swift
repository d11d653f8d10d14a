/// Why a setting was refused. The description is shown to the user as it is.
public enum ParameterError: Error, Equatable, Sendable {
  /// No setting has that name; `known` are those that there are.
  case unknown(name: String, known: [String])
  /// The text cannot be read as the `kind` of value that is expected.
  case notA(kind: String, name: String, found: String)
  /// The value is of the right kind, but not one of those allowed.
  case outside(name: String, found: String, allowed: String)
}

extension ParameterError: CustomStringConvertible {
  /// A sentence for the user: the setting, what was found, what is expected.
  public var description: String {
    switch self {
    case .unknown(let name, let known) where known.isEmpty:
      "there is no setting '\(name)'; this has no settings"
    case .unknown(let name, let known):
      "there is no setting '\(name)'; the settings are \(known.joined(separator: ", "))"
    case .notA(let kind, let name, let found):
      "\(name): found '\(found)', expected \(kind)"
    case .outside(let name, let found, let allowed):
      "\(name): found \(found), expected \(allowed)"
    }
  }
}

/// Checked settings: every name is known, every value lies in its range.
public struct ParameterValues: Sendable, Equatable {
  /// What may be set, in the order of the form; names are unique.
  public let specs: [ParameterSpec]
  private var values: [String: ParameterValue]

  /// The defaults of `specs`.
  public init(_ specs: [ParameterSpec]) {
    self.specs = specs
    values = Dictionary(uniqueKeysWithValues: specs.map { ($0.name, $0.defaultValue) })
  }

  /// The defaults, with `texts` parsed over them.
  public init(_ specs: [ParameterSpec], texts: [String: String]) throws(ParameterError) {
    self.init(specs)
    for (name, text) in texts.sorted(by: { $0.key < $1.key }) { try set(name, text: text) }
  }

  /// Sets `name` to what `text` says.
  public mutating func set(_ name: String, text: String) throws(ParameterError) {
    let spec = try spec(name)
    try set(name, to: Self.parse(text, for: spec))
  }

  /// Sets `name`, which must lie in its range.
  public mutating func set(_ name: String, to value: ParameterValue) throws(ParameterError) {
    try Self.check(value, for: spec(name))
    values[name] = value
  }

  /// The value of `name`, or nil if there is no such setting.
  public subscript(name: String) -> ParameterValue? { values[name] }

  /// The whole number set for `name`; 0 if there is none of that name and kind.
  public func integer(_ name: String) -> Int {
    if case .integer(let value) = values[name] { value } else { 0 }
  }

  /// The number set for `name`; 0 if there is none of that name and kind.
  public func real(_ name: String) -> Double {
    if case .real(let value) = values[name] { value } else { 0 }
  }

  /// The choice made for `name`; empty if there is none of that name and kind.
  public func choice(_ name: String) -> String {
    if case .choice(let value) = values[name] { value } else { "" }
  }

  /// Whether `name` is switched on.
  public func flag(_ name: String) -> Bool { values[name] == .flag(true) }

  private func spec(_ name: String) throws(ParameterError) -> ParameterSpec {
    guard let spec = specs.first(where: { $0.name == name }) else {
      throw .unknown(name: name, known: specs.map(\.name))
    }
    return spec
  }

  private static func parse(
    _ text: String, for spec: ParameterSpec
  ) throws(ParameterError) -> ParameterValue {
    switch spec.domain {
    case .integer:
      guard let value = Int(text) else {
        throw .notA(kind: "a whole number", name: spec.name, found: text)
      }
      return .integer(value)
    case .real:
      guard let value = Double(text), value.isFinite else {
        throw .notA(kind: "a number", name: spec.name, found: text)
      }
      return .real(value)
    case .choice: return .choice(text)
    case .flag:
      switch text {
      case "on", "true", "yes", "1": return .flag(true)
      case "off", "false", "no", "0": return .flag(false)
      default: throw .notA(kind: "on or off", name: spec.name, found: text)
      }
    }
  }

  private static func check(
    _ value: ParameterValue, for spec: ParameterSpec
  ) throws(ParameterError) {
    let isAllowed =
      switch (spec.domain, value) {
      case (.integer(let range), .integer(let value)): range.contains(value)
      case (.real(let range), .real(let value)): range.contains(value)
      case (.choice(let choices), .choice(let value)): choices.contains(value)
      case (.flag, .flag): true
      default: false
      }
    guard isAllowed else {
      throw .outside(name: spec.name, found: "\(value)", allowed: "\(spec.domain)")
    }
  }
}

extension ParameterDomain: CustomStringConvertible {
  /// As an error message says it: `1 to 100`, `lines or paper`, `on or off`.
  public var description: String {
    switch self {
    case .integer(let range) where range.upperBound == .max: "\(range.lowerBound) or more"
    case .integer(let range): "\(range.lowerBound) to \(range.upperBound)"
    case .real(let range): "\(range.lowerBound) to \(range.upperBound)"
    case .choice(let choices):
      (choices.count > 2 ? [choices.dropLast().joined(separator: ", ")] : choices.dropLast())
        .joined() + (choices.count > 1 ? " or " : "") + (choices.last ?? "")
    case .flag: "on or off"
    }
  }
}
