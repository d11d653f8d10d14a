import Measures

/// Whether a measure notices what attacks have proved on the same release.
public enum MeasureSight: String, Sendable, Equatable {
  /// It calls a leak what an attack has shown to be one.
  case sees
  /// It does not decide, though an attack succeeded.
  case unsure
  /// It calls clean what an attack has shown to leak.
  case blind
  /// No attack has succeeded on this release, so nothing is known.
  case unproved
  /// It was not taken, is no measure of privacy, or cannot be believed.
  case notAsked = "not_asked"

  /// - Parameters:
  ///   - verdict: on the release; nil if the measure was not taken.
  ///   - isBelieved: whether it says something about privacy and has not failed a test of itself. A
  ///     measure that calls a leak what is none, or the other way round, says nothing.
  ///   - isProved: whether an attack has succeeded on the very release.
  public init(_ verdict: MeasureVerdict?, isBelieved: Bool, isProved: Bool) {
    guard isBelieved, let verdict else {
      self = .notAsked
      return
    }
    guard isProved else {
      self = .unproved
      return
    }
    self =
      switch verdict {
      case .leak: .sees
      case .clean: .blind
      case .unclear: .unsure
      }
  }
}
