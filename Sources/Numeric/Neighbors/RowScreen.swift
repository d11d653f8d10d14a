import CKernels
import Jobs

/// Rows in single precision, centered and scaled: they rule out most rows at half the price.
struct RowScreen: Sendable {
  private let tiles: [Float]
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

  /// Nil where single precision cannot help: numbers that are not finite, or too large or small.
  ///
  /// O(rows × columns) time, four bytes a value. Throws `CancellationError`.
  init?<Update>(_ rows: SearchRows, in context: RunContext<Update>) throws {
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
    self.center = center
    self.scale = scale
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
    self.radius = radius
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

  /// Lends the screen to a kernel.
  func withKernel<Result>(_ body: (UnsafePointer<ck_screen>) throws -> Result) rethrows -> Result {
    try tiles.withUnsafeBufferPointer { tiles in
      try center.withUnsafeBufferPointer { center in
        var screen = ck_screen(
          tiles: tiles.baseAddress, center: center.baseAddress, scale: scale, radius: radius)
        return try body(&screen)
      }
    }
  }
}
