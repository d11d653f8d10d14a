import Numeric

/// Finds the real record that a claimed one is.
struct RecordIndex: Sendable {
  private let records: Matrix
  private let scales: [Double]
  private let axis: [Double]
  /// Records in order along a random axis: a claim is compared with its neighbors there only.
  private let order: [(along: Double, record: Int)]

  init(_ records: Matrix, scales: [Double]) {
    self.records = records
    self.scales = scales
    var random = NumPyRandom(seed: 3)
    let axis = (0..<records.columns).map { _ in random.normal() }
    self.axis = axis
    order = (0..<records.rows).map { record in
      let along = zip(records.row(record), zip(scales, axis)).reduce(0) {
        $0 + $1.0 * $1.1.0 * $1.1.1
      }
      return (along, record)
    }.sorted { ($0.along, $0.record) < ($1.along, $1.record) }
  }

  /// The record nearest to `values` and its distance (largest scaled coordinate difference), if
  /// that is below `tolerance`. O(log n) for tolerances far below the records' distances.
  func match(_ values: [Double], within tolerance: Double) -> (record: Int, distance: Double)? {
    let along = zip(values, zip(scales, axis)).reduce(0) { $0 + $1.0 * $1.1.0 * $1.1.1 }
    let reach = tolerance * axis.reduce(0) { $0 + abs($1) }
    var position = order.partitioningIndex { $0.along >= along - reach }
    var best: (record: Int, distance: Double)?
    while position < order.count, order[position].along <= along + reach {
      let record = order[position].record
      let distance = distance(values, record)
      if distance < tolerance, distance < best?.distance ?? .infinity { best = (record, distance) }
      position += 1
    }
    return best
  }

  private func distance(_ values: [Double], _ record: Int) -> Double {
    var largest = 0.0
    for column in values.indices {
      largest = max(largest, abs(values[column] - records[record, column]) * scales[column])
    }
    return largest
  }
}

extension Array {
  /// The first position at which `isSecond` holds, for an array that is sorted by it. O(log n).
  fileprivate func partitioningIndex(where isSecond: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isSecond(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
