import Jobs

/// In how many directions rows vary.
public enum SpannedDimension {
  /// Values looked at between two looks at the cancel flag: a few milliseconds.
  private static let valuesAtOnce = 1_000_000

  /// The number of directions, counted up to `most`.
  ///
  /// The first direction leads from the first row to the one farthest from it; each further one to
  /// the row that lies farthest off those before. A direction counts if some row lies off the others
  /// by more than `tolerance` of the first distance: rounding must stay below that.
  ///
  /// - Parameters:
  ///   - rows: any matrix; all its values finite.
  ///   - most: the answer is at most this.
  ///   - tolerance: relative, above the rounding of the values.
  /// - Throws: `CancellationError`.
  /// - Complexity: O(rows × columns × most²) time, O(columns × most) memory.
  public static func count<Update>(
    of rows: Matrix, upTo most: Int, tolerance: Double, in context: RunContext<Update>
  ) throws -> Int {
    guard rows.rows > 1 else { return 0 }
    let origin = rows.row(0)
    var directions: [[Double]] = []
    var first = 0.0
    while directions.count < most {
      let (row, squared) = try farthest(of: rows, from: origin, off: directions, in: context)
      let distance = squared.squareRoot()
      guard distance > tolerance * first, distance > 0 else { break }
      if directions.isEmpty { first = distance }
      var rest = [Double](repeating: 0, count: rows.columns)
      load(row, of: rows, from: origin, into: &rest)
      // Twice, as what is left after the first time may be mostly rounding.
      for _ in 0..<2 { project(&rest, off: directions) }
      let length = squaredLength(rest).squareRoot()
      guard length > 0 else { break }
      directions.append(rest.map { $0 / length })
    }
    return directions.count
  }

  /// The row that lies farthest off the directions, the first of several.
  private static func farthest<Update>(
    of rows: Matrix, from origin: [Double], off directions: [[Double]],
    in context: RunContext<Update>
  ) throws -> (row: Int, squared: Double) {
    let grain = max(1, valuesAtOnce / max(1, rows.columns * (directions.count + 1)))
    let found = try parallelChunks(of: rows.rows, grain: grain, in: context) { range in
      var best = (row: range.lowerBound, squared: -1.0)
      var rest = [Double](repeating: 0, count: rows.columns)
      for row in range {
        load(row, of: rows, from: origin, into: &rest)
        project(&rest, off: directions)
        let squared = squaredLength(rest)
        if squared > best.squared { best = (row, squared) }
      }
      return best
    }
    return found.reduce((0, -1)) { $1.squared > $0.squared ? $1 : $0 }
  }

  /// What leads from the origin to a row.
  private static func load(
    _ row: Int, of rows: Matrix, from origin: [Double], into rest: inout [Double]
  ) {
    let start = row * rows.columns
    for column in rest.indices { rest[column] = rows.storage[start + column] - origin[column] }
  }

  /// Takes out what lies along the directions, which are at right angles to each other.
  private static func project(_ rest: inout [Double], off directions: [[Double]]) {
    for direction in directions {
      var along = 0.0
      for index in rest.indices { along += rest[index] * direction[index] }
      for index in rest.indices { rest[index] -= along * direction[index] }
    }
  }

  private static func squaredLength(_ vector: [Double]) -> Double {
    var sum = 0.0
    for value in vector { sum += value * value }
    return sum
  }
}
