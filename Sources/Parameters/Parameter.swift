/// The value of one setting.
public enum ParameterValue: Sendable, Equatable {
  /// A whole number.
  case integer(Int)
  /// A finite number.
  case real(Double)
  /// One of a few words.
  case choice(String)
  /// On or off.
  case flag(Bool)
}

extension ParameterValue: CustomStringConvertible {
  /// As a user would write it: `5`, `2.5`, `lines`, `on`. A real without a fraction has no point.
  public var description: String {
    switch self {
    case .integer(let value): "\(value)"
    case .real(let value): Int(exactly: value).map { "\($0)" } ?? "\(value)"
    case .choice(let value): value
    case .flag(let value): value ? "on" : "off"
    }
  }
}

/// What a setting may be.
public enum ParameterDomain: Sendable, Equatable {
  /// A whole number from a range, both ends included.
  case integer(ClosedRange<Int>)
  /// A number from a range, both ends included.
  case real(ClosedRange<Double>)
  /// One of these words, in menu order.
  case choice([String])
  /// On or off.
  case flag
}

/// One setting of an oversampler, an attack or a projection, as data: the form, the command line
/// and the help are all made from it.
public struct ParameterSpec: Sendable, Equatable {
  /// As written on the command line: `k`, `rule`.
  public let name: String
  /// One line: what it does, with its unit.
  public let help: String
  /// The values that are accepted.
  public let domain: ParameterDomain
  /// The value where nothing is said; lies in `domain`.
  public let defaultValue: ParameterValue

  /// - Parameters:
  ///   - name: unique among the settings of one method.
  ///   - defaultValue: a value from `domain`; this is not checked.
  public init(
    _ name: String, help: String, domain: ParameterDomain, default defaultValue: ParameterValue
  ) {
    self.name = name
    self.help = help
    self.domain = domain
    self.defaultValue = defaultValue
  }

  /// A setting that is a whole number in `range`.
  public static func integer(
    _ name: String, in range: ClosedRange<Int>, default value: Int, help: String
  ) -> ParameterSpec {
    ParameterSpec(name, help: help, domain: .integer(range), default: .integer(value))
  }

  /// A setting that is a number in `range`, in the unit that `help` names.
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

  /// A setting that is on or off.
  public static func flag(_ name: String, default value: Bool, help: String) -> ParameterSpec {
    ParameterSpec(name, help: help, domain: .flag, default: .flag(value))
  }
}
