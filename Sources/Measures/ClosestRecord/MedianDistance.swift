import Jobs
import Parameters

/// The middle distance of synthetic rows to their closest training row.
///
///     median over s of  min over t of d(s, t)
///
/// Compared with the holdout, never read alone.
public struct MedianDistance: Measure {
  /// `dcr-median`
  public static let name = "dcr-median"
  /// `DCR median`
  public static let title = "DCR median"
  /// One line.
  public static let summary =
    "distance of the middle synthetic row to its closest training row"
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
      of: .median, "Half of the synthetic rows have a training row within", for: Self.self, input,
      in: context)
  }
}
