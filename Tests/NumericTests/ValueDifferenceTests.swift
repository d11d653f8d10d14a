import Jobs
import Numeric
import TestSupport
import Testing

@Suite struct ValueDifferenceTests {
  struct Case: Decodable, Sendable {
    let levels: [Int]
    let classes: Int
    let codes: [[Int32]]
    let labels: [Int32]
    let among: [Int]
    let neighbors: [[Int32]]
    let distances: [String]
  }

  private struct Expected: Decodable {
    let cases: [Case]
  }

  private func codes(_ rows: [[Int32]]) -> CategoryCodes {
    CategoryCodes(rows: rows.count, columns: rows[0].count, storage: rows.flatMap(\.self))
  }

  @Test func distancesAreThoseOfImbalancedLearnToTheLastBit() throws {
    let expected = try Fixture.load(
      "value_difference.json", as: Expected.self, besides: #filePath)
    for one in expected.cases {
      let metric = ValueDifference(
        codes: codes(one.codes), levels: one.levels, labels: one.labels, classes: one.classes)
      let lists = try metric.nearest(6, among: one.among, in: RunContext<Never>.unattended())
      #expect(lists.indices == one.neighbors.flatMap(\.self), "\(one.classes) classes")
      #expect(lists.squaredDistances == one.distances.flatMap(Fixture.doubles))
    }
  }

  /// Every row with every row, then sorted.
  private func plainly(
    _ codes: CategoryCodes, _ labels: [Int32], classes: Int, among rows: [Int], _ count: Int
  ) -> NeighborLists {
    let shares = (0..<codes.columns).map { column in
      (0..<codes.rows).reduce(into: [Int32: [Double]]()) { counts, row in
        counts[codes[row, column], default: Array(repeating: 0, count: classes)][
          Int(labels[row])] += 1
      }.mapValues { counts in counts.map { $0 / counts.reduce(0, +) } }
    }
    var indices: [Int32] = []
    var distances: [Double] = []
    for query in rows {
      let all = rows.map { row in
        shares.indices.reduce(0.0) { sum, column in
          let one = shares[column][codes[row, column]] ?? []
          let other = shares[column][codes[query, column]] ?? []
          let apart = zip(one, other).reduce(0) { $0 + abs($1.0 - $1.1) }
          return sum + apart * apart
        }
      }
      let order = all.indices.sorted { (all[$0], $0) < (all[$1], $1) }.prefix(count)
      indices += order.map { Int32($0) } + Array(repeating: -1, count: count - order.count)
      distances +=
        order.map { all[$0] } + Array(repeating: .infinity, count: count - order.count)
    }
    return NeighborLists(count: count, indices: indices, squaredDistances: distances)
  }

  @Test(arguments: [[3, 2], [4, 30, 2], [200], [2, 2, 2, 2, 2, 2, 2]])
  func listsAreThoseOfAPlainLoop(levels: [Int]) throws {
    var random = NumPyRandom(seed: 11)
    let rows = 400
    let codes = CategoryCodes(
      rows: rows, columns: levels.count,
      storage: (0..<rows * levels.count).map { place in
        Int32(random.integer(below: levels[place % levels.count]))
      })
    let labels = (0..<rows).map { _ in Int32(random.integer(below: 3)) }
    let metric = ValueDifference(codes: codes, levels: levels, labels: labels, classes: 3)
    for count in [1, 7, 300] {
      let among = stride(from: rows - 1, to: 0, by: -2).map { $0 }
      let lists = try metric.nearest(
        count, among: among, in: RunContext<Never>.unattended(threads: 3))
      #expect(lists == plainly(codes, labels, classes: 3, among: among, count))
    }
  }

  @Test func threadsDoNotChangeTheAnswer() throws {
    let levels = RandomRows.grid(3000, 4, levels: 12).storage.map { Int32($0) }
    let metric = ValueDifference(
      codes: CategoryCodes(rows: 3000, columns: 4, storage: levels),
      levels: Array(repeating: 12, count: 4), labels: (0..<3000).map { Int32($0 % 7 % 2) },
      classes: 2)
    let lists = try [1, 8].map { threads in
      try metric.nearest(
        5, among: Array(0..<3000), in: RunContext<Never>.unattended(threads: threads))
    }
    #expect(lists[0] == lists[1])
  }

  @Test func withoutRowsThereAreNoLists() throws {
    let metric = ValueDifference(
      codes: CategoryCodes(rows: 0, columns: 2, storage: []), levels: [3, 0], labels: [],
      classes: 2)
    let lists = try metric.nearest(4, among: [], in: RunContext<Never>.unattended())
    #expect(lists == NeighborLists(count: 4, indices: [], squaredDistances: []))
  }
}
