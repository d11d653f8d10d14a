import Jobs
import Numeric
import Tabular

/// An adversarial score with as many rows drawn from the larger table as the smaller has, as the
/// mean over some draws.
///
/// Each row's neighbors in the larger table are listed once; the nearest of those drawn is then
/// found without looking at distances again.
struct DrawnScore: Sendable {
  private let size: Int
  private let largeCount: Int
  /// Rows of the small table to each other, and to the large one.
  private let smallOwn: [Double]
  private let smallOther: NearestRows
  /// Rows of the large table to each other, and to the small one.
  private let largeOwn: NearestRows
  private let largeOther: [Double]
  private let streams: Bootstrap

  init(
    _ small: Table, _ large: Table, _ records: ClosestRecords, in context: RunContext<Fraction>
  ) throws {
    let smallRows = try records.rows(small)
    let largeRows = try Self.cut(large, to: smallRows.count, records)
    size = smallRows.count
    largeCount = largeRows.count
    let count = EqualSizes.neighbors(drawing: size, of: largeCount)
    smallOwn = try records.lists(from: small, to: small, in: context.step(0, of: 4)).nearest
    smallOther = try largeRows.nearest(count, to: smallRows, in: context.step(1, of: 4))
    largeOwn = try largeRows.nearest(count, to: largeRows, isSelf: true, in: context.step(2, of: 4))
    largeOther = try smallRows.nearest(1, to: largeRows, in: context.step(3, of: 4)).nearest
    streams = Bootstrap(seed: records.input.seed, purpose: "adversarial \(large.rawValue)")
  }

  /// The mean over the draws: the small table, then the drawn rows.
  func halves<Update>(
    in context: RunContext<Update>
  ) throws -> (AdversarialScore.Half, AdversarialScore.Half) {
    let draws = try parallelMap(AdversarialScore.resamples, in: context) { draw in
      try context.checkCancellation()
      var random = streams.random(draw)
      return halves(drawn: random.permutation(largeCount).prefix(size).sorted())
    }
    return (Self.mean(draws.map(\.0)), Self.mean(draws.map(\.1)))
  }

  private func halves(
    drawn: [Int]
  ) -> (AdversarialScore.Half, AdversarialScore.Half) {
    var isDrawn = [Bool](repeating: false, count: largeCount)
    for row in drawn { isDrawn[row] = true }
    return (
      AdversarialScore.half(
        own: smallOwn, other: (0..<size).map { Self.nearest($0, smallOther, isDrawn) }),
      AdversarialScore.half(
        own: drawn.map { Self.nearest($0, largeOwn, isDrawn) },
        other: drawn.map { largeOther[$0] })
    )
  }

  /// The distance to the first listed row that is drawn; to the last listed if none is.
  private static func nearest(_ row: Int, _ lists: NearestRows, _ isDrawn: [Bool]) -> Double {
    let places = row * lists.count..<(row + 1) * lists.count
    let place = places.first { lists.indices[$0] >= 0 && isDrawn[Int(lists.indices[$0])] }
    return lists.distances[place ?? places.upperBound - 1]
  }

  private static func mean(_ halves: [AdversarialScore.Half]) -> AdversarialScore.Half {
    AdversarialScore.Half(
      nearer: halves.reduce(0) { $0 + $1.nearer } / Double(halves.count),
      ties: halves.reduce(0) { $0 + $1.ties } / Double(halves.count))
  }

  private static func cut(
    _ table: Table, to wanted: Int, _ records: ClosestRecords
  ) throws -> MixedRows {
    let rows = try records.rows(table)
    var random = Bootstrap(seed: records.input.seed, purpose: "cut").random(0)
    guard let kept = EqualSizes.cut(rows.count, to: wanted, &random) else { return rows }
    let dataset =
      switch table {
      case .training: records.input.training
      case .synthetic: records.input.synthetic
      case .holdout: records.input.holdout
      }
    return try dataset.map { try rows.space.rows(of: $0.rows(kept)) } ?? rows
  }
}
