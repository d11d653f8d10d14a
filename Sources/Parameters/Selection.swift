/// Something from a catalogue and its settings: an attack, a defence, a measure.
public struct Selection: Sendable, Equatable {
  /// As it is named on the command line.
  public let name: String
  /// Its settings, checked against its own list.
  public var values: ParameterValues

  /// - Parameter name: looked up when it is used.
  public init(name: String, values: ParameterValues) {
    self.name = name
    self.values = values
  }

  /// With its default settings.
  public init(_ type: any Configurable.Type) {
    self.init(name: type.name, values: ParameterValues(type.parameters))
  }
}
