import Jobs
import Numeric
import Parameters
import Tabular

/// For each synthetic row its nearest training rows and its nearest holdout rows: the two that are
/// known anyway if both tables are equally large, else as many as equal-sized draws need.
struct ClosestLists {
  /// One of the two tables.
  struct Side {
    let lists: NearestRows
    /// Rows of the table, perhaps after a cut.
    let count: Int
  }

  let training: Side
  let holdout: Side

  /// - Throws: `MeasureError`, `CancellationError`.
  init(_ records: ClosestRecords, in context: RunContext<Fraction>) throws {
    let input = records.input
    guard let holdout = input.holdout else {
      throw MeasureError.needs(measure: records.measure.title, .holdout)
    }
    guard input.training.rowCount != holdout.rowCount else {
      training = Side(
        lists: try records.lists(from: .synthetic, to: .training, in: context.step(0, of: 2)),
        count: input.training.rowCount)
      self.holdout = Side(
        lists: try records.lists(from: .synthetic, to: .holdout, in: context.step(1, of: 2)),
        count: holdout.rowCount)
      return
    }
    let wanted = min(input.training.rowCount, holdout.rowCount)
    training = try Self.side(input.training, wanted, records, in: context.step(0, of: 2))
    self.holdout = try Self.side(holdout, wanted, records, in: context.step(1, of: 2))
  }

  private static func side<Update>(
    _ table: Dataset, _ wanted: Int, _ records: ClosestRecords, in context: RunContext<Update>
  ) throws -> Side {
    let synthetic = try records.rows(.synthetic)
    var random = Bootstrap(seed: records.input.seed, purpose: "equal sizes").random(0)
    let kept = EqualSizes.cut(table.rowCount, to: wanted, &random)
    let rows = try synthetic.space.rows(of: kept.map { table.rows($0) } ?? table)
    let count = EqualSizes.neighbors(drawing: wanted, of: rows.count)
    return Side(lists: try rows.nearest(count, to: synthetic, in: context), count: rows.count)
  }

  /// The share of a synthetic row if the larger table is drawn down to the size of the smaller.
  func equalSizedShare(_ row: Int) -> Double {
    let isTrainingLarger = training.count > holdout.count
    let (large, small) = isTrainingLarger ? (training, holdout) : (holdout, training)
    let start = row * large.lists.count
    let share = EqualSizes.probability(
      nearerThan: small.lists.distances[row * small.lists.count],
      large.lists.distances[start..<start + large.lists.count],
      drawing: small.count, of: large.count)
    return isTrainingLarger ? share : 1 - share
  }
}
