import CKernels
import Jobs
import Numeric

/// How far from a straight line still counts as on it.
public enum LineScale: Sendable, Equatable {
  /// To the last digit that the values are given with.
  case digits
  /// This share of each column's range: values were changed by about so much.
  case share(Double)
}

/// Rows between two others, beyond what is chance.
public struct LineSigns: Sendable, Equatable {
  /// The finest scale at which rows are in line beyond chance.
  public let scale: LineScale
  /// Share of the rows looked at that lie between two others.
  public let share: Double
  /// The larger of the shares in two tables without made rows: with every column shuffled, and with
  /// values exchanged between near rows.
  public let byChance: Double
  /// Chance of so many rows in line in such tables, times the number of tests done.
  public let falseAlarm: Double
}

/// Looks for rows in line with others.
///
/// Real rows are in line too: counts and coarse digits put them on a grid, repeated measurements
/// differ in one column, series go in regular steps, smooth curves are nearly straight. So only
/// rows at no simple share of the way between two others count, which differ in at least two
/// columns and have rows beside their line as near as they are. And their number is compared with that in the same table after (a) every column was
/// shuffled and (b) near rows exchanged values column by column, which keeps how columns go
/// together. A scale counts only where few rows are a little farther off: rows that were made
/// are on a line or are not, those of a curve are at all distances.
struct LineSearch {
  private let table: DetectionTable
  private let neighborhood: Int

  /// Shares of the range at which rows are looked for in line, beside the digits.
  private static let shares = [1e-7, 1e-6, 1e-5, 1e-4, 1e-3]
  /// Deviations allowed: half units, or shares. Three errors add up, and the row's step is fitted.
  static let widest = (units: 2.5, shares: 3.0)
  /// Rows up to so many times farther off count as a little farther off.
  private static let fringe = 10.0
  /// Rows in line for each row a little farther off.
  private static let contrast = 2.0
  private static let neighbors = 40
  private static let subjects = 160
  private static let exchanges = 32
  private static let shuffles = 4
  /// Rows of a shuffled table: more take time for neighbors and tell no more.
  private static let shuffledRows = 1500
  private static let grain = 4

  init(_ table: DetectionTable) {
    self.table = table
    neighborhood = min(Self.neighbors, table.coordinates.rows - 1)
  }

  /// The finest of the scales at which there are signs; nil where there are none.
  ///
  /// - Parameters:
  ///   - scales: the finest first.
  ///   - tests: number of tests done on the table in all.
  ///   - level: chance of a false alarm that is accepted.
  func signs<Update>(
    at scales: [LineScale], tests: Int, level: Double, in context: RunContext<Update>
  ) throws -> LineSigns? {
    guard table.coordinates.columns >= 2, table.coordinates.rows >= 8 else { return nil }
    let seen = try Self.between(table, around: Self.sample(table.coordinates.rows), in: context)
    guard scales.contains(where: { Self.isContrast(seen, $0) }) else { return nil }
    let exchanged = try exchanged(in: context)
    let shuffled = try shuffled(in: context)
    var best: LineSigns?
    for scale in scales where Self.isContrast(seen, scale) {
      let hits = Self.hits(seen, scale)
      let nulls = [exchanged, shuffled].map { (hits: Self.hits($0, scale), trials: $0.count) }
      let chance = nulls.map { ChanceTest.probability(hits, of: seen.count, null: $0) }.max() ?? 1
      let sign = LineSigns(
        scale: scale, share: Double(hits) / Double(seen.count),
        byChance: nulls.map { Double($0.hits) / Double(max(1, $0.trials)) }.max() ?? 0,
        falseAlarm: min(1, chance * Double(tests)))
      guard sign.falseAlarm <= level, hits >= Self.fewest,
        sign.share >= max(Self.leastShare, Self.beyondChance * sign.byChance)
      else { continue }
      // A coarser scale counts only if it shows far more.
      if let found = best, sign.share < Self.farMore * found.share { continue }
      best = sign
    }
    return best
  }

  /// Rows in line that are no oddity: fewer, or a smaller share, can be anything.
  private static let fewest = 4
  private static let leastShare = 0.02
  private static let beyondChance = 3.0
  private static let farMore = 3.0
  /// The tests of one search.
  static var testCount: Int { 1 + shares.count }
  /// Scales of noise.
  static let noiseScales = shares.map { LineScale.share($0) }

  // MARK: - Counting

  private static func hits(_ rows: [ck_between], _ scale: LineScale, times: Double = 1) -> Int {
    switch scale {
    case .digits: rows.count { $0.units <= times * widest.units }
    case .share(let share): rows.count { $0.ranges <= times * widest.shares * share }
    }
  }

  private static func isContrast(_ rows: [ck_between], _ scale: LineScale) -> Bool {
    let near = hits(rows, scale)
    let fringe = hits(rows, scale, times: fringe) - near
    return near >= fewest && Double(near) >= contrast * Double(fringe)
  }

  /// Row numbers at random places, the same every time.
  static func sample(_ rows: Int, most: Int = subjects) -> [Int32] {
    guard rows > most else { return (0..<rows).map { Int32($0) } }
    var random = NumPyRandom(seed: 5)
    return random.permutation(rows).prefix(most).sorted().map { Int32($0) }
  }

  // MARK: - Tables

  private static func between<Update>(
    _ table: DetectionTable, around subjects: [Int32], in context: RunContext<Update>
  ) throws -> [ck_between] {
    let lists = try NearbyRows(table, of: subjects, count: neighbors, in: context)
    return try parallelChunks(of: subjects.count, grain: grain, in: context) { range in
      var found = [ck_between](repeating: ck_between(), count: range.count)
      table.withKernel { kernel in
        ck_rows_between(
          kernel, Array(subjects[range]), Int64(range.count), lists.neighbors(range),
          Int32(lists.count), &found)
      }
      return found
    }.flatMap(\.self)
  }

  private func exchanged<Update>(in context: RunContext<Update>) throws -> [ck_between] {
    let subjects = Self.sample(table.coordinates.rows)
    let lists = try NearbyRows(table, of: subjects, count: Self.neighbors, in: context)
    return try parallelChunks(of: subjects.count, grain: 1, in: context) { range in
      var found = [ck_between](repeating: ck_between(), count: range.count * Self.exchanges)
      table.withKernel { kernel in
        ck_rows_between_exchanged(
          kernel, Array(subjects[range]), Int64(range.count), lists.neighbors(range),
          Int32(lists.count), Int32(Self.exchanges), 11, &found)
      }
      return found
    }.flatMap(\.self)
  }

  private func shuffled<Update>(in context: RunContext<Update>) throws -> [ck_between] {
    var random = NumPyRandom(seed: 17)
    let rows = DetectionTable.sample(table.coordinates, most: Self.shuffledRows)
    return try (0..<Self.shuffles).flatMap { _ in
      var mixed = rows
      for column in 0..<rows.columns {
        for (place, row) in random.permutation(rows.rows).enumerated() {
          mixed[place, column] = rows[row, column]
        }
      }
      let other = table.replacing(UniqueRows(mixed).rows)
      return try Self.between(
        other, around: Self.sample(other.coordinates.rows), in: context)
    }
  }
}

/// The rows nearest to some rows of a table.
struct NearbyRows {
  let count: Int
  private let indices: [Int32]

  /// O(subjects × rows × columns) at worst.
  init<Update>(
    _ table: DetectionTable, of subjects: [Int32], count: Int, in context: RunContext<Update>
  ) throws {
    let kept = min(count, table.coordinates.rows - 1)
    self.count = kept
    indices = try NearestNeighbors(table.coordinates).nearest(
      kept, to: table.coordinates.rows(subjects.map { Int($0) }), excluding: subjects, in: context
    ).indices
  }

  /// Of the subjects at these places.
  func neighbors(_ range: Range<Int>) -> [Int32] {
    Array(indices[range.lowerBound * count..<range.upperBound * count])
  }
}
