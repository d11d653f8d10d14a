import Foundation
import Jobs
import Numeric

/// How far the values of a release are off, as the release itself tells.
///
/// Interpolated rows lie on lines. Errors move them off, and how far is seen once rows are enough
/// for lines of six or more. The scale is found on a ladder of tolerances: the one at which most
/// rows are near a line, beyond chance. It is then measured, column by column, on lines fitted to
/// the rows, in coordinates in which the errors of all columns are alike.
public struct NoiseEstimate: Sendable, Equatable {
  /// Half the width of a uniform error in each column, in release units; the standard deviation is
  /// this over √3. 0 where the values are exact to a double's last digits.
  public let amplitudes: [Double]
  /// Where each amplitude lies at about 95 %: chance, and what rows on the wrong line can do.
  public let intervals: [Interval]
  /// Fitted lines that it was measured on; 0 if it follows from the values' digits alone.
  public let lines: Int
  /// Which columns hold rounded values.
  public let rounding: RoundingEstimate

  /// Whether no column is off.
  public var isExact: Bool { amplitudes.allSatisfy { $0 == 0 } }
  /// Standard deviation of the errors of each column, in release units.
  public var standardDeviations: [Double] { amplitudes.map { $0 / 3.0.squareRoot() } }

  /// Factor, as a logarithm, by which rows on the wrong line move the measure at most in trials.
  private static let bias = 0.3

  init(deviations: [Double], freedom: Int, lines: Int, rounding: RoundingEstimate) {
    self.lines = lines
    self.rounding = rounding
    // Rounding is a uniform error of half a step. Where values repeat it is seen to be less on the
    // lines; the rows are as far off all the same.
    let measured = deviations.map { $0 * 3.0.squareRoot() }
    let amplitudes = zip(measured, rounding.steps).map { max($0, $1 / 2) }
    self.amplitudes = amplitudes
    let chance = freedom > 0 ? 1.96 / (2 * Double(freedom)).squareRoot() : 0
    let factor = exp(chance + Self.bias)
    intervals = zip(amplitudes, rounding.steps).map { amplitude, step in
      amplitude == step / 2
        ? Interval(low: amplitude, high: amplitude)
        : Interval(low: amplitude / factor, high: amplitude * factor)
    }
  }

  /// Measures the errors of `rows`.
  ///
  /// - Parameter rows: synthetic rows, or real and synthetic ones, in release units.
  /// - Returns: nil if neither lines nor digits tell: the rows are too few, the errors too large,
  ///   or the rows were not interpolated.
  /// - Complexity: neighbors and lines of at most 500 rows, four times.
  /// - Throws: `CancellationError`.
  public static func measure<Update>(
    _ rows: Matrix, in context: RunContext<Update>
  ) throws -> NoiseEstimate? {
    let rounding = RoundingEstimate(rows)
    if let measured = try NoiseMeasurement(rows).run(in: context) {
      return NoiseEstimate(
        deviations: measured.deviations, freedom: measured.freedom, lines: measured.lines,
        rounding: rounding)
    }
    guard rounding.steps.contains(where: { $0 > 0 }) else { return nil }
    return NoiseEstimate(
      deviations: rounding.steps.map { _ in 0 }, freedom: 0, lines: 0, rounding: rounding)
  }
}
