import Jobs
import Numeric

/// How much MWMOTE learns from each row of a class: more from rows near the border, and more where
/// the class is sparse.
///
/// For a border row y of the other classes and a row x of the class, with l columns,
///
///     closeness(y, x) = min(l / distance(y, x), cutoff) / cutoff · CMAX
///     weight(x)       = Σ over y of closeness(y, x)² / Σ over x' of closeness(y, x')
///
/// The sums over x' are over the informative rows: those among the k3 nearest of any border row.
/// CMAX multiplies all weights by the same, so it has no say in what is drawn and is 1 here.
///
/// Source: Barua, Islam, Yao, Murase 2014.
struct InformativeRows {
  /// Positions in the class, ascending.
  let rows: [Int]
  /// The weight of each, not negative.
  let weights: [Double]

  /// Border rows that are looked at between two looks at the cancel flag.
  private static let grain = 16

  /// - Parameters:
  ///   - members: rows of the class.
  ///   - border: rows of the other classes, at least one.
  ///   - nearest: rows of the class that count as near each of them, at least 1.
  /// - Throws: `CancellationError`.
  /// - Complexity: O(border × members × columns) time, O(members) memory.
  init(
    _ members: Matrix, border: Matrix, nearest: Int, cutoff: Double,
    in context: RunContext<Fraction>
  ) throws {
    let marks = try parallelChunks(of: border.rows, grain: Self.grain, in: context) { range in
      var isNear = [Bool](repeating: false, count: members.rows)
      for row in range {
        let distances = Self.distances(from: row, of: border, to: members)
        for position in Self.nearest(nearest, distances) { isNear[position] = true }
      }
      return isNear
    }
    let rows = (0..<members.rows).filter { position in marks.contains { $0[position] } }
    let informative = members.rows(rows)
    let parts = try parallelChunks(of: border.rows, grain: Self.grain, in: context) { range in
      var weights = [Double](repeating: 0, count: rows.count)
      for row in range {
        let closeness = Self.distances(from: row, of: border, to: informative).map {
          min(Double(members.columns) / $0, cutoff) / cutoff
        }
        let sum = closeness.reduce(0, +)
        guard sum > 0 else { continue }
        for position in rows.indices {
          weights[position] += closeness[position] * closeness[position] / sum
        }
      }
      return weights
    }
    self.rows = rows
    weights = parts.reduce(into: [Double](repeating: 0, count: rows.count)) { sum, part in
      for position in rows.indices { sum[position] += part[position] }
    }
  }

  private static func distances(
    from row: Int, of border: Matrix, to members: Matrix
  ) -> [Double] {
    let columns = border.columns
    return border.storage.withUnsafeBufferPointer { border in
      members.storage.withUnsafeBufferPointer { storage in
        (0..<members.rows).map { member in
          var square = 0.0
          for column in 0..<columns {
            let difference = storage[member * columns + column] - border[row * columns + column]
            square += difference * difference
          }
          return square.squareRoot()
        }
      }
    }
  }

  /// Positions of the `count` least distances, the lower position first where they tie.
  private static func nearest(_ count: Int, _ distances: [Double]) -> [Int] {
    guard count < distances.count else { return Array(distances.indices) }
    let limit = value(at: count - 1, ofSorted: distances)
    let nearer = distances.indices.filter { distances[$0] < limit }
    let tied = distances.indices.filter { distances[$0] == limit }
    return nearer + tied.prefix(count - nearer.count)
  }

  /// What would stand at `place` if `values` were sorted: by parting them around a middle value
  /// again and again, O(values) on the average.
  private static func value(at place: Int, ofSorted values: [Double]) -> Double {
    var values = values
    var part = 0..<values.count
    while part.count > 1 {
      let middle = values[part.lowerBound + part.count / 2]
      var low = part.lowerBound
      var high = part.upperBound - 1
      while low <= high {
        while values[low] < middle { low += 1 }
        while values[high] > middle { high -= 1 }
        guard low <= high else { break }
        values.swapAt(low, high)
        low += 1
        high -= 1
      }
      // Between the two parts stand only values equal to the middle one.
      if place <= high {
        part = part.lowerBound..<high + 1
      } else if place >= low {
        part = low..<part.upperBound
      } else {
        return middle
      }
    }
    return values[place]
  }
}
