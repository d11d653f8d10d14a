import Jobs
import Numeric
import Parameters

/// What the defences that add noise have in common: which rows, and how much.
struct ReleaseNoise: Sendable {
  /// Share of a column's range that the noise is measured in.
  let share: Double
  /// Whether real rows are left as they are.
  let sparesReal: Bool

  /// - Parameter values: settings after `parameters`.
  init(_ values: ParameterValues) {
    share = values.real("share")
    sparesReal = values.choice("rows") == "synthetic"
  }

  /// - Parameter unit: what a share of 1 is, in words.
  static func parameters(unit: String) -> [ParameterSpec] {
    [
      .real("share", in: 0...1, default: 0.001, help: "\(unit), as a share of the column's range"),
      .choice("rows", of: ["all", "synthetic"], help: "the rows that noise is added to"),
    ]
  }

  /// Adds `draw` times the share of the range to every value of the number columns, row by row.
  ///
  /// - Throws: `CancellationError`.
  func add(
    to draft: inout ReleaseDraft, in context: RunContext<Fraction>, draw: () -> Double
  ) throws {
    let width = draft.features.columns
    let scales = draft.columns.map { column in
      column.isNumber ? share * (column.range.upperBound - column.range.lowerBound) : nil
    }
    for row in 0..<draft.features.rows where !(sparesReal && draft.origins[row].isReal) {
      try context.checkCancellation()
      for (column, scale) in scales.enumerated() {
        guard let scale else { continue }
        draft.features.storage[row * width + column] += draw() * scale
      }
    }
  }
}
