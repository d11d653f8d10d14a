import CKernels
import Foundation
import Jobs
import Numeric

/// Measures errors on lines, from coarse to fine.
struct NoiseMeasurement: Sendable {
  /// What was measured.
  struct Answer: Sendable {
    /// Standard deviation of the errors of each column, in release units.
    let deviations: [Double]
    let freedom: Int
    let lines: Int
  }

  private let rows: Matrix
  private let ranges: [ClosedRange<Double>]

  private static let neighbors = 80
  private static let subjects = 500
  private static let rounds = 4
  /// Rows beyond chance per subject, at the best tolerance, below which there are no lines.
  private static let leastConsensus = 0.5
  /// Lines below which nothing is measured.
  private static let leastLines = 5
  /// Errors this many last digits of a column's values in size are rounding errors of doubles.
  private static let exactDigits = 64.0
  private static let leastTolerance = 0x1p-44
  /// Rows this near to lines, as a share of half the range of the columns, are exactly on them.
  private static let exactTolerance = 0x1p-40
  /// A column whose errors are smaller than this share of the others' gets no more weight.
  private static let leastShare = 0.1

  /// - Parameter rows: in release units.
  init(_ rows: Matrix) {
    self.rows = rows
    ranges = (0..<rows.columns).map { rows.range(ofColumn: $0) }
  }

  /// Nil if no lines are seen.
  func run<Update>(in context: RunContext<Update>) throws -> Answer? {
    guard rows.rows > Self.leastLines else { return nil }
    let inner = context.silenced(Never.self)
    var weights = try NoisyColumns.weights(rows, in: inner)
    let count = min(Self.subjects, rows.rows)
    let subjects = (0..<count).map { Int32($0 * rows.rows / count) }
    var answer: Answer?
    for round in 0..<Self.rounds {
      let weighted = WeightedRows(rows, weights: weights)
      guard weighted.width >= 2 else { return nil }
      let search = try ConsensusSearch(
        weighted, around: subjects, neighbors: Self.neighbors, in: inner)
      let first = round < 2 ? nil : answer.map { Self.tolerance($0, weighted) }
      guard let start = try first ?? tolerance(search, in: inner) else { return nil }
      if round == 0, start <= Self.exactTolerance { return try exactAnswer(search, in: inner) }
      guard let found = try measure(search, from: start, in: inner) else { return nil }
      answer = found
      if found.deviations.allSatisfy({ $0 == 0 }) { break }
      weights = self.weights(found.deviations)
    }
    return answer.map(exact)
  }

  /// The rung of the ladder at which most is gained: rows near lines beyond chance, each of them
  /// told to within the tolerance.
  private func tolerance(
    _ search: ConsensusSearch, in context: RunContext<Never>
  ) throws -> Double? {
    let ladder = try search.ladder(in: context)
    let distance = search.reach
    var best: (gain: Double, rung: Int) = (0, 0)
    for (rung, rows) in ladder.enumerated() {
      let tolerance = ConsensusSearch.leastTolerance * pow(2, Double(rung))
      let gain = Double(rows) * log(max(1, distance / tolerance))
      if gain > best.gain { best = (gain, rung) }
    }
    guard best.gain > 0,
      Double(ladder[best.rung]) >= Self.leastConsensus * Double(search.subjects.count)
    else { return nil }
    return ConsensusSearch.leastTolerance * pow(2, Double(best.rung))
  }

  /// Rows on lines to the last digits: any three of them in line are no accident.
  private func exactAnswer(
    _ search: ConsensusSearch, in context: RunContext<Never>
  ) throws -> Answer {
    let residuals = try residuals(search, Self.exactTolerance, leastRows: 3, in: context)
    return Answer(
      deviations: ranges.map { _ in 0 }, freedom: residuals.freedom, lines: residuals.lines)
  }

  /// Fits lines and measures the rows' errors, twice: with the errors the tolerance changes.
  private func measure(
    _ search: ConsensusSearch, from start: Double, in context: RunContext<Never>
  ) throws -> Answer? {
    var tolerance = max(start, Self.leastTolerance)
    var answer: Answer?
    for _ in 0..<2 {
      let residuals = try self.residuals(search, tolerance, leastRows: 6, in: context)
      guard residuals.lines >= Self.leastLines else { return nil }
      answer = Answer(
        deviations: residuals.columnDeviations, freedom: residuals.freedom, lines: residuals.lines)
      tolerance = max(
        Self.leastTolerance,
        ErrorBounds.distance(residuals.deviation, dimensions: search.rows.width - 1))
    }
    return answer
  }

  private func residuals(
    _ search: ConsensusSearch, _ tolerance: Double, leastRows: Int, in context: RunContext<Never>
  ) throws -> LineResiduals {
    let free = [UInt8](repeating: 1, count: rows.rows)
    let best = try search.bestLines(
      Array(search.subjects.indices), isFree: free, tolerance: tolerance, in: context)
    var residuals = LineResiduals(rows, search.rows, leastRows: leastRows)
    for (position, line) in best.enumerated() where line.rows >= leastRows - 2 {
      if position.isMultiple(of: 32) { try context.checkCancellation() }
      let candidates = [search.subjects[position]] + search.lists.neighbors(of: position)
      if let fitted = search.fit(
        position, through: line.neighbor, among: candidates.filter { $0 >= 0 },
        tolerance: tolerance)
      {
        residuals.add(fitted)
      }
    }
    return residuals
  }

  /// The tolerance in new coordinates, which make the errors of all columns alike.
  private static func tolerance(_ answer: Answer, _ rows: WeightedRows) -> Double {
    let errors = zip(rows.columns, rows.weights).map { answer.deviations[$0] * $1 }
    let mean = (errors.reduce(0) { $0 + $1 * $1 } / Double(max(1, errors.count))).squareRoot()
    return ErrorBounds.distance(mean, dimensions: rows.width - 1)
  }

  /// One over the error of each column, within limits; 0 for columns that are constant.
  private func weights(_ deviations: [Double]) -> [Double] {
    ErrorBounds.weights(deviations, ranges: ranges, leastShare: Self.leastShare)
  }

  /// Without the errors that come from doubles alone.
  private func exact(_ answer: Answer) -> Answer {
    let deviations = zip(answer.deviations, ranges).map { deviation, range in
      let largest = max(abs(range.lowerBound), abs(range.upperBound))
      return deviation <= Self.exactDigits * largest.ulp ? 0 : deviation
    }
    return Answer(deviations: deviations, freedom: answer.freedom, lines: answer.lines)
  }
}
