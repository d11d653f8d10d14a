import Attacks
import Experiments
import Foundation
import Jobs
import Numeric
import Oversampling
import Parameters
import Tabular
import TestSupport
import Testing

private let folder = Fixture.sharedFolder(#filePath)

/// What is measured is compared with what was added.
@Suite struct NoiseEstimateTests {
  private func rows(_ minority: Matrix) throws -> Matrix {
    var trial = try AttackTrial(minority: minority)
    trial.goal = .ratio(20)
    return try trial.publication().release(.synthetic).minority
  }

  @Test func exactRowsHaveNoNoise() throws {
    let estimate = try #require(
      try NoiseEstimate.measure(
        rows(RandomRows.normal(60, 5)), in: RunContext<Never>.unattended(threads: 2)))
    #expect(estimate.isExact)
    #expect(estimate.lines > 50)
    #expect(estimate.rounding.decimals == [nil, nil, nil, nil, nil])
  }

  @Test(arguments: [1e-6, 1e-3]) func eachColumnHasItsOwnNoise(share: Double) throws {
    var rows = try rows(RandomRows.inMixedUnits(60, 6))
    var random = NumPyRandom(seed: 5)
    let units = [1.0, 1e7, 1e-6, 1, 2, 0]
    for row in 0..<rows.rows {
      for column in units.indices {
        rows[row, column] += share * units[column] * random.uniform(-1, 1)
      }
    }
    let estimate = try #require(
      try NoiseEstimate.measure(rows, in: RunContext<Never>.unattended(threads: 2)))
    for (column, unit) in units.enumerated() where unit > 0 {
      #expect(estimate.amplitudes[column] > share * unit / 1.5)
      #expect(estimate.amplitudes[column] < share * unit * 1.5)
      #expect(estimate.intervals[column].low <= share * unit)
      #expect(estimate.intervals[column].high >= share * unit)
    }
    #expect(estimate.amplitudes[5] < 0.3 * share)
  }

  @Test func threadsDoNotChangeTheMeasure() throws {
    let rows = try rows(RandomRows.normal(50, 4))
    let one = try NoiseEstimate.measure(rows, in: RunContext<Never>.unattended(threads: 1))
    let many = try NoiseEstimate.measure(rows, in: RunContext<Never>.unattended(threads: 7))
    #expect(one == many)
  }

  @Test func rowsThatWereNotInterpolatedTellNothing() throws {
    var random = NumPyRandom(seed: 3)
    let rows = Matrix(
      rows: 800, columns: 6, storage: (0..<4800).map { _ in random.uniform(-1, 1) })
    #expect(try NoiseEstimate.measure(rows, in: RunContext<Never>.unattended(threads: 2)) == nil)
  }

  @Test func roundedColumnsAreToldByTheirDigits() {
    let rows = Matrix([[0.25, 1 / 3.0, 2, 7, 0.1 + 0.2], [0.5, 0.5, 4, 7, 0.3]])
    let rounding = RoundingEstimate(rows)
    #expect(rounding.decimals == [2, nil, 0, nil, nil])
    #expect(rounding.steps == [0.01, 0, 1, 0, 0])
    #expect(rounding.commonDecimals == nil)
    #expect(RoundingEstimate(Matrix([[0.25, 2], [0.125, 4]])).commonDecimals == 3)
  }
}

/// The same on two of the benchmark datasets; skipped where they are not.
@Suite(.enabled(if: folder != nil, "there is no folder ../shared/datasets"))
struct NoiseEstimateOnDatasetsTests {
  private static let defences: [(name: String, settings: [String: String])] = [
    ("noise", ["share": "0.0000001"]), ("noise", ["share": "0.00001"]),
    ("noise", ["share": "0.001"]), ("gaussian", ["share": "0.001"]),
    ("round", ["decimals": "8"]), ("round", ["decimals": "3"]), ("round", ["decimals": "2"]),
  ]

  private func data(_ name: String) throws -> PreparedData {
    let path = try #require(folder) + "/\(name).csv"
    let bytes = FileBytes([UInt8](try Data(contentsOf: URL(fileURLWithPath: path))))
    let table = try TableReader.read(
      bytes, fileName: path, options: ReadOptions(), in: .unattended(threads: 2))
    return try PreparedData(table.dataset, Preparation(minority: "1", scaling: .minmax))
  }

  private func rows(
    _ data: PreparedData, _ defence: (name: String, settings: [String: String])?,
    _ kind: ReleaseKind = .synthetic
  ) throws -> Matrix {
    var plan = ExperimentPlan()
    if let defence, let type = DefenceCatalog.named(defence.name) {
      plan.defences = [
        Selection(
          name: defence.name,
          values: try ParameterValues(type.parameters, texts: defence.settings))
      ]
    }
    return try Publication.make(plan, from: data, in: .unattended(threads: 2)).release(kind)
      .minority
  }

  /// The root mean square of what a defence added to each column, as a uniform error.
  private func added(_ before: Matrix, _ after: Matrix) -> [Double] {
    (0..<before.columns).map { column in
      let squares = (0..<before.rows).reduce(0) {
        let change = after[$1, column] - before[$1, column]
        return $0 + change * change
      }
      return (3 * squares / Double(before.rows)).squareRoot()
    }
  }

  @Test(arguments: ["yeast_me2", "mammography"]) func theNoiseOfADefenceIsMeasured(
    name: String
  ) throws {
    let data = try data(name)
    let plain = try rows(data, nil)
    let exact = try #require(
      try NoiseEstimate.measure(plain, in: RunContext<Never>.unattended(threads: 2)))
    #expect(exact.isExact)
    for defence in Self.defences {
      let treated = try rows(data, defence)
      let estimate = try #require(
        try NoiseEstimate.measure(treated, in: RunContext<Never>.unattended(threads: 2)))
      let truth = added(plain, treated)
      let places = defence.settings["decimals"].flatMap { Int($0) }
      if let places { #expect(estimate.rounding.commonDecimals == places) }
      for column in truth.indices {
        let range = treated.range(ofColumn: column)
        guard range.lowerBound < range.upperBound else { continue }
        // Rounding moves a value by half a step at most, and by less where values repeat.
        let expected = places.map { 0.5 * pow(10, -Double($0)) } ?? truth[column]
        let comment = Comment("\(defence) column \(column)")
        #expect(estimate.amplitudes[column] < 1.5 * expected, comment)
        #expect(estimate.amplitudes[column] > expected / 1.5, comment)
      }
    }
  }

  @Test func anAugmentedReleaseTellsItToo() throws {
    let data = try data("yeast_me2")
    let treated = try rows(data, ("noise", ["share": "0.0001"]), .augmented)
    let estimate = try #require(
      try NoiseEstimate.measure(treated, in: RunContext<Never>.unattended(threads: 2)))
    for amplitude in estimate.amplitudes { #expect((1.2e-4..<3e-4).contains(amplitude)) }
  }
}
