import Jobs
import Numeric
import TestSupport
import Testing

private struct Clusterings: Decodable {
  struct Case: Decodable {
    let seed: UInt32
    let rows: Int
    let columns: Int
    let levels: Int
    let clusters: Int
    let steps: Int
    let centers: [String]
    let labels: String
  }
  let clusterings: [Case]
}

/// Expected groups from scikit-learn 1.9; see `Tests/Peers`.
@Suite struct MiniBatchKMeansTests {
  @Test func groupsAreThoseOfScikitLearn() throws {
    let cases = try Fixture.load(
      "mini_batch_kmeans.json", as: Clusterings.self, besides: #filePath
    ).clusterings
    #expect(cases.count >= 8)
    for peer in cases {
      let matrix = drawnTable(
        seed: peer.seed, rows: peer.rows, columns: peer.columns, levels: peer.levels)
      let made = try MiniBatchKMeans(clusters: peer.clusters).group(
        matrix, seed: peer.seed, in: RunContext<Int>.unattended(threads: 2))
      let labels = peer.labels.split(separator: " ").compactMap { Int32($0) }
      #expect(made.labels == labels, "\(peer.rows) rows, \(peer.clusters) groups")
      #expect(made.steps == peer.steps)
      #expect(made.centers == Fixture.matrix(peer.centers))
    }
  }

  @Test func groupsFarApartAreFound() throws {
    var random = NumPyRandom(seed: 3)
    let matrix = Matrix(
      (0..<120).map { [Double($0 % 4) * 100 + random.uniform(), random.uniform()] })
    let made = try MiniBatchKMeans(clusters: 4).group(
      matrix, seed: 1, in: RunContext<Int>.unattended())
    let ofFirst = (0..<4).map { made.labels[$0] }
    #expect(Set(ofFirst).count == 4)
    #expect((0..<120).allSatisfy { made.labels[$0] == ofFirst[$0 % 4] })
  }

  @Test func threadsDoNotChangeTheGroups() throws {
    let matrix = drawnTable(seed: 9, rows: 30_000, columns: 12, levels: 0)
    let one = try MiniBatchKMeans(clusters: 20).group(
      matrix, seed: 5, in: RunContext<Int>.unattended(threads: 1))
    let many = try MiniBatchKMeans(clusters: 20).group(
      matrix, seed: 5, in: RunContext<Int>.unattended(threads: 4))
    #expect(one == many)
  }

  @Test func equalRowsAreOneGroupAmongEmptyOnes() throws {
    let made = try MiniBatchKMeans(clusters: 3).group(
      Matrix(Array(repeating: [2, 5], count: 10)), seed: 0, in: RunContext<Int>.unattended())
    #expect(Set(made.labels).count == 1)
    #expect(made.centers.rows == 3)
  }

  @Test func aCancelEndsIt() {
    let matrix = drawnTable(seed: 9, rows: 100, columns: 2, levels: 0)
    let context = RunContext<Int>(threads: 1, isCancelled: { true }) { _ in }
    #expect(throws: CancellationError.self) {
      _ = try MiniBatchKMeans(clusters: 3).group(matrix, seed: 0, in: context)
    }
  }
}
