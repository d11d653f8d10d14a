import Jobs
import Numeric
import Oversampling
import Parameters
import Testing

/// Makes a fixed share of what it is asked for, each row with the seed as its value.
private struct Sloppy: Oversampler {
  static let name = "sloppy"
  static let title = "Sloppy"
  static let summary = "For tests."
  static let source = Citation("none", link: "none")
  static let parameters = [
    ParameterSpec.real("share", in: 0...3, default: 0.5, help: "made of what is asked for")
  ]
  private let share: Double

  init(_ values: ParameterValues) throws(ParameterError) { share = values.real("share") }

  func synthesize(
    _ request: OversamplingRequest, in context: RunContext<Fraction>
  ) throws -> SyntheticRows {
    let counts = request.demands.map { Int((share * Double($0.count)).rounded(.up)) }
    let labels = zip(request.demands, counts).flatMap { Array(repeating: $0.code, count: $1) }
    return SyntheticRows(
      rows: Matrix(labels.map { _ in [Double(request.seed)] }, columns: 1), labels: labels,
      parents: labels.map { _ in Parentage(base: 0, neighbor: 0, step: 0) },
      remarks: zip(request.demands, counts).map {
        .missedCount(className: "\($0.code)", requested: $0.count, made: $1)
      })
  }
}

@Suite struct ExactCountsTests {
  private func made(_ share: Double) throws -> SyntheticRows {
    var values = ParameterValues(Sloppy.parameters)
    try values.set("share", to: .real(share))
    let training = TrainingRows(
      features: Matrix([[0], [1], [2]]), labels: [0, 1, 2], classNames: ["a", "b", "c"])
    let request = OversamplingRequest(
      training: training,
      demands: [ClassDemand(code: 1, count: 37), ClassDemand(code: 2, count: 8)], seed: 5)
    return try ExactCounts(Sloppy(values)).synthesize(request, in: .unattended())
  }

  /// Trap 11: methods that miss their count are topped up or cut down where that is asked for.
  @Test(arguments: [0.1, 0.5, 1, 2.5])
  func countsAreMetClassByClass(share: Double) throws {
    let rows = try made(share)
    #expect(rows.labels == Array(repeating: 1, count: 37) + Array(repeating: 2, count: 8))
  }

  @Test func theFirstRowsAreThoseOfTheMethodAlone() throws {
    #expect(try made(0.5).rows.storage.prefix(19).allSatisfy { $0 == 5 })
    #expect(try made(0.5).rows.storage.prefix(37).last != 5)
    #expect(try made(2.5).rows.storage.allSatisfy { $0 == 5 })
  }

  @Test func toppingUpAndCuttingDownIsSaid() throws {
    let texts = try [0.5, 2.5, 1].map { try made($0).remarks.map { "\($0)" } }
    #expect(texts[0].first?.contains("made 19 rows, topped up") == true)
    #expect(texts[1].first?.contains("cut down to the 37") == true)
    #expect(texts[2].isEmpty)
  }

  @Test func aMethodThatMakesNothingIsNotAskedForEver() throws {
    let rows = try made(0)
    #expect(rows.labels.isEmpty)
    #expect(rows.remarks.first == .missedCount(className: "b", requested: 37, made: 0))
  }
}
