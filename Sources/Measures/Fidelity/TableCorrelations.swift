import Jobs

/// Correlations between columns of numbers of one table, for rows that count so often.
struct TableCorrelations: Sendable {
  /// A column of numbers.
  private struct NumberColumn: Sendable {
    /// Less their mean, so that a large mean costs no digits; 0 where missing.
    let centered: [Double]
    /// Rows with a number, by its size.
    let order: [Int32]
    /// For each place of `order` whether the next number is larger.
    let isLast: [Bool]
    /// True where there is a number.
    let isPresent: [Bool]
    let isComplete: Bool
  }

  /// Numbers of one column that are ready to be multiplied, and their weighted sums.
  private struct Prepared {
    let values: [Double]
    let sum: Double
    let squares: Double
  }

  private let columns: [NumberColumn]
  private let isRank: Bool

  /// - Parameters:
  ///   - columns: one list of numbers each; NaN is missing.
  ///   - isRank: true for Spearman's, false for Pearson's.
  init(_ columns: [[Double]], isRank: Bool) {
    self.isRank = isRank
    self.columns = columns.map { numbers in
      let present = numbers.indices.filter { !numbers[$0].isNaN }
      let sum = present.reduce(0) { $0 + numbers[$1] }
      let mean = present.isEmpty ? 0 : sum / Double(present.count)
      let order = isRank ? present.sorted { numbers[$0] < numbers[$1] } : []
      return NumberColumn(
        centered: numbers.map { $0.isNaN ? 0 : $0 - mean }, order: order.map { Int32($0) },
        isLast: order.indices.map { place in
          place + 1 == order.count || numbers[order[place]] != numbers[order[place + 1]]
        }, isPresent: numbers.map { !$0.isNaN }, isComplete: present.count == numbers.count)
    }
  }

  /// The correlation of each pair over the rows where both have a number; nil where one of them is
  /// constant there. O(pairs × rows).
  ///
  /// - Throws: `CancellationError`.
  func correlations(
    of pairs: [(Int, Int)], weights: [Int32], in context: RunContext<Fraction>
  ) throws -> [Double?] {
    let all = weights.map(Double.init)
    let ready = try columns.map { column -> Prepared? in
      try context.checkCancellation()
      return column.isComplete ? prepared(column, all) : nil
    }
    return try pairs.map { first, second in
      try context.checkCancellation()
      if let one = ready[first], let other = ready[second] {
        return Self.correlation(one, other, all)
      }
      let (one, other) = (columns[first], columns[second])
      let both = all.indices.map { one.isPresent[$0] && other.isPresent[$0] ? all[$0] : 0 }
      return Self.correlation(prepared(one, both), prepared(other, both), both)
    }
  }

  private func prepared(_ column: NumberColumn, _ weights: [Double]) -> Prepared {
    let values = isRank ? Self.ranks(column, weights) : column.centered
    var sum = 0.0
    var squares = 0.0
    for row in values.indices {
      let weighted = weights[row] * values[row]
      sum += weighted
      squares += weighted * values[row]
    }
    return Prepared(values: values, sum: sum, squares: squares)
  }

  /// Ranks of the numbers, equal ones in the middle of their ranks, less the mean of all ranks.
  private static func ranks(_ column: NumberColumn, _ weights: [Double]) -> [Double] {
    var ranks = [Double](repeating: 0, count: weights.count)
    let middle = (column.order.reduce(0) { $0 + weights[Int($1)] } + 1) / 2
    var before = 0.0
    var equal = 0.0
    var start = 0
    for place in column.order.indices {
      equal += weights[Int(column.order[place])]
      guard column.isLast[place] else { continue }
      let rank = before + (equal + 1) / 2 - middle
      for tied in start...place { ranks[Int(column.order[tied])] = rank }
      before += equal
      equal = 0
      start = place + 1
    }
    return ranks
  }

  private static func correlation(
    _ one: Prepared, _ other: Prepared, _ weights: [Double]
  ) -> Double? {
    var products = 0.0
    var total = 0.0
    for row in weights.indices {
      products += weights[row] * one.values[row] * other.values[row]
      total += weights[row]
    }
    guard total > 0 else { return nil }
    let first = one.squares - one.sum * one.sum / total
    let second = other.squares - other.sum * other.sum / total
    // What is left of a constant column is rounding.
    let rounding = 1e-12
    guard first > rounding * one.squares, second > rounding * other.squares else { return nil }
    let both = products - one.sum * other.sum / total
    return max(-1, min(1, both / (first * second).squareRoot()))
  }
}
