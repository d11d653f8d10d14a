import Jobs
import Numeric

/// Edited nearest neighbors: a row is taken out if its nearest rows are not of its class.
///
/// Source: Wilson, Asymptotic Properties of Nearest Neighbor Rules Using Edited Data, IEEE Trans.
/// SMC 2, 1972; imbalanced-learn for the choice between all and most. Status: verified.
package struct EditedNeighbors: Cleaner {
  /// Nearest rows that a row is judged by.
  package let count: Int
  /// Whether most of them are enough for a row to stay; else all have to be of its class.
  package let mostAreEnough: Bool

  /// - Parameters:
  ///   - count: nearest rows that a row is judged by, at least 1.
  ///   - mostAreEnough: whether most of them are enough for a row to stay.
  package init(count: Int, mostAreEnough: Bool) {
    self.count = count
    self.mostAreEnough = mostAreEnough
  }

  /// O(rows²) at most.
  package func takesOut(
    _ rows: Matrix, classes: [Int32], in context: RunContext<Fraction>
  ) throws -> [Bool] {
    guard rows.rows > count else {
      throw OversamplingError.unsuited(
        method: SMOTEENN.title,
        reason: "\(rows.rows) rows after oversampling, so a row has \(rows.rows - 1) neighbors; "
          + "give an edit-k of at most \(rows.rows - 1)")
    }
    let lists = try NearestNeighbors(rows).nearest(count + 1, to: rows, in: context)
    return (0..<rows.rows).map { row in
      let around = lists.neighbors(of: row).dropFirst().map { classes[Int($0)] }
      return mostAreEnough
        ? mostFrequent(around) != classes[row] : around.contains { $0 != classes[row] }
    }
  }

  /// Of equally frequent ones the first.
  private func mostFrequent(_ classes: [Int32]) -> Int32? {
    Dictionary(grouping: classes, by: \.self)
      .max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.key
  }
}
