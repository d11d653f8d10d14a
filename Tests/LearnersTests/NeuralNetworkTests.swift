import Jobs
import Learners
import Numeric
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct NeuralNetworkTests {
  private struct Peer: Decodable {
    struct Case: Decodable {
      let seed: UInt32
      let passes: Int
      let tolerance: Double
      let rows: [String]
      let labels: [Int]
      let queries: [String]
      let chances: String
    }
    let cases: [Case]
  }

  /// Weights, order and steps are those of scikit-learn; the last case ends early.
  @Test func aNetworkAnswersAsScikitLearnDoes() throws {
    let peer = try Fixture.load("networks.json", as: Peer.self, besides: #filePath)
    #expect(peer.cases.count == 3)
    for fixture in peer.cases {
      let rows = Fixture.matrix(fixture.rows)
      var network = NeuralNetwork()
      network.hidden = [rows.columns, rows.columns]
      network.epochs = fixture.passes
      network.tolerance = fixture.tolerance
      network.seed = fixture.seed
      let odds = try network.logOdds(
        of: Fixture.matrix(fixture.queries), trainedOn: rows,
        isPositive: fixture.labels.map { $0 == 1 }, in: RunContext<Fraction>.unattended())
      for (own, other) in zip(odds, Fixture.doubles(fixture.chances)) {
        #expect(abs(1 / (1 + exp(-own)) - other) < 1e-4)
      }
    }
  }

  @Test func aNetworkLearnsWhatNoLineSeparates() throws {
    var random = NumPyRandom(seed: 5)
    let rows = Matrix(rows: 400, columns: 2, storage: (0..<800).map { _ in random.uniform(-1, 1) })
    let isPositive = (0..<400).map { rows[$0, 0] * rows[$0, 1] > 0 }
    var network = NeuralNetwork()
    network.hidden = [20, 20]
    network.learningRate = 0.01
    let odds = try network.logOdds(
      of: rows, trainedOn: rows, isPositive: isPositive, in: RunContext<Fraction>.unattended())
    #expect(zip(odds, isPositive).count { ($0 > 0) == $1 } > 380)
  }

  @Test func oneClassIsRefusedAndACancelHeard() {
    let rows = Matrix(rows: 2, columns: 1, storage: [0, 1])
    #expect(throws: LearnerError.oneClass(rows: 2)) {
      try NeuralNetwork().logOdds(
        of: rows, trainedOn: rows, isPositive: [true, true], in: RunContext<Fraction>.unattended())
    }
    let cancelled = RunContext<Fraction>(threads: 1, isCancelled: { true }, report: { _ in })
    #expect(throws: CancellationError.self) {
      try NeuralNetwork().logOdds(
        of: rows, trainedOn: rows, isPositive: [true, false], in: cancelled)
    }
    #expect(throws: CancellationError.self) {
      try RandomForest().probabilities(
        of: rows, grownOn: rows, isPositive: [true, false], in: cancelled)
    }
  }
}
