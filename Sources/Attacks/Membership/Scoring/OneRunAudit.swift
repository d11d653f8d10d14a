import Foundation
import Numeric

/// Guesses about canaries in a single run: each of many records was put in or left out by a coin of
/// its own, and the attacker says of some of them which it was.
///
/// Source: Steinke, Nasr, Jagielski, Privacy auditing with one (1) training run, NeurIPS 2023,
/// theorem 5.2.
public struct OneRunAudit: Sendable, Equatable {
  /// Records whose coin was tossed.
  public let canaries: Int
  /// Records that a guess was made about.
  public let guesses: Int
  /// Guesses that were right.
  public let correct: Int
  /// δ of differential privacy.
  public let delta: Double

  /// Shares of the canaries that guesses may be made about.
  static let guessShares = [1, 0.5, 0.25, 0.1, 0.05]
  private static let halvings = 60

  /// - Precondition: `0 <= correct <= guesses <= canaries`; this is not checked.
  public init(canaries: Int, guesses: Int, correct: Int, delta: Double = 0) {
    self.canaries = canaries
    self.guesses = guesses
    self.correct = correct
    self.delta = delta
  }

  /// Guesses about equally many members and others, for that share of so many of either.
  static func guesses(_ share: Double, ofEach count: Int) -> Int {
    2 * min(count, max(1, Int((share * Double(count)).rounded())))
  }

  /// The largest ε that as many canaries can show: all guesses right, whatever share of the
  /// canaries they are about.
  public func largestEpsilon(significance: Double = 0.05) -> Double {
    let numbers = Self.guessShares.map { Self.guesses($0, ofEach: canaries / 2) } + [guesses]
    return numbers.map { number in
      OneRunAudit(canaries: canaries, guesses: number, correct: number, delta: delta)
        .epsilon(significance: significance)
    }.reduce(0, max)
  }

  /// How likely so many right guesses are at best if the run was (ε, δ)-private:
  ///
  ///     P[Bin(r, e^ε/(1+e^ε)) ≥ v] + 2 m δ · max_i P[v > Bin ≥ v − i] / i
  ///
  /// for m canaries, r guesses and v right ones, at most 1. O(√r), or O(v) where δ is above 0.
  public func pValue(epsilon: Double) -> Double {
    let guess = BinomialDistribution(
      trials: guesses, chance: 1 / (1 + exp(-epsilon)), miss: 1 / (1 + exp(epsilon)))
    let tail = guess.tail(correct)
    guard delta > 0 else { return tail }
    var between = 0.0
    var steepest = 0.0
    for distance in stride(from: 1, through: correct, by: 1) {
      between += guess.density(correct - distance)
      steepest = max(steepest, between / Double(distance))
      // Further on no more than the whole can be between.
      if steepest * Double(distance + 1) >= 1 { break }
    }
    return min(1, tail + 2 * Double(canaries) * delta * steepest)
  }

  /// The largest ε that the guesses rule out; 0 if they rule out none.
  ///
  /// - Parameter significance: chance that it is wrong.
  public func epsilon(significance: Double = 0.05) -> Double {
    guard pValue(epsilon: 0) < significance else { return 0 }
    var high = 1.0
    while pValue(epsilon: high) < significance { high *= 2 }
    var low = 0.0
    for _ in 0..<Self.halvings {
      let middle = low + (high - low) / 2
      if pValue(epsilon: middle) < significance { low = middle } else { high = middle }
    }
    return low
  }
}
