/// The numbers of two tables in one order, to compare how they are spread.
struct MergedOrder: Sendable {
  /// Rows by value: those of the second table come after all of the first in number.
  private let rows: [Int32]
  /// For each place whether the next value is larger.
  private let isLast: [Bool]
  private let firstCount: Int

  /// - Parameters: numbers of the two tables; NaN is left out. O(rows log rows).
  init(_ first: [Double], _ second: [Double]) {
    let values = (first + second).map(Self.rounded)
    let order = values.indices.filter { !values[$0].isNaN }.sorted { values[$0] < values[$1] }
    rows = order.map { Int32($0) }
    isLast = order.indices.map { place in
      place + 1 == order.count || values[order[place]] != values[order[place + 1]]
    }
    firstCount = first.count
  }

  /// To 14 digits after the point as SDMetrics does, so that roundings do not tell values apart.
  private static func rounded(_ value: Double) -> Double {
    let scale = 1e14
    let rounded = (value * scale).rounded(.toNearestOrEven) / scale
    return rounded.isFinite ? rounded : value
  }

  /// `sup |F − G|` over all values, for rows that count so often; nil if a table has no numbers.
  /// O(rows).
  func largestDifference(_ first: [Int32], _ second: [Int32]) -> Double? {
    var totals = (0, 0)
    for row in rows {
      let row = Int(row)
      if row < firstCount {
        totals.0 += Int(first[row])
      } else {
        totals.1 += Int(second[row - firstCount])
      }
    }
    guard totals.0 > 0, totals.1 > 0 else { return nil }
    let (firstTotal, secondTotal) = (Double(totals.0), Double(totals.1))
    var sums = (0, 0)
    var largest = 0.0
    for (place, row) in rows.enumerated() {
      let row = Int(row)
      if row < firstCount {
        sums.0 += Int(first[row])
      } else {
        sums.1 += Int(second[row - firstCount])
      }
      if isLast[place] {
        largest = max(largest, abs(Double(sums.0) / firstTotal - Double(sums.1) / secondTotal))
      }
    }
    return largest
  }
}
