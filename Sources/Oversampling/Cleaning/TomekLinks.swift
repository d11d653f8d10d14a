import Jobs
import Numeric

/// Tomek links: two rows of different classes that are each other's nearest. Both are taken out.
///
/// Of two neighbors asked for the first is dropped even where it is not the row itself, as in
/// imbalanced-learn; so a row with a copy has itself or the copy for its nearest, by row number.
///
/// Source: Tomek, Two Modifications of CNN, IEEE Trans. SMC 6, 1976. Status: verified.
package struct TomekLinks: Cleaner {
  /// Takes out both rows of each link.
  package init() {}

  /// O(rows²) at most.
  package func takesOut(
    _ rows: Matrix, classes: [Int32], in context: RunContext<Fraction>
  ) throws -> [Bool] {
    guard rows.rows > 1 else { return Array(repeating: false, count: rows.rows) }
    let lists = try NearestNeighbors(rows).nearest(2, to: rows, in: context)
    let nearest = (0..<rows.rows).map { Int(lists.neighbors(of: $0).last ?? -1) }
    return nearest.enumerated().map { row, other in
      classes[other] != classes[row] && nearest[other] == row
    }
  }
}
