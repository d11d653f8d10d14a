import Jobs
import Numeric
import Parameters
import Tabular

/// A score for each of some columns or pairs of columns, 1 for alike, as all measures of fidelity
/// are made of.
struct FidelityMeasurement: Sendable {
  /// The measure that asks.
  let measure: any Measure.Type
  /// The columns or pairs: `age`, `age × zip`.
  let names: [String]
  /// What they are, in a sentence: `columns of numbers`.
  let noun: String
  /// What is alike in them: `are spread`.
  let likeness: String

  /// The setting for the interval.
  static let resamples = ParameterSpec.integer(
    "resamples", in: 0...10_000, default: 200,
    help: "how often the rows are drawn again for the interval; less than 2: no interval")

  /// How the interval is worked out, for the rules of a measure.
  static let interval =
    "the value and 1.96 standard errors to either side, kept within 0...1; the error is that of a "
    + "bootstrap over the rows of both tables"
  /// Why there is no threshold, for the rules of a measure.
  static let threshold =
    "none: it says how good the rows are, not how safe; a verbatim copy scores 1, so the verdict is "
    + "always unclear"

  /// The mean of the scores, with the scores as parts.
  ///
  /// - Parameter scores: one per name, nil where it is not defined, for rows that count so often.
  /// - Throws: `MeasureError.notApplicable` if there are no names, `CancellationError`.
  func measurement(
    _ input: MeasureInput, resamples: Int, in context: RunContext<Fraction>,
    scores: @Sendable (RowWeights, RunContext<Fraction>) throws -> [Double?]
  ) throws -> Measurement {
    guard !names.isEmpty else {
      throw MeasureError.notApplicable(
        measure: measure.title, because: "there are no \(noun) in these tables")
    }
    let found = try scores(RowWeights(once: input), context.silenced())
    let value = Self.mean(found)
    let bootstrap = Bootstrap(
      seed: input.seed, purpose: "fidelity", resamples: value == nil ? 0 : resamples)
    let error = try bootstrap.standardError(in: context) { random in
      let weights = try RowWeights(drawnFrom: input, &random, in: context.silenced(threads: 1))
      return Self.mean(try scores(weights, context.silenced(threads: 1)))
    }
    let undefined = zip(names, found).filter { $0.1 == nil }.map(\.0)
    return Measurement(
      value, interval: Self.interval(value, error), verdict: .unclear, sentence: sentence(value),
      parts: zip(names, found).compactMap { name, score in score.map { MeasurePart(name, $0) } },
      remarks: undefined.isEmpty ? [] : [remark(undefined)])
  }

  private static func mean(_ scores: [Double?]) -> Double? {
    let defined = scores.compactMap(\.self)
    return defined.isEmpty ? nil : defined.reduce(0, +) / Double(defined.count)
  }

  private static func interval(_ value: Double?, _ error: Double?) -> Interval? {
    guard let value, let error else { return nil }
    let half = ShareInterval.z95 * error
    return Interval(low: max(0, min(value, value - half)), high: min(1, max(value, value + half)))
  }

  private func sentence(_ value: Double?) -> String {
    guard let value else { return "None of the \(noun) can be compared." }
    let rounded = (value * 1000).rounded() / 1000
    return
      "The \(noun) \(likeness) in the release as in the real rows to \(rounded) on a scale from "
      + "0 to 1; that says how good the rows are, not how safe: a verbatim copy scores 1."
  }

  private func remark(_ undefined: [String]) -> String {
    let shown = undefined.prefix(5).joined(separator: ", ")
    let more = undefined.count > 5 ? " and \(undefined.count - 5) more" : ""
    return "Not defined for \(shown)\(more), and left out of the mean: all values are the same or "
      + "missing in one of the tables."
  }
}

/// A column as measures of fidelity see it.
struct ComparedColumn: Sendable {
  /// Of the column.
  let name: String
  /// True for words, and for numbers that only say yes and no.
  let isCategory: Bool
}

extension MeasureInput {
  /// All columns but those that name rows, as they are in the training table.
  var comparedColumns: [ComparedColumn] {
    training.columns.indices.filter { training.schema.roles[$0] != .identifier }.map { index in
      let column = training.columns[index]
      return ComparedColumn(
        name: column.name, isCategory: column.numbers == nil || column.kind == .boolean)
    }
  }

  /// The numbers of a column of numbers; none for a category.
  func numbers(_ name: String, in table: Table) -> [Double] {
    dataset(named: table)?.column(named: name)?.numbers ?? []
  }
}
