import Tabular

/// How far two values of a column may be apart and still match.
enum ColumnTolerance: Sendable, Equatable {
  /// At most so far; 0 for categories.
  case absolute(Double)
  /// At most this share of the looked-for value's size, or so far where that value is 0.
  case relative(Double, atZero: Double)

  /// What may lie between `value` and its match.
  func reach(_ value: Double) -> Double {
    switch self {
    case .absolute(let reach): reach
    case .relative(let share, let atZero): value == 0 ? atZero : share * abs(value)
    }
  }

  /// One for each feature of `reference`: for a category none, for numbers what `rule` says of the
  /// known values in ascending order.
  static func columns(
    of reference: Dataset, _ rule: ([Double]) -> ColumnTolerance
  ) -> [ColumnTolerance] {
    reference.schema.features.map { position in
      switch reference.columns[position].values {
      case .categorical: .absolute(0)
      case .numeric(let numbers): rule(numbers.filter { !$0.isNaN }.sorted())
      }
    }
  }
}
