import Jobs
import Numeric

/// Finds the bases of rows of which neither end is told by one row alone.
///
/// A row x with step u whose neighbor is the record v starts at (x − u v) / (1 − u); one whose base
/// is v ends at v + (x − v) / u. With every record found in the place of v that gives many places,
/// nearly all wrong; wrong ones do not coincide, as the steps are in general position. Where a
/// place of one row coincides with a place of another, both rows are explained.
struct CommonPlaces {
  /// What is known of a row then.
  struct Explanation: Sendable {
    let row: Int
    /// The record found that is one end of the row.
    let record: Int
    /// Whether `record` is the base; else it is the neighbor, and the base is `place`.
    let isBase: Bool
    let place: SolvedPlace
  }

  private struct Candidate: Sendable {
    let row: Int
    let record: Int
    let isBase: Bool
    let along: Double
    let error: Double
  }

  private let cells: SolvedCells
  private let records: ReplayedRecords
  private let k: Int

  /// Places known less well than this coincide by chance too often.
  private static let largestError = 1e-12
  /// Places at most: beyond, only the records nearest to each row are put in.
  private static let mostPlaces = 400_000
  /// Records put in for a row at least.
  private static let leastRecords = 12
  private static let grain = 64

  init(_ cells: SolvedCells, _ records: ReplayedRecords, k: Int) {
    self.cells = cells
    self.records = records
    self.k = k
  }

  /// The rows explained, ascending; of a row with two explanations none.
  ///
  /// - Parameter open: rows whose base is not known.
  /// - Throws: `CancellationError`.
  /// - Complexity: O(open rows × records), or as many as `mostPlaces` allows.
  func explanations(
    of open: [Int], in context: RunContext<AttackUpdate>
  ) throws -> [Explanation] {
    guard open.count > 1, !records.places.isEmpty else { return [] }
    let candidates = try candidates(open, in: context)
    try context.checkCancellation()
    let pairs = try coincidences(candidates, in: context)
    var explanation: [Int: Candidate] = [:]
    var doubtful = Set<Int>()
    for candidate in pairs.flatMap({ [candidates[$0.0], candidates[$0.1]] }) {
      if let other = explanation.updateValue(candidate, forKey: candidate.row),
        other.record != candidate.record || other.isBase != candidate.isBase
      {
        doubtful.insert(candidate.row)
      }
    }
    return explanation.values.filter { !doubtful.contains($0.row) }
      .sorted { $0.row < $1.row }
      .map { candidate in
        Explanation(
          row: candidate.row, record: candidate.record, isBase: candidate.isBase,
          place: place(candidate))
      }
  }

  private func candidates(
    _ open: [Int], in context: RunContext<AttackUpdate>
  ) throws -> [Candidate] {
    let places = Matrix(records.places.map(\.values))
    let most = max(Self.leastRecords, Self.mostPlaces / (2 * open.count))
    let count = min(places.rows, most)
    let search = NearestNeighbors(places)
    return try parallelChunks(of: open.count, grain: Self.grain, in: context) { range in
      let rows = Array(open[range])
      let lists =
        count == places.rows
        ? nil
        : try search.nearest(
          count, to: cells.solver.rows.rows(rows), in: context.silenced(Never.self, threads: 1))
      return rows.enumerated().flatMap { position, row -> [Candidate] in
        let near = lists?.neighbors(of: position).map(Int.init) ?? Array(0..<places.rows)
        return near.flatMap { record in
          [true, false].compactMap { candidate(row, record, isBase: $0) }
        }
      }
    }.flatMap(\.self).sorted { ($0.along, $0.row) < ($1.along, $1.row) }
  }

  /// Nil where the place is uncertain, or the row is the record.
  private func candidate(_ row: Int, _ record: Int, isBase: Bool) -> Candidate? {
    let step = share(row, isBase)
    let error = (cells.solver.rounding + (1 - step) * records.places[record].error) / step
    guard error <= Self.largestError else { return nil }
    let from = records.along[record]
    let along = from + (records.position(of: row, in: cells.solver.rows) - from) / step
    return Candidate(row: row, record: record, isBase: isBase, along: along, error: error)
  }

  /// Where the row lies between the record (0) and the place (1).
  private func share(_ row: Int, _ isBase: Bool) -> Double {
    isBase ? cells.draws.steps[row] : 1 - cells.draws.steps[row]
  }

  private func place(_ candidate: Candidate) -> SolvedPlace {
    let step = share(candidate.row, candidate.isBase)
    var values = records.places[candidate.record].values
    for column in values.indices {
      values[column] += (cells.solver.rows[candidate.row, column] - values[column]) / step
    }
    return SolvedPlace(values: values, error: candidate.error)
  }

  /// Pairs of positions in `candidates` that are one place and could be.
  private func coincidences(
    _ candidates: [Candidate], in context: RunContext<AttackUpdate>
  ) throws -> [(Int, Int)] {
    let reach = 4 * Self.largestError * records.axisSum
    return try parallelChunks(of: candidates.count, grain: 4096, in: context) { range in
      var pairs: [(Int, Int)] = []
      for position in range {
        var other = position + 1
        while other < candidates.count,
          candidates[other].along - candidates[position].along <= reach
        {
          if isPossible(candidates[position], candidates[other]),
            isOnePlace(candidates[position], candidates[other])
          {
            pairs.append((position, other))
          }
          other += 1
        }
      }
      return pairs
    }.flatMap(\.self)
  }

  /// Whether both can be right: rows of one base have one base, others have different ones.
  private func isPossible(_ one: Candidate, _ other: Candidate) -> Bool {
    guard one.row != other.row else { return false }
    let sameBase = cells.draws.numbers[one.row] / k == cells.draws.numbers[other.row] / k
    if sameBase { return !one.isBase && !other.isBase && one.record != other.record }
    return one.isBase || other.isBase
  }

  private func isOnePlace(_ one: Candidate, _ other: Candidate) -> Bool {
    let first = place(one)
    let second = place(other)
    let tolerance = 2 * (first.error + second.error)
    for column in first.values.indices
    where abs(first.values[column] - second.values[column]) > tolerance { return false }
    // The place of a row is not where the row stands.
    return isApart(first, one) && isApart(second, other)
  }

  private func isApart(_ place: SolvedPlace, _ candidate: Candidate) -> Bool {
    place.values.indices.contains { column in
      abs(place.values[column] - cells.solver.rows[candidate.row, column]) > 1e-6
    }
  }
}
