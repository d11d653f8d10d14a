import Jobs
import Numeric
import Oversampling
import Parameters
import TestSupport
import Testing

/// What imbalanced-learn-extra answered; see `Tests/Peers`.
private struct Expected: Decodable, Sendable {
  let settings: [String: String]
  let seed: UInt32
  let sizes: [Int]
  let rows: [String]
  let expected: [String]
  let expected_labels: [Int32]
}

private func method(_ settings: [String: String]) throws -> GeometricSMOTE {
  try GeometricSMOTE(ParameterValues(GeometricSMOTE.parameters, texts: settings))
}

private func training(_ rows: [[Double]], sizes: [Int]) -> TrainingRows {
  TrainingRows(
    features: Matrix(rows),
    labels: sizes.indices.flatMap { Array(repeating: Int32($0), count: sizes[$0]) },
    classNames: ["common", "rare", "rarer"])
}

@Suite struct GeometricSMOTETests {
  @Test(arguments: ["half_ball", "whole_ball", "far_cap", "majority", "line", "three_classes"])
  func rowsAreThoseOfTheAuthorsPackage(name: String) throws {
    let fixture = try Fixture.load(
      "geometric-smote/\(name).json", as: Expected.self, besides: #filePath)
    let largest = fixture.sizes[0]
    let synthetic = try method(fixture.settings).synthesize(
      OversamplingRequest(
        training: training(fixture.rows.map(Fixture.doubles), sizes: fixture.sizes),
        demands: fixture.sizes.indices.dropFirst().map {
          ClassDemand(code: Int32($0), count: largest - fixture.sizes[$0])
        }, seed: fixture.seed), in: .unattended(threads: 2))
    let expected = Fixture.matrix(fixture.expected)
    #expect(synthetic.labels == fixture.expected_labels)
    try #require(synthetic.rows.rows == expected.rows)
    #expect(
      zip(synthetic.rows.storage, expected.storage).allSatisfy { ($0 - $1).magnitude < 1e-12 })
  }

  /// A pair of the class two units apart along the first column, and the other class beside.
  private func made(
    _ settings: [String: String], count: Int = 4000, others: [[Double]] = [[0, 50], [0, 60]]
  ) throws -> SyntheticRows {
    let settings = settings.merging(["k": "1"]) { here, _ in here }
    return try method(settings).synthesize(
      OversamplingRequest(
        training: training(others + [[0, 0], [2, 0]], sizes: [others.count, 2]),
        demands: [ClassDemand(code: 1, count: count)], seed: 4), in: .unattended())
  }

  /// The parts of a row along and across the line of its pair, the radius being 1.
  private func parts(_ synthetic: SyntheticRows) -> [(along: Double, across: Double)] {
    synthetic.parents.indices.map { row in
      let isFirst = synthetic.parents[row].base == 2
      let along = isFirst ? synthetic.rows[row, 0] / 2 : (2 - synthetic.rows[row, 0]) / 2
      return (along, synthetic.rows[row, 1] / 2)
    }
  }

  @Test func theWholeBallIsFilledEvenly() throws {
    let parts = try parts(made(["truncation": "0"]))
    let radii = parts.map { ($0.along * $0.along + $0.across * $0.across).squareRoot() }
    #expect(radii.allSatisfy { $0 <= 1 + 1e-12 })
    // Half the radius holds a quarter of a disc.
    #expect((Double(radii.count { $0 < 0.5 }) / 4000 - 0.25).magnitude < 0.03)
    #expect((Double(parts.count { $0.along > 0 }) / 4000 - 0.5).magnitude < 0.03)
    #expect((Double(parts.count { $0.across > 0 }) / 4000 - 0.5).magnitude < 0.03)
  }

  @Test func truncationLeavesTheSideOfThePartnerOrTheOther() throws {
    let toward = try parts(made(["truncation": "1"]))
    #expect(toward.allSatisfy { $0.along >= 0 } && toward.contains { $0.along > 0.9 })
    let away = try parts(made(["truncation": "-1"]))
    #expect(away.allSatisfy { $0.along <= 0 } && away.contains { $0.along < -0.9 })
    let some = try parts(made(["truncation": "0.4"]))
    #expect(some.allSatisfy { $0.along >= -0.6 } && some.contains { $0.along < -0.5 })
  }

  @Test func deformationPressesTheBallToTheLine() throws {
    let line = try parts(made(["truncation": "0", "deformation": "1"]))
    #expect(line.allSatisfy { $0.across.magnitude < 1e-12 } && line.contains { $0.along < -0.9 })
    let half = try parts(made(["deformation": "0.5"]))
    #expect(half.allSatisfy { $0.across.magnitude <= 0.5 })
    #expect(half.contains { $0.across.magnitude > 0.45 })
  }

  @Test func theSurfacePointComesFromWhereTheSelectionSays() throws {
    // The first row is nearer to the other class, the second to its partner.
    let others: [[Double]] = [[0, 1], [50, 60]]
    func neighbors(_ selection: String) throws -> Set<[Int32]> {
      let parents = try made(["selection": selection], count: 200, others: others).parents
      return Set(parents.map { [$0.base, $0.neighbor] })
    }
    #expect(try neighbors("minority") == [[2, 3], [3, 2]])
    #expect(try neighbors("majority") == [[2, 0], [3, 0]])
    #expect(try neighbors("combined") == [[2, 0], [3, 2]])
  }

  @Test func withoutOtherClassesItStaysInTheClass() throws {
    let synthetic = try method(["k": "1", "selection": "majority"]).synthesize(
      OversamplingRequest(
        training: training([[0, 0], [1, 0], [5, 5]], sizes: [3]),
        demands: [ClassDemand(code: 0, count: 20)], seed: 4), in: .unattended())
    #expect(synthetic.parents.allSatisfy { $0.base != $0.neighbor && $0.step.isNaN })
    #expect(synthetic.rows.rows == 20)
  }

  @Test func equalParentsMakeACopy() throws {
    let synthetic = try method(["k": "1", "selection": "minority"]).synthesize(
      OversamplingRequest(
        training: training([[9, 9], [1, 2], [1, 2]], sizes: [1, 2]),
        demands: [ClassDemand(code: 1, count: 10)], seed: 4), in: .unattended())
    #expect((0..<10).allSatisfy { synthetic.rows.row($0) == [1, 2] })
  }

  @Test func independentStreamsMakeAClassTheSameWhateverElseIsMade() throws {
    var random = NumPyRandom(seed: 1)
    let rows = training(
      (0..<40).map { _ in [random.normal(), random.normal()] }, sizes: [20, 12, 8])
    func made(_ codes: [Int32], _ style: SeedStyle) throws -> [Double] {
      let synthetic = try method([:]).synthesize(
        OversamplingRequest(
          training: rows, demands: codes.map { ClassDemand(code: $0, count: 5) }, seed: 3,
          seedStyle: style), in: .unattended())
      return synthetic.rows.rows((0..<codes.count * 5).filter { synthetic.labels[$0] == 2 }).storage
    }
    #expect(try made([1, 2], .independent) == made([2], .independent))
    #expect(try made([1, 2], .imblearn) != made([2], .imblearn))
  }
}
