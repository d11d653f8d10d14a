/// What errors of a given size make likely.
enum ErrorBounds {
  /// Distance that hardly any row has from its line: the squared distance is a sum of so many
  /// squared errors, and stays within three standard deviations of its mean for normal errors.
  ///
  /// - Parameter deviation: of one coordinate's error.
  static func distance(_ deviation: Double, dimensions: Int) -> Double {
    deviation * squares(Double(max(1, dimensions)), 3).squareRoot()
  }

  /// Mean and so many standard deviations of a sum of squared normal numbers.
  static func squares(_ dimensions: Double, _ deviations: Double) -> Double {
    dimensions + deviations * (2 * dimensions).squareRoot()
  }

  /// Weights with which the errors of all columns are alike: one over the error of each column.
  ///
  /// - Parameters:
  ///   - deviations, ranges: one per column; a column that is constant gets no weight.
  ///   - leastShare: of the median error, below which a column gets no more weight.
  static func weights(
    _ deviations: [Double], ranges: [ClosedRange<Double>], leastShare: Double
  ) -> [Double] {
    let positive = deviations.filter { $0 > 0 }.sorted()
    let least = positive.isEmpty ? 0 : leastShare * positive[positive.count / 2]
    return zip(deviations, ranges).map { deviation, range in
      guard range.lowerBound < range.upperBound else { return 0 }
      let error = max(deviation, least)
      return error > 0 ? 1 / error : 0
    }
  }
}
