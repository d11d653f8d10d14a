import Tabular

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Weights that make a column count more the less its values vary.
enum InverseEntropy {
  /// Numbers are counted in so many bins of equal width.
  static let bins = 10

  /// One over the entropy (natural logarithm) of each feature, in their order; 0 for a column that
  /// says nothing, and 1 each if none says anything. Gaps are a value of their own. O(cells).
  static func weights(of dataset: Dataset) -> [Double] {
    let entropies = dataset.schema.features.map { entropy(of: dataset.columns[$0]) }
    guard entropies.contains(where: { $0 > 0 }) else { return entropies.map { _ in 1 } }
    return entropies.map { $0 > 0 ? 1 / $0 : 0 }
  }

  private static func entropy(of column: Column) -> Double {
    let counts = Dictionary(values(of: column).map { ($0, 1) }, uniquingKeysWith: +).values
    guard counts.count > 1 else { return 0 }
    let total = Double(column.count)
    return counts.sorted().reduce(0) { sum, count in
      let share = Double(count) / total
      return sum - share * log(share)
    }
  }

  /// The number of the category or of the bin; -1 for a gap.
  private static func values(of column: Column) -> [Int] {
    switch column.values {
    case .categorical(let codes, _): return codes.map { Int($0) }
    case .numeric(let numbers):
      let known = numbers.lazy.filter { !$0.isNaN }
      guard let low = known.min(), let high = known.max(), high > low else {
        return numbers.map { $0.isNaN ? -1 : 0 }
      }
      // By halves, as the whole range may be more than a number can hold.
      let range = high / 2 - low / 2
      guard range > 0 else { return numbers.map { $0.isNaN ? -1 : 0 } }
      return numbers.map { value in
        value.isNaN ? -1 : min(bins - 1, Int((value / 2 - low / 2) / range * Double(bins)))
      }
    }
  }
}
