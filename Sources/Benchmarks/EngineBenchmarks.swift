import Jobs
import Numeric
import Oversampling
import Parameters

/// Neighbors and oversampling at sizes beyond the benchmark datasets.
enum EngineBenchmarks {
  static func run() throws {
    try neighbors(rows: 10_000, columns: 20, count: 6, budget: 1)
    try neighbors(rows: 20_000, columns: 30, count: 6, budget: 4)
    try neighbors(rows: 20_000, columns: 6, count: 6, budget: 4)
    try smote(minority: 20_000, columns: 30, made: 100_000)
  }

  private static func neighbors(rows: Int, columns: Int, count: Int, budget: Double) throws {
    let matrix = random(rows, columns)
    let best = try Stopwatch.best(of: 2) {
      try NearestNeighbors(matrix).nearest(
        count, to: matrix, in: RunContext<Never>.unattended(threads: Machine.threads))
    }
    print("  \(count) neighbors of \(rows) rows x \(columns): \(best.seconds.text(3)) s")
    Check.expect(best.output.indices.count == rows * count, "every row has its neighbors")
    Check.expect(best.seconds < budget, "neighbors within \(budget) s")
  }

  private static func smote(minority: Int, columns: Int, made: Int) throws {
    let training = TrainingRows(
      features: random(minority, columns), labels: Array(repeating: 0, count: minority),
      classNames: ["rare"])
    let request = OversamplingRequest(
      training: training, demands: [ClassDemand(code: 0, count: made)], seed: 0)
    let best = try Stopwatch.best(of: 2) {
      try SMOTE(ParameterValues(SMOTE.parameters)).synthesize(
        request, in: .unattended(threads: Machine.threads))
    }
    print("  SMOTE \(minority) x \(columns) -> \(made) rows: \(best.seconds.text(3)) s")
    Check.expect(best.output.rows.rows == made, "SMOTE makes the rows asked for")
  }

  private static func random(_ rows: Int, _ columns: Int) -> Matrix {
    var random = NumPyRandom(seed: 1)
    return Matrix(
      rows: rows, columns: columns, storage: (0..<rows * columns).map { _ in random.normal() })
  }
}
