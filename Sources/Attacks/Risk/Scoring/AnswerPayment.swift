import Numeric
import Parameters
import Tabular

/// What the answers that an attack asked for cost: the ε of differential privacy that was granted for
/// all of them together.
public struct AnswerPayment: Sendable, Equatable {
  /// ε for all answers together.
  public let epsilon: Double
  /// Answers that it was shared among.
  public let answers: Int

  /// - Parameters:
  ///   - epsilon: above 0.
  ///   - answers: 1 or more.
  public init(epsilon: Double, answers: Int) {
    self.epsilon = epsilon
    self.answers = answers
  }

  /// A setting of attacks that ask for counts: ε for all answers, 0 for answers that are exact.
  static let parameter = ParameterSpec.real(
    "epsilon", in: 0...1_000_000, default: 0,
    help: "budget of differential privacy for all answers together, paid in equal parts and "
      + "answered with discrete Laplace noise; 0 for exact answers")

  /// - Throws: `ParameterError` for noise beside a budget: it would be paid for twice.
  static func check(_ epsilon: Double, noise: Double) throws(ParameterError) {
    guard epsilon > 0, noise > 0 else { return }
    throw .outside(
      name: "noise", found: NumberText.shortest(noise),
      allowed: "0 where epsilon is above 0, which sets the noise")
  }
}

extension RiskOutcome {
  /// What follows, in a sentence; where answers were paid for, what the attack came to with them.
  public var conclusionText: String {
    paymentText.map { "\(conclusion); \($0)" } ?? "\(conclusion)"
  }

  /// What the payment did to the attack, in a clause; nil where answers were exact.
  public var paymentText: String? {
    guard let payment else { return nil }
    return "its \(payment.answers) answers were paid for with epsilon "
      + "\(NumberText.shortest(payment.epsilon)) in all, "
      + (isBeyondGuessing
        ? "which is too much: they still show the secret"
        : "and paid for they do not show the secret")
  }

  /// Whether more is found out than by guessing, or about everybody, as far as the intervals tell.
  private var isBeyondGuessing: Bool {
    guard attack.estimate(looks: looks).interval.low > baseline.rate else { return false }
    return switch conclusion {
    case .risk(let risk): risk.interval.low > 0
    case .noControl, .aboutEverybody: true
    case .weakerThanGuessing, .rightAboutEverybody: false
    }
  }
}
