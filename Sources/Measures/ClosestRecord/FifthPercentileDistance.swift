import Jobs
import Parameters

/// The distance that one in twenty synthetic rows is below, to its closest training row.
///
///     5th percentile over s of  min over t of d(s, t),  by linear interpolation (NumPy type 7)
///
/// Compared with the holdout, never read alone.
public struct FifthPercentileDistance: Measure {
  /// `dcr-5th-percentile`
  public static let name = "dcr-5th-percentile"
  /// `DCR 5th percentile`
  public static let title = "DCR 5th percentile"
  /// One line.
  public static let summary =
    "distance to the closest training row that one in twenty synthetic rows is below"
  /// The definition followed.
  public static let source = ClosestRecordDistance.source
  /// None.
  public static let parameters: [ParameterSpec] = []
  /// How near synthetic rows come to real ones.
  public static let group = MeasureGroup.distance
  /// Farther is safer.
  public static let direction = Direction.higherIsSafer
  /// A holdout helps, but is not needed.
  public static let needs: Set<MeasureNeed> = []
  /// The definition in detail.
  public static let rules = ClosestRecordDistance.rules

  /// There is nothing to set.
  public init(_ values: ParameterValues) {}

  /// - Throws: `MeasureError`, `CancellationError`.
  public func measure(
    _ input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> Measurement {
    try ClosestRecordDistance.measurement(
      of: .quantile(0.05), "One in twenty synthetic rows has a training row within", for: Self.self,
      input, in: context)
  }
}
