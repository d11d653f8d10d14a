import CKernels
import Jobs
import Numeric

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Looks for draws of one seed that the order of the rows does not refute.
///
/// Two rows of one number lie on one segment, and their steps tell how long it is: wrong draws put
/// rows far from each other on one segment, and its ends far out. That is counted as it comes, row
/// by row, until wrong draws are ten thousand times likelier; a third row of one number has to lie
/// on the line of the two. Wrong draws fall after about √bound rows.
struct DrawSearch: Sendable {
  private let rows: Matrix
  private let rounding: Double
  private let near: Double
  private let far: Double
  private let logOdds: (Double, Double, Double)
  /// The largest bound that is tried.
  let largestBound: Int

  /// Pairs of rows that say how far rows are from each other when draws are wrong.
  private static let sampledPairs = 4000
  /// What right draws show at the least: segments that are near, neither, far.
  private static let rightShares = [0.6, 0.37, 0.03]
  private static let leastLogOdds = -9.2
  /// Segments above this many times nearly the largest distance of rows are far.
  private static let farFactor = 1.5
  /// Bounds of one mask that are tried together: some milliseconds.
  private static let grain = 512

  init(_ cloud: PointCloud, largestBound: Int) {
    rows = cloud.coordinates
    rounding = cloud.rounding
    self.largestBound = largestBound
    let sample = Self.sample(rows)
    let lengths = sample.map(\.length).sorted()
    let median = lengths[lengths.count / 2]
    let long = Self.farFactor * lengths[min(lengths.count - 1, lengths.count * 99 / 100)]
    near = median
    far = long
    var counts = [1.0, 1, 1]
    for pair in sample {
      counts[pair.length <= median * pair.part ? 0 : pair.length <= long * pair.part ? 1 : 2] += 1
    }
    let total = counts.reduce(0, +)
    let odds = zip(Self.rightShares, counts).map { log($0 * total / $1) }
    logOdds = (odds[0], odds[1], odds[2])
  }

  /// Distances of rows drawn at random, with the difference of random steps.
  private static func sample(_ rows: Matrix) -> [(length: Double, part: Double)] {
    var random = NumPyRandom(seed: 11)
    return (0..<sampledPairs).map { _ in
      let first = random.integer(below: rows.rows)
      let second = random.integer(below: rows.rows)
      let square = (0..<rows.columns).reduce(0.0) { sum, column in
        let difference = rows[first, column] - rows[second, column]
        return sum + difference * difference
      }
      return (square.squareRoot(), abs(random.uniform() - random.uniform()))
    }
  }

  /// All draws of the seed that are left, each once, by ascending bound.
  ///
  /// - Throws: `CancellationError`.
  func survivors(
    of words: DrawnWords, in context: RunContext<AttackUpdate>
  ) throws -> [DrawBounds] {
    let chunks = Self.chunks(upTo: largestBound)
    let found = try parallelMap(chunks.count, in: context) { scan(words, chunks[$0]) }
    var merged: [DrawBounds] = []
    for bounds in found.flatMap(\.self) {
      if let last = merged.last, last.last + 1 == bounds.first, last.position == bounds.position,
        !Self.isPowerOfTwo(last.last)
      {
        merged[merged.count - 1].last = bounds.last
      } else {
        merged.append(bounds)
      }
    }
    return merged
  }

  private func scan(_ words: DrawnWords, _ range: ClosedRange<Int>) -> [DrawBounds] {
    words.words.withUnsafeBufferPointer { words in
      rows.storage.withUnsafeBufferPointer { storage in
        var replay = ck_replay(
          words: words.baseAddress, word_count: Int64(words.count), rows: storage.baseAddress,
          n: Int64(rows.rows), d: Int32(rows.columns), rounding: rounding, near_length: near,
          far_length: far, log_odds: logOdds, least_log_odds: Self.leastLogOdds)
        return [ck_replay_bounds](unsafeUninitializedCapacity: range.count) { buffer, count in
          count = Int(
            ck_replay_scan(
              &replay, Int64(range.lowerBound), Int64(range.upperBound), buffer.baseAddress))
        }
      }
    }.map { DrawBounds(first: Int($0.first), last: Int($0.last), position: Int($0.position)) }
  }

  /// Bounds from 2, cut behind every power of two: up to there one mask holds.
  private static func chunks(upTo last: Int) -> [ClosedRange<Int>] {
    var chunks: [ClosedRange<Int>] = []
    var low = 2
    while low <= last {
      let top = isPowerOfTwo(low) ? low : 1 << (Int.bitWidth - low.leadingZeroBitCount)
      let high = min(last, top, low + grain - 1)
      chunks.append(low...high)
      low = high + 1
    }
    return chunks
  }

  private static func isPowerOfTwo(_ number: Int) -> Bool { number & (number - 1) == 0 }
}
