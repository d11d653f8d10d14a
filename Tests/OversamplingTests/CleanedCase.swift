import Jobs
import Numeric
import Oversampling
import Parameters
import TestSupport
import Testing

/// What imbalanced-learn takes out of the real rows of a case.
private struct Removed: Decodable {
  let removed: String

  var rows: [Int] { removed.split(separator: " ").compactMap { Int($0) } }
}

/// What the methods that clean after oversampling have in common.
enum CleanedCase {
  /// Asks for the peer's rows bit for bit, real and synthetic.
  static func check<Method: Oversampler>(
    _ type: Method.Type, _ name: String, choice: (name: String, word: String)? = nil
  ) throws {
    let peer = try PeerCase(name, of: type)
    var values = ParameterValues(Method.parameters)
    for (name, value) in peer.options { try values.set(name, to: .integer(Int(value))) }
    if let choice { try values.set(choice.name, to: .choice(choice.word)) }
    let made = try Method(values).synthesize(peer.request, in: .unattended(threads: 2))
    #expect(made.rows.storage.map(\.bitPattern) == peer.expectedRows.storage.map(\.bitPattern))
    #expect(made.labels == peer.expectedLabels)
    let removed: Removed = try Fixture.load("\(type.name)/\(name).json", besides: #filePath)
    #expect(made.removed == removed.rows)
    checkRemarks(made, peer)
  }

  private static func checkRemarks(_ made: SyntheticRows, _ peer: PeerCase) {
    let asked = peer.request.demands.reduce(0) { $0 + $1.count }
    let taken =
      "\(made.removed.count) of \(peer.training.features.rows) real and "
      + "\(asked - made.labels.count) of \(asked) synthetic rows were taken out by the cleaning"
    let isAny = !made.removed.isEmpty || made.labels.count < asked
    #expect(made.remarks.contains { $0.description == taken } == isAny)
    let missed = peer.request.demands.compactMap { demand in
      let count = made.labels.filter { $0 == demand.code }.count
      return count == demand.count
        ? nil
        : OversamplingRemark.missedCount(
          className: "class \(demand.code)", requested: demand.count, made: count)
    }
    #expect(Array(made.remarks.dropFirst(isAny ? 1 : 0)) == missed)
  }
}
