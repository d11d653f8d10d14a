/// The paper or the program whose definition the code follows.
public struct Citation: Sendable, Equatable {
  /// Authors, title, place and year, in one line.
  public let text: String
  /// A web address, preferably a DOI.
  public let link: String

  /// - Parameters:
  ///   - text: authors, title, place and year.
  ///   - link: where it can be read.
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
  /// Where the definition comes from that the code follows.
  static var source: Citation { get }
  /// The settings, in the order of the form; empty if there is nothing to set.
  static var parameters: [ParameterSpec] { get }
  /// - Parameter values: made from `parameters`.
  /// - Throws: `ParameterError` if settings that are fine alone do not go together.
  init(_ values: ParameterValues) throws(ParameterError)
}
