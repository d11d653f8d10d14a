import Jobs
import Numeric

/// Why a record may be exposed: how many segments it is an end of, how far it is from the others,
/// how often it is there.
public struct RecordTraits: Sendable, Equatable {
  /// Records that it may draw as its second parent.
  public let drawn: Int
  /// Records that may draw it.
  public let drawnBy: Int
  /// Different segments that synthetic rows of it may lie on.
  public let segments: Int
  /// Distance to the nearest different record, in units of the class's median; 0 if it is alone.
  public let isolation: Double
  /// Rows with its values.
  public let copies: Int

  /// Times the median distance from which a record counts as an outlier.
  public static let outlier = 2.0

  /// In words, the strongest first: `12 lines`, `outlier (3.1x)`, `2 copies`.
  ///
  /// - Parameter typical: the median of the class; more segments than that are many.
  public func reason(typical: TypicalRecord) -> String {
    var words: [String] = []
    if copies > 1 { words.append("\(copies) copies") }
    if isolation >= Self.outlier {
      let tenths = Int((10 * min(isolation, 1e6)).rounded())
      words.append("outlier (\(tenths / 10).\(tenths % 10)x)")
    }
    if Double(segments) > typical.segments { words.append("many lines") }
    return words.isEmpty ? "as most" : words.joined(separator: ", ")
  }

  /// The traits of each different record.
  ///
  /// - Parameters:
  ///   - rows: every row of the class, in the units of the method.
  ///   - records: the different record that each row is.
  ///   - count: how many different records there are.
  ///   - k: neighbors that a second parent is drawn from.
  /// - Complexity: that of `NearestNeighbors`.
  /// - Throws: `CancellationError`.
  static func all<Update>(
    _ rows: Matrix, records: [Int], count: Int, k: Int, in context: RunContext<Update>
  ) throws -> (traits: [RecordTraits], typical: TypicalRecord) {
    var partners = [Set<Int>](repeating: [], count: count)
    var drawnBy = [Set<Int>](repeating: [], count: count)
    var copies = [Int](repeating: 0, count: count)
    for record in records { copies[record] += 1 }
    let depth = min(max(1, k), max(0, rows.rows - 1))
    if depth > 0 {
      let lists = try NearestNeighbors(rows).nearest(
        depth, to: rows, excluding: (0..<Int32(rows.rows)).map { $0 }, in: context)
      for row in 0..<rows.rows {
        for neighbor in lists.neighbors(of: row) where neighbor >= 0 {
          let (one, other) = (records[row], records[Int(neighbor)])
          guard one != other else { continue }
          partners[one].insert(other)
          drawnBy[other].insert(one)
        }
      }
    }
    let distances = try nearestDistances(rows, records, count, in: context)
    let typical = TypicalRecord(
      segments: median((0..<count).map { Double(partners[$0].union(drawnBy[$0]).count) }),
      distance: median(distances))
    let traits = (0..<count).map { record in
      RecordTraits(
        drawn: partners[record].count, drawnBy: drawnBy[record].count,
        segments: partners[record].union(drawnBy[record]).count,
        isolation: typical.distance > 0 ? distances[record] / typical.distance : 0,
        copies: copies[record])
    }
    return (traits, typical)
  }

  /// From each different record to the nearest other one; 0 for the only one.
  private static func nearestDistances<Update>(
    _ rows: Matrix, _ records: [Int], _ count: Int, in context: RunContext<Update>
  ) throws -> [Double] {
    guard count > 1 else { return [Double](repeating: 0, count: count) }
    var first = [Int](repeating: -1, count: count)
    for (row, record) in records.enumerated() where first[record] < 0 { first[record] = row }
    let unique = rows.rows(first)
    let lists = try NearestNeighbors(unique).nearest(
      1, to: unique, excluding: (0..<Int32(count)).map { $0 }, in: context)
    return lists.squaredDistances.map { $0.squareRoot() }
  }

  private static func median(_ values: [Double]) -> Double {
    guard !values.isEmpty else { return 0 }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
