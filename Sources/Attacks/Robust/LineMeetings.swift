import CKernels
import Jobs
import Numeric

/// Where fitted lines come so near to each other that they may meet, at an end of both.
struct LineMeetings: Sendable {
  /// One meeting of two lines.
  struct Meeting: Sendable {
    let first: Int32
    let second: Int32
    /// In the coordinates of the lines.
    let place: [Double]
    /// Of the place, in each coordinate.
    let variance: Double
  }

  /// In order of their lines.
  let meetings: [Meeting]
  /// The lines near each line.
  let lists: NeighborLists
  /// Share of the meetings that are about chance: lines that pass each other.
  let chanceShare: Double
  /// Chance that two lines near each other seem to meet, at an end of both.
  let chancePerPair: Double
  /// Pairs of lines that were looked at.
  let pairs: Int

  /// Lines that each line is compared with at most: the nearest.
  private static let neighbors = 500
  private static let grain = 16
  /// Pairs whose squared gap is so many times the limit pass each other without meeting.
  private static let passing = 4.0...16
  /// Of the chance gaps up to a multiple of the limit, a gap being a distance in two dimensions or
  /// more: between twice and four times the limit there are 12 for each below it.
  private static let passingPerChance = 12.0

  /// - Parameter limit: largest squared gap over its variance.
  /// - Complexity: O(lines × 500 × columns).
  init(_ lines: FittedLines, limit: Double, in context: RunContext<AttackUpdate>) throws {
    let middles = lines.middles
    let lists = try NearestNeighbors(middles).nearest(
      max(1, min(Self.neighbors, lines.count - 1)), to: middles,
      excluding: (0..<lines.count).map { Int32($0) }, in: context.silenced(Never.self))
    let parts = try parallelChunks(of: lines.count, grain: Self.grain, in: context) { range in
      range.map { Self.meetings(of: $0, lines, lists, limit) }
    }.joined()
    meetings = parts.flatMap(\.near)
    let passing = max(1, parts.reduce(0) { $0 + $1.passing })
    pairs = parts.reduce(0) { $0 + $1.pairs }
    let chance = Double(passing) / Self.passingPerChance
    chanceShare = min(1, chance / Double(max(1, meetings.count)))
    chancePerPair = min(1, chance / Double(max(1, pairs)))
    self.lists = lists
  }

  private struct Part: Sendable {
    var near: [Meeting] = []
    var passing = 0
    var pairs = 0
  }

  private static func meetings(
    of first: Int, _ lines: FittedLines, _ lists: NeighborLists, _ limit: Double
  ) -> Part {
    // Of two lines that have each other as neighbors, the later one is looked at from the earlier.
    let others = lists.neighbors(of: first).filter { other in
      other > first
        || (other >= 0 && !lists.neighbors(of: Int(other)).contains(Int32(first)))
    }
    var found = [ck_near_meeting](repeating: ck_near_meeting(), count: others.count)
    var places = [Double](repeating: 0, count: others.count * lines.width)
    lines.withKernelLines { kernel in
      ck_near_meetings(kernel, Int32(first), others, Int32(others.count), &found, &places)
    }
    var part = Part()
    part.pairs = others.count
    for (position, meeting) in found.enumerated() {
      if Self.passing.contains(meeting.gap / limit) { part.passing += 1 }
      guard meeting.gap < limit else { continue }
      part.near.append(
        Meeting(
          first: meeting.first, second: meeting.second,
          place: Array(places[position * lines.width..<(position + 1) * lines.width]),
          variance: meeting.variance))
    }
    return part
  }
}
