import Attacks
import Measures
import Numeric
import Oversampling
import Tabular

/// How a measure did in the tests of itself.
public enum HonestyTest: Sendable, Equatable {
  /// The copy is a leak to it and nothing else is worse, and fresh people are clean.
  case passed
  /// The copy is a leak to it and nothing else is worse; but it does not call fresh people clean, for
  /// the reason given.
  case halfPassed(String)
  /// Why it is not to be believed on this data.
  case failed(String)
  /// Why it could not be put to the test.
  case untested(String)
}

extension HonestyRow {
  /// How it did. What is refused on the copy was never put to the test; what has no value there and
  /// does not call it a leak has failed.
  public var test: HonestyTest {
    guard isAboutPrivacy else { return .untested("it says how good data is, not how safe") }
    if case .refused(let reason) = copy.outcome {
      return .untested("it cannot be taken of a verbatim copy: \(reason)")
    }
    if let failure = copyFailure ?? freshFailure { return .failed(failure) }
    return freshDoubt.map { .halfPassed($0) } ?? .passed
  }

  /// Why the copy shows that it is not to be believed: the copy is no leak to it, or not the worst;
  /// nil if it is, or could not be tried.
  public var copyFailure: String? {
    guard isAboutPrivacy, let found = copy.measurement else { return nil }
    if found.verdict != .leak {
      return found.value == nil
        ? "it is not defined for a verbatim copy of the real rows, the worst leak there is"
        : "it does not call a verbatim copy of the real rows a leak; of the copy it says: "
          + Self.text(of: found)
    }
    guard let worst = found.value else { return nil }
    for (name, report) in [("the release", release as MeasureReport?), ("fresh people", fresh)] {
      if let value = report?.measurement?.value, isWorse(value, than: worst) {
        let (one, other) = Self.texts(value, worst)
        return "a verbatim copy of the real rows, the worst leak there is, is not the worst to it: "
          + "\(name) \(name == "the release" ? "has" : "have") \(one), the copy \(other), and "
          + "\(direction == .lowerIsSafer ? "lower" : "higher") is safer"
      }
    }
    return nil
  }

  /// Why fresh people show that it is not to be believed; nil if they are no leak to it.
  public var freshFailure: String? {
    guard isAboutPrivacy, fresh?.measurement?.verdict == .leak else { return nil }
    return "it calls fresh people's rows a leak, though nothing was made from the real rows"
  }

  /// Why fresh people, no leak to it, are not clean to it; nil if they are.
  public var freshDoubt: String? {
    switch fresh?.outcome {
    case nil: return "there is no holdout to take fresh people from"
    case .refused(let reason)?: return "it cannot be taken of fresh people: \(reason)"
    case .measured(let found)? where found.verdict == .unclear:
      guard canBeClean else { return "it never calls anything clean, fresh people neither" }
      return found.value != nil && found.value == copy.measurement?.value
        ? "fresh people have the same value as the copy, so they are not clean to it"
        : "there are too few fresh people to call them clean with confidence"
    case .measured?: return nil
    }
  }

  /// A value this share of the larger one beyond another is not worse: estimates differ by as much.
  private static let tolerance = 1e-3

  private func isWorse(_ value: Double, than worst: Double) -> Bool {
    let margin = Self.tolerance * max(abs(value), abs(worst))
    switch direction {
    case .higherIsSafer: return value < worst - margin
    case .lowerIsSafer: return value > worst + margin
    case .none: return false
    }
  }

  /// Two numbers, with as many digits as tell them apart.
  private static func texts(_ one: Double, _ other: Double) -> (String, String) {
    let short = (PlainText.number(one), PlainText.number(other))
    return short.0 == short.1
      ? (NumberText.shortest(one), NumberText.shortest(other)) : short
  }

  /// All that a measure says, without the last full stop.
  private static func text(of measurement: Measurement) -> String {
    let text = ([measurement.sentence] + measurement.remarks).joined(separator: " ")
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }

  /// Whether it notices the leak that attacks have proved.
  ///
  /// - Parameter isProved: whether an attack succeeded on the very release.
  public func sight(isProved: Bool) -> MeasureSight {
    MeasureSight(
      release.measurement?.verdict, isBelieved: isAboutPrivacy && failure == nil,
      isProved: isProved)
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
