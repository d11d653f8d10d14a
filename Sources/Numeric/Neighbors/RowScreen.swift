import CKernels
import Jobs

/// Rows in single precision, centered and scaled, and as integers where that helps: they rule out
/// most rows at a fraction of the price.
struct RowScreen: Sendable {
  /// When rows are rounded to integers too.
  enum Integers {
    case never, always
    /// If they answer most of a sample of the rows, asked for so many neighbors.
    case ifUseful(neighbors: Int)
  }

  private let tiles: [Float]
  private var integers: IntegerScreen?
  private let center: [Double]
  private let scale: Double
  private let radius: Double

  /// Wider rows would need a wider bound on the rounding errors than the kernel has.
  private static let mostColumns = 4096
  /// A level has to be a number of single precision.
  private static let mostLevels = Int32(1) << 24
  /// Magnitudes between these can be squared and summed without loss at either end.
  private static let magnitudes = 0x1p-400...0x1p400
  /// The most a differing category may add after scaling.
  private static let largestMismatch = 0x1p60
  /// Rows between two looks at the cancel flag, a multiple of the rows in a tile.
  private static let grain = 4096
  /// Searches that try integers.
  private static let trials = 32, trialsAtOnce = 4

  /// Nil where single precision cannot help: numbers that are not finite, or too large or small.
  ///
  /// O(rows × columns) time, four bytes a value and two for the integers. Throws
  /// `CancellationError`.
  init?<Update>(
    _ rows: SearchRows, integers use: Integers, in context: RunContext<Update>
  ) throws {
    let columns = rows.numbers.columns
    guard rows.width <= Self.mostColumns,
      rows.categories.storage.allSatisfy({ $0 < Self.mostLevels })
    else { return nil }
    let sums = try parallelChunks(of: rows.count, grain: Self.grain, in: context) {
      Self.sums(rows.numbers, $0)
    }
    let center = (0..<columns).map { column in
      sums.reduce(0) { $0 + $1[column] } / Double(max(1, rows.count))
    }
    let largest = try parallelChunks(of: rows.count, grain: Self.grain, in: context) {
      Self.largest(rows.numbers, $0, center)
    }.reduce(0, Self.larger)
    // Without numbers, or where all are equal, any scale is right.
    guard largest == 0 || Self.magnitudes.contains(largest) else { return nil }
    let exponent = largest == 0 ? 0 : -largest.exponent - 1
    let scale = Double(sign: .plus, exponent: exponent, significand: 1)
    guard rows.mismatch * scale * scale <= Self.largestMismatch else { return nil }
    var radius = 0.0
    tiles = try rows.withKernel { kernelRows in
      let size = ck_screen_size(
        Int64(rows.count), Int32(columns), Int32(rows.categories.columns))
      nonisolated(unsafe) let kernelRows = kernelRows
      return try SharedBuffer<Float>.array(0, count: Int(size)) { tiles in
        radius =
          try parallelChunks(of: rows.count, grain: Self.grain, in: context) { range in
            ck_screen_fill(
              kernelRows, center, scale, Int64(range.lowerBound), Int64(range.upperBound),
              tiles.start)
          }.max() ?? 0
      }
    }
    self.center = center
    self.scale = scale
    self.radius = radius
    if case .never = use { return }
    // Differing categories have no inner product.
    guard rows.categories.columns == 0 else { return }
    integers = try IntegerScreen(
      rows, center: center, scale: scale, radius: radius, in: context)
    if case .ifUseful(let count) = use, try !integersHelp(count, among: rows, in: context) {
      integers = nil
    }
  }

  /// Whether integers answer most of a sample of the rows, so that few are asked for twice.
  private func integersHelp<Update>(
    _ count: Int, among rows: SearchRows, in context: RunContext<Update>
  ) throws -> Bool {
    let trials = min(rows.count, Self.trials)
    let sample = rows.rows((0..<trials).map { $0 * rows.count / trials })
    var failures = 0
    _ = try SharedBuffer<Int32>.array(-1, count: trials * count) { indices in
      _ = try SharedBuffer<Double>.array(.infinity, count: trials * count) { distances in
        let answers = NeighborAnswers(
          count: count, queries: sample, excluded: nil, indices: indices, distances: distances)
        for first in stride(from: 0, to: trials, by: Self.trialsAtOnce) {
          try context.checkCancellation()
          failures += answer(answers, first..<min(first + Self.trialsAtOnce, trials), among: rows)
        }
      }
    }
    return failures <= trials / 2
  }

  private static func sums(_ numbers: Matrix, _ range: Range<Int>) -> [Double] {
    let columns = numbers.columns
    var sums = [Double](repeating: 0, count: columns)
    numbers.storage.withUnsafeBufferPointer { storage in
      for row in range {
        for column in 0..<columns { sums[column] += storage[row * columns + column] }
      }
    }
    return sums
  }

  /// The largest distance from the center in one coordinate, or what is not a number.
  private static func largest(
    _ numbers: Matrix, _ range: Range<Int>, _ center: [Double]
  ) -> Double {
    let columns = numbers.columns
    return numbers.storage.withUnsafeBufferPointer { storage in
      var largest = 0.0
      for row in range {
        for column in 0..<columns {
          largest = larger(largest, (storage[row * columns + column] - center[column]).magnitude)
        }
      }
      return largest
    }
  }

  /// The larger one; what is not a number wins, to be noticed.
  private static func larger(_ one: Double, _ other: Double) -> Double {
    one >= other || one.isNaN ? one : other
  }

  /// Answers some of the queries; how many of them integers could not answer.
  @discardableResult
  func answer(_ answers: NeighborAnswers, _ range: Range<Int>, among rows: SearchRows) -> Int {
    rows.withKernel { rows in
      withKernel { screen in
        answers.withKernel(range) { queries in
          guard let integers else {
            ck_nearest_screened(rows, screen, queries)
            return 0
          }
          return integers.withKernel(center: screen.pointee.center) { integers in
            Int(ck_nearest_by_integers(rows, integers, screen, queries))
          }
        }
      }
    }
  }

  /// Lends what is in single precision to a kernel.
  private func withKernel<Result>(
    _ body: (UnsafePointer<ck_screen>) throws -> Result
  ) rethrows -> Result {
    try tiles.withUnsafeBufferPointer { tiles in
      try center.withUnsafeBufferPointer { center in
        var screen = ck_screen(
          tiles: tiles.baseAddress, center: center.baseAddress, scale: scale, radius: radius)
        return try body(&screen)
      }
    }
  }
}
