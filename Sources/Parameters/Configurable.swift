/// The paper or the program whose definition the code follows.
public struct Citation: Sendable, Equatable {
  public let text: String
  public let link: String

  public init(_ text: String, link: String) {
    self.text = text
    self.link = link
  }
}

/// Anything that can be listed in a menu and configured by a form.
public protocol Configurable: Sendable {
  /// As written on the command line: `smote`, `reconsmote`.
  static var name: String { get }
  /// As written in a menu: `SMOTE`, `ReconSMOTE`.
  static var title: String { get }
  /// One line: what it does.
  static var summary: String { get }
  static var source: Citation { get }
  static var parameters: [ParameterSpec] { get }
  init(_ values: ParameterValues) throws(ParameterError)
}
