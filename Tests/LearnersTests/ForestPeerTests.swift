import Jobs
import Learners
import Numeric
import TestSupport
import Testing

/// The forest beside scikit-learn's: nearly the same answers on average.
///
/// They cannot be the same: XGBoost puts a split between two rows of which the bootstrap sample may
/// lack one, and ends a branch where scikit-learn draws further columns.
@Suite struct ForestPeerTests {
  struct Peer: Decodable {
    struct Case: Decodable {
      let name: String
      let rows: [String]
      let labels: [Int]
      let queries: [String]
      let truth: [Int]
      /// Mean answers of many forests.
      let chances: [Double]
      /// Mean and standard deviation.
      let auc: [Double]
      let f1: [Double]
    }
    let forests: Int
    let cases: [Case]
  }

  private static let forests = 20

  private static func matrix(_ lines: [String]) -> Matrix {
    Matrix(lines.map { $0.split(separator: " ").compactMap { Double($0) } })
  }

  private static func auc(_ chances: [Double], _ truth: [Int]) -> Double {
    var (wins, pairs) = (0.0, 0.0)
    for one in truth.indices where truth[one] == 1 {
      for other in truth.indices where truth[other] == 0 {
        wins += chances[one] > chances[other] ? 1 : chances[one] == chances[other] ? 0.5 : 0
        pairs += 1
      }
    }
    return wins / pairs
  }

  private static func f1(_ chances: [Double], _ truth: [Int]) -> Double {
    let hits = truth.indices.count { chances[$0] > 0.5 && truth[$0] == 1 }
    let said = chances.count { $0 > 0.5 }
    return hits == 0 ? 0 : 2 * Double(hits) / Double(said + truth.count { $0 == 1 })
  }

  private static func answers(_ peer: Peer.Case) throws -> [[Double]] {
    let (rows, queries) = (matrix(peer.rows), matrix(peer.queries))
    return try (0..<forests).map { seed in
      var forest = RandomForest()
      forest.seed = UInt32(seed)
      return try forest.probabilities(
        of: queries, grownOn: rows, isPositive: peer.labels.map { $0 == 1 },
        in: RunContext<Fraction>.unattended())
    }
  }

  @Test func meanAnswersAndScoresAreThePeers() throws {
    let peer = try Fixture.load("forests.json", as: Peer.self, besides: #filePath)
    #expect(peer.cases.count == 3)
    for example in peer.cases {
      let answers = try Self.answers(example)
      let means = example.chances.indices.map { query in
        answers.reduce(0) { $0 + $1[query] } / Double(answers.count)
      }
      let gaps = zip(means, example.chances).map { $0 - $1 }
      let widest = gaps.map(abs).max() ?? 1
      #expect(widest < 0.2, "\(example.name): \(widest)")
      #expect(abs(gaps.reduce(0, +)) / Double(gaps.count) < 0.01, "\(example.name)")
      for (score, known) in [(Self.auc, example.auc), (Self.f1, example.f1)] {
        let mean = answers.map { score($0, example.truth) }.reduce(0, +) / Double(answers.count)
        #expect(abs(mean - known[0]) < 0.08, "\(example.name): \(mean), \(known)")
      }
    }
  }
}
