import Jobs
import Tabular

/// Minimal sample uniques: for each training row the smallest sets of columns in which nobody else
/// has its values, up to a size.
///
/// Sets of columns are visited smallest first. Rows that are alone are set aside before a column is
/// added, for nothing that holds their set is minimal; so the work shrinks as rows fall out. A row
/// that turns out alone in a set is minimal there if it is alone in no set that lacks one of its
/// columns. A missing value makes nobody unique, as in sdcMicro.
///
/// Source: Manning, Haglin and Keane 2008 (SUDA2); the search by columns is ours and finds the same.
struct MinimalUniques: Sendable {
  /// For each training row the number of its minimal sets of 1, 2, … columns.
  let counts: [[Int]]
  /// For each training row where the values of one of its sets came out again.
  let found: [Reappearance]
  /// For each column the sum of the scores of the sets that it is in.
  let shares: [Double]
  /// Columns in all.
  let columnCount: Int

  /// Columns that are searched at most: beyond that there are too many sets.
  static let mostColumns = 30

  /// - Parameters:
  ///   - columns: at most `mostColumns`.
  ///   - largest: columns of a set at most, 1 or more.
  /// - Throws: `CancellationError`.
  /// - Complexity: O(sets × rows) at worst.
  init(
    _ columns: [ColumnCodes], upTo largest: Int, of input: MeasureInput,
    in context: RunContext<Fraction>
  ) throws {
    let search = UniqueSearch(columns, of: input)
    let sizes = min(largest, columns.count)
    var counts = [[Int]](repeating: Array(repeating: 0, count: sizes), count: search.people)
    var found = [Reappearance](repeating: [], count: search.people)
    var shares = [Double](repeating: 0, count: columns.count)
    var lone: [UInt64: RowSet] = [:]
    for size in 1...sizes {
      let known = lone
      let tallies = try parallelMap(columns.count, in: context) { last in
        try search.tally(ofSize: size, with: last, aloneInSmaller: known, in: context)
      }
      lone = [:]
      let score = Self.score(ofSize: size, of: columns.count)
      for tally in tallies {
        lone.merge(tally.alone) { one, _ in one }
        for row in counts.indices {
          counts[row][size - 1] += Int(tally.counts[row])
          found[row].formUnion(tally.found[row])
        }
        for column in columns.indices { shares[column] += score * Double(tally.uses[column]) }
      }
      context.report(Fraction(size, of: sizes))
    }
    self.counts = counts
    self.found = found
    self.shares = shares
    columnCount = columns.count
  }

  /// What a minimal set of `size` of `columns` columns adds to the score: `(columns − size)!`, the
  /// more the smaller the set. Source: Elliot, Manning and Ford 2002; sdcMicro's default.
  static func score(ofSize size: Int, of columns: Int) -> Double {
    guard columns > size else { return 1 }
    return (1...(columns - size)).reduce(1) { $0 * Double($1) }
  }

  /// The SUDA score of each training row; 0 for a row that nothing small makes unique.
  var scores: [Double] {
    counts.map { counts in
      counts.enumerated().reduce(0) { sum, entry in
        sum + Double(entry.element) * Self.score(ofSize: entry.offset + 1, of: columnCount)
      }
    }
  }
}
