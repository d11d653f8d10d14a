import Jobs
import Measures
import Parameters
import Testing

/// Measures beside the programs that they are defined by.
///
/// Deliberate departures, each with a release on which it matters; on all others none does:
///
/// - ties: a synthetic row equally near to both sides counts half. SDMetrics counts it as nearer to
///   the holdout, so that copies of rows that are in both look safe;
/// - ranges: distances are in units of the training rows' ranges. SDMetrics takes the ranges of
///   whatever table it searches, so that an extreme holdout row shrinks every distance to the
///   holdout;
/// - zeros: a number matches a synthetic 0 within an absolute tolerance. SDMetrics' tolerance is
///   relative to the synthetic number, so nothing but 0 matches 0.
@Suite struct PeerFixtureTests {
  /// Sums in another order.
  private static let tolerance = 1e-9

  private static let equal = PeerRelease.questions(\.equal)
  private static let departing = PeerRelease.questions { $0.departures?.mapValues(\.ours) }

  private func measurement(of release: String, by name: String) throws -> Measurement {
    let type = try #require(MeasureCatalog.named(name), "there is no measure \(name)")
    let measure = try type.init(ParameterValues(type.parameters))
    return try measure.measure(try PeerRelease.input(release), in: .unattended(threads: 2))
  }

  @Test func everyReleaseAndEveryMeasureIsAskedFor() throws {
    for name in PeerRelease.names { _ = try PeerRelease.load(name) }
    let asked = Set((Self.equal + Self.departing).map(\.measure))
    #expect(
      asked == [
        "dcr-median", "dcr-mean", "dcr-5th-percentile", "dcr-share", "dcr-baseline-protection",
        "dcr-overfitting-protection", "new-row", "ks-complement", "tv-complement",
        "correlation-similarity", "contingency-similarity",
      ])
  }

  @Test(arguments: equal) func measuresEqualTheirPeers(question: PeerRelease.Question) throws {
    let value = try #require(
      try measurement(of: question.release, by: question.measure).value)
    #expect(abs(value - question.expected) < Self.tolerance)
  }

  @Test(arguments: departing)
  func departuresAreThoseMeant(question: PeerRelease.Question) throws {
    let departures = try PeerRelease.load(question.release).departures
    let departure = try #require(departures?[question.measure])
    let value = try #require(
      try measurement(of: question.release, by: question.measure).value)
    #expect(abs(value - departure.ours) < Self.tolerance)
    #expect(abs(value - departure.peer) > Self.tolerance)
    #expect(!departure.because.isEmpty)
  }

  /// SDMetrics draws its random rows in another way: ours has to be one of what its seeds give.
  @Test func aDrawnBaselineIsAmongThoseOfThePeer() throws {
    let range = try #require(try PeerRelease.load("mixed").within?["dcr-baseline-protection"])
    let value = try #require(try measurement(of: "mixed", by: "dcr-baseline-protection").value)
    #expect(range[0] <= value && value <= range[1])
  }

  @Test(arguments: [
    ("random-rows-are-real", "dcr-baseline-protection"),
    ("constant-column", "correlation-similarity"),
  ]) func whereThePeerHasNoNumberThereIsNone(release: String, name: String) throws {
    #expect(try PeerRelease.load(release).undefined == [name])
    do {
      #expect(try measurement(of: release, by: name).value == nil)
    } catch let error as MeasureError {
      // To refuse is to have no number too.
      guard case .notApplicable = error else { throw error }
    }
  }
}
