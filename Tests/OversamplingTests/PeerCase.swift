import Jobs
import Numeric
import Oversampling
import Parameters
import TestSupport
import Testing

/// A question that imbalanced-learn 0.14 has answered; see `Tests/Peers`.
struct PeerCase: Decodable, Sendable {
  let options: [String: Double]
  let seed: UInt32
  /// Levels of each column; 0 for a number.
  let levels: [Int]
  let rows: [String]
  let labels: String
  /// Class code and rows to make.
  let demands: [[Int]]
  let expected: [String]
  let expected_labels: String
  /// The peer's neighbors, where distances tie.
  let partners: [String]?
  let surroundings: [String]?
  /// Real rows that rows were drawn from, for methods that draw no lines.
  let drawn: String?

  /// The case `name` of a method.
  init(_ name: String, of method: any Oversampler.Type) throws {
    self = try Fixture.load("\(method.name)/\(name).json", besides: #filePath)
  }

  private static func numbers(_ line: String) -> [Int] {
    line.split(separator: " ").compactMap { Int($0) }
  }

  var expectedRows: Matrix { Fixture.matrix(expected) }
  var expectedLabels: [Int32] { Self.numbers(expected_labels).map(Int32.init) }
  var drawnRows: [Int32] { Self.numbers(drawn ?? "").map(Int32.init) }

  var training: TrainingRows {
    let codes = Self.numbers(labels).map(Int32.init)
    return TrainingRows(
      features: Fixture.matrix(rows),
      kinds: levels.map { $0 == 0 ? .number : .category(levels: $0) }, labels: codes,
      classNames: (0...(codes.max() ?? 0)).map { "class \($0)" })
  }

  var request: OversamplingRequest {
    OversamplingRequest(
      training: training,
      demands: demands.map { ClassDemand(code: Int32($0[0]), count: $0[1]) }, seed: seed,
      given: GivenNeighbors(
        partners: partners?.map(Self.numbers), surroundings: surroundings?.map(Self.numbers)))
  }

  /// The method with the settings of the case.
  func method<Method: Oversampler>(_ type: Method.Type) throws -> Method {
    var values = ParameterValues(Method.parameters)
    for (name, value) in options {
      let isWhole = if case .integer = values[name] { true } else { false }
      try values.set(name, to: isWhole ? .integer(Int(value)) : .real(value))
    }
    return try Method(values)
  }

  /// What the method makes of the case.
  func synthesized<Method: Oversampler>(_ type: Method.Type) throws -> SyntheticRows {
    try method(type).synthesize(request, in: .unattended(threads: 2))
  }

  /// Asks for the peer's rows bit for bit, and for its labels.
  func check<Method: Oversampler>(_ type: Method.Type) throws {
    let synthetic = try synthesized(type)
    #expect(synthetic.rows.storage.map(\.bitPattern) == expectedRows.storage.map(\.bitPattern))
    #expect(synthetic.labels == expectedLabels)
    #expect(synthetic.rows.rows > 0)
  }
}

/// Small rows for edge cases.
enum SmallRows {
  /// The method at its defaults, with whole numbers set over them.
  static func made<Method: Oversampler>(
    _ type: Method.Type, _ settings: [String: Int] = [:], of training: TrainingRows,
    _ demands: [Int32: Int], seed: UInt32 = 0, style: SeedStyle = .imblearn
  ) throws -> SyntheticRows {
    var values = ParameterValues(Method.parameters)
    for (name, value) in settings { try values.set(name, to: .integer(value)) }
    let demands = demands.sorted { $0.key < $1.key }.map { ClassDemand(code: $0, count: $1) }
    return try Method(values).synthesize(
      OversamplingRequest(
        training: training, demands: demands, seed: seed, seedStyle: style), in: .unattended())
  }

  /// Two classes of numbers, `common` first.
  static func pair(common: [[Double]], rare: [[Double]]) -> TrainingRows {
    TrainingRows(
      features: Matrix(common + rare),
      labels: common.map { _ in 0 } + rare.map { _ in 1 }, classNames: ["common", "rare"])
  }

  /// Asks that, with independent streams, what is made of a class does not depend on the others.
  static func checkIndependence<Method: Oversampler>(
    _ type: Method.Type, of training: TrainingRows, settings: [String: Int] = [:]
  ) throws {
    let both = try made(type, settings, of: training, [1: 30, 2: 30], style: .independent)
    let alone = try made(type, settings, of: training, [2: 30], style: .independent)
    let later = both.labels.indices.filter { both.labels[$0] == 2 }
    #expect(!later.isEmpty && both.rows.rows(later) == alone.rows)
    let imblearn = try made(type, settings, of: training, [1: 30, 2: 30])
    #expect(imblearn.rows != both.rows)
  }
}
