import Attacks
import Measures
import Numeric
import Oversampling

/// How a measure did in the tests of itself.
public enum HonestyTest: Sendable, Equatable {
  /// The copy is a leak to it, and fresh people are not.
  case passed
  /// The copy is a leak to it; whether fresh people are cannot be told, for the reason given.
  case halfPassed(String)
  /// Why it is not to be believed on this data.
  case failed(String)
  /// Why it could not be put to the test.
  case untested(String)
}

/// Whether a measure notices what attacks have proved on the same release.
public enum MeasureSight: Sendable, Equatable {
  /// It calls a leak what the attack has shown to be one.
  case sees
  /// It does not, though this attack succeeded.
  case doesNotSee(attack: String)
  /// No attack has succeeded on this release, so nothing is known.
  case noProof
  /// It was not taken, is no measure of privacy, or cannot be believed.
  case notAsked
}

extension HonestyRow {
  /// How it did. What is refused on the copy was never put to the test; what has no value there and
  /// does not call it a leak has failed.
  public var test: HonestyTest {
    guard isAboutPrivacy else { return .untested("it says how good data is, not how safe") }
    switch copy.outcome {
    case .refused(let reason): return .untested("it cannot be taken of a verbatim copy: \(reason)")
    case .measured(let measurement) where measurement.verdict != .leak:
      return .failed(
        measurement.value == nil
          ? "it is not defined for a verbatim copy of the real rows, the worst leak there is"
          : "it does not call a verbatim copy of the real rows a leak; of the copy it says: "
            + Self.text(of: measurement))
    case .measured: break
    }
    switch fresh?.outcome {
    case nil: return .halfPassed("there is no holdout to take fresh people from")
    case .refused(let reason)?: return .halfPassed("it cannot be taken of fresh people: \(reason)")
    case .measured(let measurement)? where measurement.verdict == .leak:
      return .failed(
        "it calls fresh people's rows a leak, though nothing was made from the real rows")
    case .measured?: return .passed
    }
  }

  /// All that a measure says, without the last full stop.
  private static func text(of measurement: Measurement) -> String {
    let text = ([measurement.sentence] + measurement.remarks).joined(separator: " ")
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }

  /// Whether it notices the leak that an attack has proved. A measure that fails its own test calls
  /// a leak what is none, or the other way round, so its word counts for nothing.
  ///
  /// - Parameter attack: one that succeeded on the very release; nil if none did.
  public func sight(provedBy attack: String?) -> MeasureSight {
    guard isAboutPrivacy, failure == nil, let verdict = release.measurement?.verdict else {
      return .notAsked
    }
    guard let attack else { return .noProof }
    return verdict == .leak ? .sees : .doesNotSee(attack: attack)
  }
}

extension AttackScore {
  /// Whether the attack has succeeded beyond doubt: at 95 % more than half of its claims are true,
  /// and more than would be if it had picked rows of the release blindly.
  ///
  /// - Parameter realShare: share of real rows among the rows it could pick; 0 where it picks none.
  public func isProof(realShare: Double = 0) -> Bool {
    trueClaims > 0 && precisionInterval.low > max(0.5, realShare)
  }
}

extension Publication {
  /// Share of real rows among the minority rows of the augmented release: how often somebody who
  /// picks rows blindly is right.
  public var realShare: Double {
    let records = augmentedView.origins
    return Double(records.count { $0.isReal }) / Double(max(1, records.count))
  }
}
