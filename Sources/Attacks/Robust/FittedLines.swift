import CKernels
import Foundation
import Numeric

/// Fitted lines and how well each is known, for the search of the places they meet in.
struct FittedLines: Sendable {
  let lines: [FittedLine]
  /// Standard deviation of the error of a row's coordinates.
  let deviation: Double
  let width: Int
  /// One block after the other: centers, directions, then per line where it begins and ends, how
  /// far its record may be beyond, the variance at its center and what that grows by.
  private let storage: [Double]

  /// Chance that a segment goes on farther beyond its rows than is looked.
  private static let unlikelyGap = 1e-3
  /// Lengths of a line beyond its rows that are looked at most.
  private static let farthest = 3.0

  init(_ lines: [FittedLine], deviation: Double, width: Int) {
    self.lines = lines
    self.deviation = deviation
    self.width = width
    let variance = deviation * deviation
    // n uniform places span less than a share f of their segment with chance about fⁿ⁻¹.
    let reach = lines.map { line in
      let rows = Double(line.members.count)
      return line.span * min(Self.farthest, pow(Self.unlikelyGap, -1 / (rows - 1)) - 1)
    }
    var storage = lines.flatMap(\.center) + lines.flatMap(\.direction)
    storage += lines.map(\.low) + lines.map(\.high) + reach
    storage += lines.map { variance / Double($0.members.count) }
    storage += lines.map { variance / $0.inertia }
    self.storage = storage
  }

  var count: Int { lines.count }

  /// The middle of each line.
  var middles: Matrix {
    var storage: [Double] = []
    storage.reserveCapacity(count * width)
    for line in lines {
      let middle = (line.low + line.high) / 2
      storage += zip(line.center, line.direction).map { $0 + middle * $1 }
    }
    return Matrix(rows: count, columns: width, storage: storage)
  }

  /// Where a place is along a line, from its center.
  func along(_ place: [Double], _ line: Int) -> Double {
    zip(place, zip(lines[line].center, lines[line].direction)).reduce(0) {
      $0 + ($1.0 - $1.1.0) * $1.1.1
    }
  }

  /// Lends the lines to a kernel.
  func withKernelLines<Result>(
    _ body: (UnsafePointer<ck_fitted_lines>) throws -> Result
  ) rethrows -> Result {
    try storage.withUnsafeBufferPointer { storage in
      let start = storage.baseAddress
      let ends = start.map { $0 + 2 * count * width }
      var lines = ck_fitted_lines(
        centers: start, directions: start.map { $0 + count * width }, low: ends,
        high: ends.map { $0 + count }, reach: ends.map { $0 + 2 * count },
        variance: ends.map { $0 + 3 * count }, growth: ends.map { $0 + 4 * count },
        n: Int64(count), d: Int32(width))
      return try body(&lines)
    }
  }
}
