import Foundation
import Numeric

/// Whole numbers with chances that fall by the same factor on either side of 0:
///
///     P(k) = (1 − e^−r) / (1 + e^−r) · e^(−r |k|),  r = ε / Δ
///
/// Added to an answer that is a whole number and that differs by at most Δ between neighboring
/// tables, it makes the answer ε-private. Also known as the geometric mechanism. It is drawn from
/// whole numbers alone, so there are no digits that could leak, as there are with noise that is a
/// floating-point number.
///
/// The guarantee is against whoever does not know the seed and cannot foretell the stream: the
/// stream here is for experiments that can be repeated, not for handing out answers.
///
/// Source: Ghosh, Roughgarden, Sundararajan: Universally Utility-Maximizing Privacy Mechanisms, STOC
/// 2009; drawn as in Canonne, Kamath, Steinke, NeurIPS 2020, algorithm 2.
public struct DiscreteLaplace: Sendable, Equatable {
  /// What ε is rounded down to, in bits behind the point.
  private static let bits = 40
  private static let least = 1 / Double(UInt64(1) << UInt64(bits))
  private static let most = Double(UInt64(1) << 20)
  private static let sensitivities = 1...65_536

  /// How far the answers for two neighboring tables are apart at most.
  public let sensitivity: Int
  /// r is the first over the second.
  private let numerator: UInt64
  private let denominator: UInt64

  /// - Parameters:
  ///   - epsilon: from 2⁻⁴⁰ to 2²⁰; what is below 2⁻⁴⁰ is left off, which makes the noise larger.
  ///   - sensitivity: Δ, 1 to 65,536.
  /// - Throws: `PrivacyError` for anything else.
  public init(epsilon: Double, sensitivity: Int = 1) throws(PrivacyError) {
    guard epsilon >= Self.least, epsilon <= Self.most else {
      throw .epsilon(found: epsilon, allowed: "a number from \(Self.least) to \(Self.most)")
    }
    guard Self.sensitivities.contains(sensitivity) else {
      throw .parameter(
        name: "sensitivity", found: Double(sensitivity), allowed: "a whole number from 1 to 65536")
    }
    let parts = UInt64(epsilon / Self.least)
    // Small numbers need fewer random bits.
    let shared = min(parts.trailingZeroBitCount, Self.bits)
    self.sensitivity = sensitivity
    numerator = parts >> UInt64(shared)
    denominator = UInt64(sensitivity) << UInt64(Self.bits - shared)
  }

  /// The ε that is really used: at most 2⁻⁴⁰ below the one asked for.
  public var epsilon: Double { rate * Double(sensitivity) }

  /// The variance of the noise:  2 e^−r / (1 − e^−r)².
  public var variance: Double {
    let other = -expm1(-rate)
    return 2 * exp(-rate) / (other * other)
  }

  /// The chance of a number.
  public func chance(of number: Int) -> Double {
    tanh(rate / 2) * exp(-rate * Double(number.magnitude))
  }

  /// A number. Takes about ten random words, whatever ε is.
  public func draw(_ random: inout NumPyRandom) -> Int {
    while true {
      // A geometric number of whole steps of 1 / r, and a part of one step.
      let part = random.wholeNumber(below: denominator)
      guard random.happensWithExp(part, of: denominator) else { continue }
      var steps: UInt64 = 0
      while random.happensWithExp(1, of: 1) { steps += 1 }
      let size = Int((part + denominator * steps) / numerator)
      let isNegative = random.bits() & 1 == 1
      // 0 would come twice as often, once with each sign.
      if isNegative, size == 0 { continue }
      return isNegative ? -size : size
    }
  }

  private var rate: Double { Double(numerator) / Double(denominator) }
}
