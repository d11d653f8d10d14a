import Attacks
import Jobs
import Numeric
import Testing

@Suite struct ReleaseSummaryTests {
  /// Numbers of NumPy 2.4: min, quantile(.25), mean, median, quantile(.75), max, cov.
  @Test func numbersAreThoseOfNumPy() {
    let rows = Matrix([[1, 10], [2, 9], [4, -3], [8, 0.5], [16, 2]])
    let expected: [Double] = [
      1, 2, 6.2, 4, 8, 16, -3, 0.5, 3.7, 2, 9, 10, 37.2, -15.675, 31.45,
    ]
    for (own, other) in zip(ReleaseSummary(rows).numbers, expected) {
      #expect(abs(own - other) < 1e-12)
    }
  }

  /// By sorting whole columns, on sizes around those of lanes, blocks and bins, with ties.
  @Test(arguments: [1, 2, 3, 7, 8, 9, 255, 257, 1500, 5000], [0, 2, 9])
  func quartilesAreThoseOfTheSortedColumn(count: Int, decimals: Int) {
    let rows = RandomColumns.mixed(count, decimals: decimals)
    let numbers = ReleaseSummary(rows).numbers
    for column in 0..<rows.columns {
      let sorted = (0..<count).map { rows[$0, column] }.sorted()
      for (place, share) in [(0, 0.0), (1, 0.25), (3, 0.5), (4, 0.75), (5, 1)] {
        let exact = share * Double(count - 1)
        let low = Int(exact)
        let high = min(low + 1, count - 1)
        let expected = sorted[low] + (sorted[high] - sorted[low]) * (exact - Double(low))
        #expect(abs(numbers[6 * column + place] - expected) <= 1e-12 * max(1, abs(expected)))
      }
    }
  }

  @Test func covariancesAreThoseOfTwoPasses() throws {
    let rows = RandomColumns.mixed(777, decimals: 5)
    let summary = ReleaseSummary(rows)
    let exact = try Covariance(of: rows, in: RunContext<Fraction>.unattended())
    for first in 0..<rows.columns {
      for second in 0..<rows.columns {
        let expected = exact.matrix[first, second]
        #expect(abs(summary.covariance(first, second) - expected) <= 1e-11 * max(1, abs(expected)))
      }
    }
    #expect(summary.correlation(0, 0) == 1)
    #expect(summary.correlation(0, 3) == 0)
  }

  @Test func valuesThatAreNotFiniteAreMissingInTheirColumnOnly() {
    var rows = RandomColumns.mixed(40, decimals: 3)
    rows[7, 1] = .nan
    let numbers = ReleaseSummary(rows).numbers
    #expect(numbers[0..<6].allSatisfy { $0.isFinite })
    #expect(numbers[6..<12].allSatisfy { $0.isNaN })
    #expect(ReleaseSummary(Matrix(rows: 0, columns: 2)).numbers.allSatisfy { $0.isNaN })
    rows[7, 1] = .infinity
    #expect(ReleaseSummary(rows).numbers[6..<12].allSatisfy { $0.isNaN })
  }
}

/// Columns of different kinds.
private enum RandomColumns {
  /// Normal; normal in large units; yes and no; constant.
  static func mixed(_ count: Int, decimals: Int) -> Matrix {
    var random = NumPyRandom(seed: UInt32(count * 10 + decimals))
    let unit = (0..<decimals).reduce(1.0) { product, _ in product * 10 }
    return Matrix(
      (0..<count).map { _ in
        [
          (random.normal() * unit).rounded() / unit, random.normal() * 1e6 + 1e7,
          Double(random.integer(below: 2)), 0.1,
        ]
      })
  }
}
