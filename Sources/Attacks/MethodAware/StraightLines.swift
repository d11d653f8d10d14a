import CKernels
import Jobs
import Numeric

/// Straight lines through released rows, and through rebuilt records, in the scale of a cloud.
struct StraightLines: Sendable {
  /// The released rows on each line, in order along it.
  private(set) var rows: [[Int]] = []
  private var origins: [Double] = []
  private var units: [Double] = []
  private var lengths: [Double] = []
  private var errors: [Double] = []
  private let width: Int

  /// Meeting places known less well than this are dropped.
  private static let largestError = 1e-8

  init(width: Int) { self.width = width }

  var count: Int { rows.count }

  /// Adds the line from one place to another.
  ///
  /// - Parameters:
  ///   - rows: the released rows on it, in order.
  ///   - error: bound on the error of a coordinate of the two places.
  mutating func add(from start: [Double], to end: [Double], rows: [Int], error: Double) {
    let difference = zip(end, start).map { $0 - $1 }
    let length = difference.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard length > 0 else { return }
    origins += start
    units += difference.map { $0 / length }
    lengths.append(length)
    errors.append(error)
    self.rows.append(rows)
  }

  /// Where lines from number `first` on meet any other, each place once for every pair of lines.
  ///
  /// - Throws: `CancellationError`.
  /// - Complexity: O(lines × new lines × columns).
  func meetings(
    from first: Int, in context: RunContext<AttackUpdate>
  ) throws -> [Candidate] {
    let grain = max(1, 200_000 / max(1, count * width))
    return try parallelChunks(of: count, grain: grain, in: context) { range in
      var found = ck_crossing_places()
      defer { ck_crossing_places_free(&found) }
      withKernel { lines in
        for line in range {
          ck_crossings_of(lines, Int32(line), Int64(first), Self.largestError, &found)
        }
      }
      return UnsafeBufferPointer(start: found.items, count: Int(found.count)).map { crossing in
        Candidate(place: point(on: Int(crossing.first), at: crossing.along), error: crossing.error)
      }
    }.flatMap(\.self)
  }

  /// Numbers of the lines through a place, ascending. O(lines × columns).
  func lines(at place: [Double], error: Double) -> [Int] {
    var found = [Int32](repeating: 0, count: count)
    let number = withKernel { ck_lines_at($0, place, error, &found, Int64(count)) }
    return found.prefix(Int(number)).map(Int.init)
  }

  /// The direction of a line.
  func unit(_ line: Int) -> ArraySlice<Double> { units[line * width..<(line + 1) * width] }

  private func point(on line: Int, at along: Double) -> [Double] {
    (0..<width).map { origins[line * width + $0] + along * units[line * width + $0] }
  }

  private func withKernel<Result>(_ body: (UnsafePointer<ck_straight_lines>) -> Result) -> Result {
    origins.withUnsafeBufferPointer { origins in
      units.withUnsafeBufferPointer { units in
        lengths.withUnsafeBufferPointer { lengths in
          errors.withUnsafeBufferPointer { errors in
            var lines = ck_straight_lines(
              origins: origins.baseAddress, units: units.baseAddress, lengths: lengths.baseAddress,
              errors: errors.baseAddress, n: Int64(count), d: Int32(width))
            return body(&lines)
          }
        }
      }
    }
  }
}
