import CKernels
import Jobs

/// Mixed rows as integers of 16 bits: they rule out most rows at a fraction of the price.
struct MixedScreen: Sendable {
  /// Columns that count 0 or 1.
  private var labels = 0
  /// The labels, then the columns of numbers; columns without weight are left out.
  private var columns: [Int32] = []
  private var most: [UInt16] = []
  private var origins: [Double] = []
  private var steps: [Double] = []
  private let scale: Double
  private var tiles: [UInt16] = []

  /// What all columns together add at most, and what one adds; the kernel's proof needs both.
  private static let mostOfAll = 65_000.0, mostOfOne = 16_000.0
  /// Weights whose products with distances neither underflow nor overflow.
  private static let weights = 1e-100...1e100
  /// Values that tell where the middle of a column is.
  private static let sample = 1000
  /// Rows between two looks at the cancel flag, a multiple of the rows in a tile.
  private static let grain = 4096

  /// Nil where integers cannot help: weights below 0, too large, too small or no numbers.
  ///
  /// O(rows × columns) time, two bytes a value. Throws `CancellationError`.
  init?<Update>(_ rows: MixedRows, in context: RunContext<Update>) throws {
    let space = rows.space
    guard space.weights.allSatisfy({ $0 >= 0 }), let heaviest = space.weights.max(),
      Self.weights.contains(space.weights.reduce(0, +))
    else { return nil }
    let total = space.weights.reduce(0, +)
    scale = min(Self.mostOfAll / total, Self.mostOfOne / heaviest)
    let isNumber = space.ranges.map { ($0 ?? 0) > 0 }
    let chosen = space.weights.indices.filter { space.weights[$0] * scale >= 1 }
    for column in chosen where !isNumber[column] { add(column, of: rows) }
    labels = columns.count
    for column in chosen where isNumber[column] { add(column, of: rows) }
    tiles = try Self.tiles(of: rows, by: self, in: context)
  }

  private mutating func add(_ column: Int, of rows: MixedRows) {
    let step = rows.space.weights[column] * scale
    let most = step.rounded(.down)
    columns.append(Int32(column))
    self.most.append(UInt16(most))
    steps.append(step)
    // The middle of the rows is to be the middle of the codes.
    origins.append(Self.middle(of: column, of: rows) - (65535 - most) / 2 / step)
  }

  /// The median of a sample; 0 where all values are missing or infinite.
  private static func middle(of column: Int, of rows: MixedRows) -> Double {
    let width = rows.space.names.count
    let values = stride(from: 0, to: rows.count, by: max(1, rows.count / sample))
      .map { rows.values[$0 * width + column] }.filter(\.isFinite).sorted()
    return values.isEmpty ? 0 : values[values.count / 2]
  }

  private static func tiles<Update>(
    of rows: MixedRows, by screen: MixedScreen, in context: RunContext<Update>
  ) throws -> [UInt16] {
    try parallelChunks(of: rows.count, grain: grain, in: context) { range in
      rows.withKernel(range) { columns, part in
        screen.withKernel { screen in
          let size = Int(ck_mixed_screen_size(screen, part.pointee.n))
          return [UInt16](unsafeUninitializedCapacity: size) { buffer, initialized in
            if let start = buffer.baseAddress { ck_mixed_screen_fill(columns, screen, part, start) }
            initialized = size
          }
        }
      }
    }.flatMap(\.self)
  }

  /// Lends the screen to a kernel.
  func withKernel<Result>(_ body: (UnsafePointer<ck_mixed_screen>) -> Result) -> Result {
    columns.withUnsafeBufferPointer { columns in
      most.withUnsafeBufferPointer { most in
        origins.withUnsafeBufferPointer { origins in
          steps.withUnsafeBufferPointer { steps in
            tiles.withUnsafeBufferPointer { tiles in
              var screen = ck_mixed_screen(
                labels: Int32(labels), numbers: Int32(columns.count - labels),
                columns: columns.baseAddress, most: most.baseAddress,
                origins: origins.baseAddress, steps: steps.baseAddress, scale: scale,
                tiles: tiles.baseAddress)
              return body(&screen)
            }
          }
        }
      }
    }
  }
}
