import Foundation
import Numeric

/// Puts places that lines meet in into words: claims in release units, with their evidence.
struct RobustClaims: Sendable {
  let rows: WeightedRows
  let lines: FittedLines
  let meetings: LineMeetings
  /// In release units.
  let released: Matrix
  /// Half the width of the errors of each column.
  let amplitudes: [Double]
  /// Steps of the real values of each column, where they are known.
  let steps: [Double]?

  /// Standard deviations of a coordinate that its error bound is.
  private static let errorDeviations = 2.5

  /// The claim of a place.
  func guess(_ place: RecordSearch.Place) -> Guess {
    var values = (0..<released.columns).map { column in
      let range = released.range(ofColumn: column)
      return range.lowerBound + (range.upperBound - range.lowerBound) / 2
    }
    var error = 0.0
    for (position, column) in rows.columns.enumerated() {
      let deviation = place.covariance[position * rows.width + position].squareRoot()
      let bound = Self.errorDeviations * deviation / rows.weights[position]
      let value = place.place[position] / rows.weights[position] + rows.centers[position]
      values[column] = value
      guard !snap(&values[column], column, bound) else { continue }
      let range = released.range(ofColumn: column)
      let largest = max(abs(range.lowerBound), abs(range.upperBound))
      error = max(error, bound / largest)
    }
    return Guess(
      .record(values: values), evidence: evidence(place), error: error,
      certainty: place.lines.count >= 3 ? .certain : .probable)
  }

  /// Brings a value to the only multiple of its column's step within the error; false if there is
  /// none or more than one.
  private func snap(_ value: inout Double, _ column: Int, _ bound: Double) -> Bool {
    guard let steps, steps[column] > 0, bound < steps[column] / 2 else { return false }
    let units = (value / steps[column]).rounded()
    // A step of a power of ten divides better than it multiplies: 3 / 10 is 0.3.
    let perUnit = (1 / steps[column]).rounded()
    value = abs(perUnit * steps[column] - 1) < 1e-12 ? units / perUnit : units * steps[column]
    return true
  }

  private func evidence(_ place: RecordSearch.Place) -> Evidence {
    let lines = zip(place.lines, place.sides).map { line, side in
      let members = self.lines.lines[Int(line)].members.map { Int($0) }
      return EvidenceLine(rows: side == 1 ? members.reversed() : members)
    }
    return Evidence(
      reason: .fittedLines, lines: lines, premise: .noise(amplitudes: amplitudes),
      ruledOut: [.insideOfSegment, .chance(logProbability: chance(of: place.lines.count))])
  }

  /// About how often so many lines would end in one place by chance, as a logarithm: two lines
  /// that pass each other, and each further one of those near.
  private func chance(of count: Int) -> Double {
    let one = log(meetings.chancePerPair)
    let further = min(0, one + log(Double(max(1, meetings.lists.count))))
    return min(0, log(Double(max(1, meetings.pairs))) + one + Double(count - 2) * further)
  }

  /// A sentence about the whole.
  func remark(claims: Int) -> String {
    let shares = amplitudes.enumerated().compactMap { column, amplitude -> Double? in
      let range = released.range(ofColumn: column)
      let width = range.upperBound - range.lowerBound
      return width > 0 ? amplitude / width : nil
    }.sorted()
    let share = shares.isEmpty ? 0 : shares[shares.count / 2]
    let off =
      share == 0
      ? "The rows are exactly on their lines"
      : "Values are off by up to about \(Self.text(share)) of their column's range"
    return off + "; \(lines.count) lines were fitted, \(claims) records are at their ends."
  }

  private static func text(_ share: Double) -> String { String(format: "%.1e", share) }
}
