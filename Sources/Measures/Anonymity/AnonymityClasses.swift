import Jobs
import Parameters

/// Classes of rows with equal quasi-identifiers, as the measures of anonymity start from.
struct AnonymityClasses: Sendable {
  /// Names of the quasi-identifiers.
  let names: [String]
  /// Of all tables.
  let tuples: TupleClasses

  /// How numbers become comparable, said for all of these measures.
  static let scaling =
    "none; numbers are equal or not; with bins, numbers of one of so many equal-width bins of the "
    + "training rows' range count as equal"
  /// How equal values count, said for all of these measures.
  static let ties = "a missing value is a value of its own, equal to every other missing one"
  /// Where the usual threshold for the size of a class comes from.
  static let custom =
    "; k = 5 is the custom for health data (El Emam and Dankar 2008), not a proof"
  /// The setting that groups numbers.
  static let bins = ParameterSpec.integer(
    "bins", in: 0...1000, default: 0,
    help: "groups of equal width that numbers are put into; 0: exact numbers")

  /// - Throws: `MeasureError`, `CancellationError`.
  init(
    of input: MeasureInput, for measure: any Measure.Type, bins: Int,
    in context: RunContext<Fraction>
  ) throws {
    names = try input.requireQuasiIdentifiers(for: measure)
    tuples = try TupleClasses(names, of: input, bins: bins, in: context)
  }

  /// The names in a sentence: `age, zip`.
  var list: String { names.joined(separator: ", ") }

  /// People whose class has a badness.
  func exposed(in input: MeasureInput, badness: [Double?]) -> ExposedPeople {
    ExposedPeople(of: input) { table in
      (tuples.classes[table] ?? []).map { badness[Int($0)] }
    }
  }

  /// The name of a table in parts: `k, training`.
  func parts(_ name: String, _ value: (Table) -> Double?) -> [MeasurePart] {
    Table.allCases.compactMap { table in
      value(table).map { MeasurePart("\(name), \(table.rawValue)", $0) }
    }
  }
}
