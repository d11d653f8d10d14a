import CKernels
import Jobs

/// Rows as points whose coordinates are integers of 16 bits: they rule out most rows at half the
/// price of single precision or less.
struct IntegerScreen: Sendable {
  private let tiles: [Int32]
  private let scale: Double
  private let residual: Double

  /// Rows between two looks at the cancel flag, a multiple of the rows in a tile.
  private static let grain = 4096

  /// - Parameters:
  ///   - center: what is subtracted from each column.
  ///   - scale: what the differences are multiplied with to measure `radius`.
  ///   - radius: the largest distance from the center after that, 0 or of the magnitude of 1.
  ///
  /// O(rows × columns) time, two bytes a value and four a row. Throws `CancellationError`.
  init<Update>(
    _ rows: SearchRows, center: [Double], scale: Double, radius: Double,
    in context: RunContext<Update>
  ) throws {
    let fit = radius == 0 ? scale : scale * Double(ck_integer_radius) / radius
    var residual = 0.0
    tiles = try rows.withKernel { kernelRows in
      nonisolated(unsafe) let kernelRows = kernelRows
      let size = ck_integer_screen_size(Int64(rows.count), Int32(rows.numbers.columns))
      return try SharedBuffer<Int32>.array(0, count: Int(size)) { tiles in
        residual =
          try parallelChunks(of: rows.count, grain: Self.grain, in: context) { range in
            ck_integer_screen_fill(
              kernelRows, center, fit, Int64(range.lowerBound), Int64(range.upperBound),
              tiles.start)
          }.max() ?? 0
      }
    }
    self.scale = fit
    self.residual = residual
  }

  /// Lends the points to a kernel.
  func withKernel<Result>(
    center: UnsafePointer<Double>?, _ body: (UnsafePointer<ck_integer_screen>) throws -> Result
  ) rethrows -> Result {
    try tiles.withUnsafeBufferPointer { tiles in
      var screen = ck_integer_screen(
        tiles: tiles.baseAddress, center: center, scale: scale, residual: residual)
      return try body(&screen)
    }
  }
}
