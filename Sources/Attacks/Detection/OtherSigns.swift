import CKernels
import Jobs
import Numeric
import Tabular

/// Rows that are copies of others, beyond what is chance.
struct CopySigns: Sendable, Equatable {
  /// Share of the rows that have an equal row before them.
  let share: Double
  /// The same after the columns were shuffled.
  let byChance: Double

  /// A smaller share happens where people are recorded twice.
  private static let leastShare = 0.3
  private static let mostByChance = 0.02
  /// Copies at random leave rows with few and with many; a table joined twice does not.
  private static let leastMultiplicities = 3
  private static let mostAlike = 0.85
  /// Some column has to tell so large a share of the different rows apart: rows of categories alone
  /// repeat of themselves.
  private static let leastLevels = 0.3
  private static let fewestRows = 8
  /// The other classes have to have fewer copies by this factor.
  private static let contrast = 3.0

  /// Nil where there are no signs. O(rows × columns).
  ///
  /// - Parameter others: rows of other classes, as they stand in the file.
  init?(_ table: DetectionTable, others: Matrix) {
    guard table.rows.rows >= Self.fewestRows, Self.levels(table) >= Self.leastLevels else {
      return nil
    }
    let share = 1 - Double(table.rows.rows) / Double(table.released)
    guard share >= Self.leastShare else { return nil }
    let multiplicities = Dictionary(grouping: table.occurrences) { $0.count }
    let most = multiplicities.values.map(\.count).max() ?? 0
    guard multiplicities.count >= Self.leastMultiplicities,
      Double(most) < Self.mostAlike * Double(table.rows.rows)
    else { return nil }
    if others.rows > 0 {
      let copies = 1 - Double(UniqueRows(others).rows.rows) / Double(others.rows)
      guard Self.contrast * copies <= share else { return nil }
    }
    let byChance = Self.copiesByChance(table)
    guard byChance <= Self.mostByChance else { return nil }
    self.share = share
    self.byChance = byChance
  }

  /// Different values of the column that has most, per different row.
  private static func levels(_ table: DetectionTable) -> Double {
    let most = (0..<table.rows.columns).map { column in
      Set((0..<table.rows.rows).map { table.rows[$0, column] }).count
    }.max()
    return Double(most ?? 0) / Double(max(1, table.rows.rows))
  }

  /// Share of copies once all columns are shuffled.
  private static func copiesByChance(_ table: DetectionTable) -> Double {
    var random = NumPyRandom(seed: 23)
    let all = table.occurrences.indices.flatMap { row in table.occurrences[row].map { _ in row } }
    var mixed = Matrix(rows: all.count, columns: table.rows.columns)
    for column in 0..<mixed.columns {
      for (place, row) in random.permutation(all.count).enumerated() {
        mixed[place, column] = table.rows[all[row], column]
      }
    }
    return 1 - Double(UniqueRows(mixed).rows.rows) / Double(max(1, mixed.rows))
  }
}

/// Rows with many digits among rows with few.
public struct DigitSigns: Sendable, Equatable {
  /// Digits after the point of the rows with few, at most.
  public let few: Int
  /// Different rows with more, by position in the table's different rows.
  public let long: Set<Int>

  private static let leastShare = 0.05
  private static let leastGap = 2

  /// Nil where rows do not fall into two kinds. Costs writing all numbers out.
  public init?(_ table: DetectionTable) {
    let digits = (0..<table.rows.rows).map { row in
      (0..<table.rows.columns).reduce(0) { max($0, NumberText.decimals(table.rows[row, $1])) }
    }
    let levels = Set(digits).sorted()
    var best: (gap: Int, few: Int)?
    for (few, next) in zip(levels, levels.dropFirst()) {
      let short = digits.count { $0 <= few }
      let rest = digits.count - short
      let least = Self.leastShare * Double(digits.count)
      guard next - few >= Self.leastGap, Double(short) >= least, Double(rest) >= least else {
        continue
      }
      if next - few > best?.gap ?? 0 { best = (next - few, few) }
    }
    guard let best else { return nil }
    few = best.few
    long = Set(digits.indices.filter { digits[$0] > best.few })
  }
}

/// Rows in a plane with three others, or in the box of two, where they are in no line.
struct SpanSearch {
  private let table: DetectionTable
  private static let subjects = 120
  private static let planeNeighbors = 16
  private static let boxNeighbors = 24
  private static let exchanges = 6
  /// Deviations up to so many half units count as none.
  private static let widest = 16.0
  /// Coarser digits than this share of the range put rows into common planes by chance.
  private static let coarsest = 1e-6
  private static let fewest = 4
  private static let leastShare = 0.05
  /// Columns that a box needs: in fewer, rows are in boxes by chance.
  private static let boxColumns = 4
  /// Shares of the rows in boxes: of those with many digits, at least; of the others, at most.
  private static let boxes = (long: 0.9, short: 0.6)
  static let testCount = 2

  init(_ table: DetectionTable) { self.table = table }

  /// Chance, times the number of tests, of so many rows in planes; nil where there are no signs.
  func planes<Update>(
    tests: Int, level: Double, in context: RunContext<Update>
  ) throws -> (share: Double, falseAlarm: Double)? {
    let fine = zip(table.units, table.ranges).filter { $0 < Self.coarsest * $1 }
    guard fine.count >= 3, table.coordinates.columns >= 3, table.coordinates.rows >= 12 else {
      return nil
    }
    let subjects = LineSearch.sample(table.coordinates.rows, most: Self.subjects)
    let seen = try planes(of: subjects, exchanges: 0, in: context)
    let hits = seen.count { $0 <= Self.widest }
    guard hits >= Self.fewest, Double(hits) >= Self.leastShare * Double(seen.count) else {
      return nil
    }
    let null = try planes(of: subjects, exchanges: Self.exchanges, in: context)
    let chance = ChanceTest.probability(
      hits, of: seen.count, null: (null.count { $0 <= Self.widest }, null.count))
    let falseAlarm = min(1, chance * Double(tests))
    return falseAlarm <= level ? (Double(hits) / Double(seen.count), falseAlarm) : nil
  }

  private func planes<Update>(
    of subjects: [Int32], exchanges: Int, in context: RunContext<Update>
  ) throws -> [Double] {
    let lists = try NearbyRows(table, of: subjects, count: Self.planeNeighbors, in: context)
    return try parallelChunks(of: subjects.count, grain: 1, in: context) { range in
      var found = [Double](repeating: 0, count: range.count * max(1, exchanges))
      table.withKernel { kernel in
        ck_rows_in_planes(
          kernel, Array(subjects[range]), Int64(range.count), lists.neighbors(range),
          Int32(lists.count), Int32(exchanges), 13, &found)
      }
      return found
    }.flatMap(\.self)
  }

  /// Share of the rows with many digits that lie in the box of two rows with few, if nearly all of
  /// them do and the others do not; and the chance of that, times the number of tests.
  func boxes<Update>(
    _ digits: DigitSigns, tests: Int, level: Double, in context: RunContext<Update>
  ) throws -> (share: Double, falseAlarm: Double)? {
    guard table.coordinates.columns >= Self.boxColumns else { return nil }
    let short = table.rows.rows - digits.long.count
    guard short >= 8, digits.long.count >= 8 else { return nil }
    let order =
      (0..<table.rows.rows).filter { !digits.long.contains($0) } + digits.long.sorted()
    let sorted = table.replacing(table.coordinates.rows(order))
    let inBox = try Self.inBoxes(sorted, short: short, in: context)
    let shortHits = inBox[..<short].count { $0 }
    let longHits = inBox[short...].count { $0 }
    let longCount = inBox.count - short
    let shares = (Double(longHits) / Double(longCount), Double(shortHits) / Double(short))
    guard shares.0 >= Self.boxes.long, shares.1 <= Self.boxes.short else { return nil }
    let falseAlarm = min(
      1,
      Double(tests)
        * ChanceTest.probability(longHits, of: longCount, null: (shortHits, short)))
    return falseAlarm <= level ? (shares.0, falseAlarm) : nil
  }

  /// For each row whether it is in the box of two of the first `short` rows near it.
  private static func inBoxes<Update>(
    _ table: DetectionTable, short: Int, in context: RunContext<Update>
  ) throws -> [Bool] {
    let references = table.coordinates.rows(Array(0..<short))
    let search = NearestNeighbors(references)
    let count = min(boxNeighbors, short - 1)
    return try parallelChunks(of: table.coordinates.rows, grain: 64, in: context) { range in
      let subjects = range.map { Int32($0) }
      let lists = try search.nearest(
        count, to: table.coordinates.rows(Array(range)),
        excluding: subjects.map { $0 < Int32(short) ? $0 : -1 },
        in: context.silenced(Never.self, threads: 1))
      var found = [UInt8](repeating: 0, count: range.count)
      table.withKernel { kernel in
        ck_rows_in_boxes(
          kernel, subjects, Int64(range.count), lists.indices, Int32(count), &found)
      }
      return found.map { $0 > 0 }
    }.flatMap(\.self)
  }
}
