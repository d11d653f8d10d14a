import CKernels
import Jobs
import Numeric

/// The lines of three rows or more through the rows of a table.
public struct LineStructure: Sendable {
  /// Different rows looked at, by position in the table's different rows, ascending.
  public let subjects: [Int]
  /// The lines through each of them.
  private let lines: [ck_row_lines]

  private static let neighbors = 48
  /// Rows looked at in large tables, unless another number is asked for.
  public static let mostSubjects = 4000
  private static let grain = 8
  private static let fewEnds = 5

  /// - Parameters:
  ///   - scale: how far from a line still counts as on it.
  ///   - witnesses: further rows that lines may run through, all columns of the table.
  ///   - most: rows looked at.
  /// - Complexity: O(subjects × rows × columns) at worst, for neighbors.
  /// - Throws: `CancellationError`.
  public init<Update>(
    _ table: DetectionTable, scale: LineScale, witnesses: Matrix? = nil, most: Int = mostSubjects,
    in context: RunContext<Update>
  ) throws {
    let own = table.coordinates.rows
    let whole =
      witnesses.map { table.replacing(table.coordinates.stacked(on: $0.columns(table.free))) }
      ?? table
    let chosen = LineSearch.sample(own, most: most)
    let lists = try NearbyRows(whole, of: chosen, count: Self.neighbors, in: context)
    let tolerances = table.tolerances(scale)
    lines = try parallelChunks(of: chosen.count, grain: Self.grain, in: context) { range in
      var found = [ck_row_lines](repeating: ck_row_lines(), count: range.count)
      whole.withKernel { kernel in
        ck_lines_of_rows(
          kernel, tolerances, Array(chosen[range]), Int64(range.count), lists.neighbors(range),
          Int32(lists.count), &found)
      }
      return found
    }.flatMap(\.self)
    subjects = chosen.map { Int($0) }
  }

  /// Places in `subjects` of rows that lie inside a line with one of the rows from `first` on.
  func insideWithRows(from first: Int) -> Int {
    lines.count { $0.inside > 0 && (Int($0.before) >= first || Int($0.after) >= first) }
  }

  /// Share of the subjects that lie between two other rows.
  public var shareInside: Double { share { $0.inside > 0 } }

  /// Share of the subjects where more than one line ends or passes.
  public var shareOfCrossings: Double { share { $0.inside + $0.ending >= 2 } }

  /// Share, among the subjects that lines end in and none passes, of those in which several end; 0
  /// for fewer than a handful. Lines of made rows alone end in rows that have no other line.
  public var shareOfSeveralEnds: Double {
    let ends = lines.filter { $0.inside == 0 && $0.ending > 0 }
    return ends.count < Self.fewEnds
      ? 0 : Double(ends.count { $0.ending >= 2 }) / Double(ends.count)
  }

  /// Share, among the subjects with a single line, of those that it ends in.
  public var shareOfEnds: Double {
    let single = lines.filter { $0.inside + $0.ending == 1 }
    return single.isEmpty ? 0 : Double(single.count { $0.ending == 1 }) / Double(single.count)
  }

  /// The same among some of the different rows only.
  func shareOfEnds(among rows: Set<Int>) -> Double {
    let chosen = zip(subjects, lines).filter {
      rows.contains($0.0) && $0.1.inside + $0.1.ending > 0
    }
    return chosen.isEmpty
      ? 0 : Double(chosen.count { $0.1.inside == 0 }) / Double(chosen.count)
  }

  /// Subjects that lines end in and that lie inside of none, each with two rows of up to two of its
  /// lines: positions in the table's different rows.
  public var ends: [(row: Int, lines: [[Int]])] {
    zip(subjects, lines).compactMap { subject, found in
      guard found.inside == 0, found.ending > 0 else { return nil }
      let pairs = [[found.ends.0.0, found.ends.0.1], [found.ends.1.0, found.ends.1.1]]
      return (subject, pairs.filter { $0[0] >= 0 }.map { $0.map { Int($0) } })
    }
  }

  private func share(_ isCounted: (ck_row_lines) -> Bool) -> Double {
    lines.isEmpty ? 0 : Double(lines.count(where: isCounted)) / Double(lines.count)
  }
}

extension DetectionTable {
  /// How far a coordinate may be off a line at a scale, per free column.
  func tolerances(_ scale: LineScale) -> [Double] {
    switch scale {
    case .digits: units.map { LineSearch.widest.units * $0 }
    case .share(let share): ranges.map { LineSearch.widest.shares * share * $0 }
    }
  }
}
