import Jobs
import Numeric
import Tabular

/// The released rows nearest to people of whom some columns are known.
///
/// Distances are Anonymeter's, with ranges over the people's table and the release. Among released
/// rows at equal distance one is taken at random.
enum PeopleNeighbors {
  /// For each of `rows` of `people` the `count` nearest rows of the release; fewer where the release
  /// has fewer rows that can be compared.
  ///
  /// - Throws: `CancellationError`; `DatasetError` for a column that a table lacks.
  static func rows<Update>(
    _ count: Int, of release: Dataset, nearTo rows: [Int], of people: Dataset,
    by columns: [String], seed: UInt32, in context: RunContext<Update>
  ) throws -> [[Int]] {
    var random = NumPyRandom(seed: seed)
    let order = random.permutation(release.rowCount)
    let space = MixedSpace(release, columns: columns, rule: .anonymeter, widenedBy: [people])
    let near = try space.rows(of: release.rows(order))
      .nearest(count, to: space.rows(of: people.rows(rows)), in: context)
    return rows.indices.map { target in
      near.indices[target * count..<(target + 1) * count].filter { $0 >= 0 }
        .map { order[Int($0)] }
    }
  }
}
