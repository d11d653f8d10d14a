/// The value of one setting.
public enum ParameterValue: Sendable, Equatable {
  case integer(Int)
  case real(Double)
  case choice(String)
  case flag(Bool)
}

extension ParameterValue: CustomStringConvertible {
  public var description: String {
    switch self {
    case .integer(let value): "\(value)"
    case .real(let value): value == value.rounded() ? "\(Int(value))" : "\(value)"
    case .choice(let value): value
    case .flag(let value): value ? "on" : "off"
    }
  }
}

/// What a setting may be.
public enum ParameterDomain: Sendable, Equatable {
  case integer(ClosedRange<Int>)
  case real(ClosedRange<Double>)
  case choice([String])
  case flag
}

/// One setting of an oversampler, an attack or a projection, as data: the form, the command line
/// and the help are all made from it.
public struct ParameterSpec: Sendable, Equatable {
  /// As written on the command line: `k`, `rule`.
  public let name: String
  /// One line: what it does, with its unit.
  public let help: String
  public let domain: ParameterDomain
  public let defaultValue: ParameterValue

  public init(
    _ name: String, help: String, domain: ParameterDomain, default defaultValue: ParameterValue
  ) {
    self.name = name
    self.help = help
    self.domain = domain
    self.defaultValue = defaultValue
  }

  public static func integer(
    _ name: String, in range: ClosedRange<Int>, default value: Int, help: String
  ) -> ParameterSpec {
    ParameterSpec(name, help: help, domain: .integer(range), default: .integer(value))
  }

  public static func real(
    _ name: String, in range: ClosedRange<Double>, default value: Double, help: String
  ) -> ParameterSpec {
    ParameterSpec(name, help: help, domain: .real(range), default: .real(value))
  }

  /// The first choice is the default.
  public static func choice(_ name: String, of choices: [String], help: String) -> ParameterSpec {
    ParameterSpec(
      name, help: help, domain: .choice(choices), default: .choice(choices.first ?? ""))
  }

  public static func flag(_ name: String, default value: Bool, help: String) -> ParameterSpec {
    ParameterSpec(name, help: help, domain: .flag, default: .flag(value))
  }
}
