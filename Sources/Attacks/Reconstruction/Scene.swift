import CKernels
import Jobs
import Numeric

/// What the reconstruction knows at a moment: released rows not yet explained, and records rebuilt.
///
/// Points are numbered: first the released rows that still matter, then the records in the order
/// they were found.
struct Scene: Sendable {
  /// All points, scaled for geometry.
  private(set) var cloud: PointCloud
  /// The same points in release units: neighbors are neighbors there, as for the oversampler.
  private(set) var released: Matrix
  /// `ck_kind_…` of each point.
  private(set) var kinds: [UInt8]
  /// The certain line each point stands for, or -1.
  private(set) var lines: [Int32]
  let rowCount: Int
  /// Released row of each of the first `rowCount` points.
  let rowNumbers: [Int]
  /// Released rows on each certain line, in order.
  let lineRows: [[Int]]
  /// Records, the first ones, that were known from the start and are not claimed.
  var givenCount = 0
  /// What a large scene is searched by; nil where all points are compared with all.
  private(set) var index: SceneIndex?

  var recordCount: Int { kinds.count - rowCount }
  var records: Range<Int> { rowCount..<kinds.count }

  /// - Parameters:
  ///   - cloud, released: different released rows, scaled and not.
  ///   - rowNumbers: where each stands in the release.
  init(_ cloud: PointCloud, released: Matrix, rowNumbers: [Int], lines certain: CertainLines) {
    let crossings = Set(certain.crossings)
    var lineOf = [Int: Int32]()
    var inner = crossings
    for (number, rows) in certain.lines.enumerated() {
      // Two rows say all that a line says: keep the ends, which know its direction best.
      for row in rows.dropFirst().dropLast() { inner.insert(row) }
      for end in [rows[0], rows[rows.count - 1]] { lineOf[end] = Int32(number) }
    }
    let kept = (0..<released.rows).filter { !inner.contains($0) }
    self.cloud = cloud.replacing(cloud.coordinates.rows(kept))
    self.released = released.rows(kept)
    kinds = Array(repeating: UInt8(ck_kind_free), count: kept.count)
    lines = kept.map { lineOf[$0] ?? -1 }
    rowCount = kept.count
    self.rowNumbers = kept.map { rowNumbers[$0] }
    lineRows = certain.lines.map { $0.map { rowNumbers[$0] } }
    guard RowNeighbors.isLarge(rows: rowCount, columns: released.columns) else { return }
    var points = [Int32](repeating: -1, count: released.rows)
    for (point, row) in kept.enumerated() { points[row] = Int32(point) }
    index = SceneIndex(certain.search, points: points)
  }

  /// For each row the other end of the certain line that it stands for, or -1.
  var mates: [Int32] {
    var ends = [Int32](repeating: -1, count: lineRows.count)
    var mates = [Int32](repeating: -1, count: rowCount)
    for point in 0..<rowCount where lines[point] >= 0 {
      let line = Int(lines[point])
      if ends[line] >= 0 {
        mates[point] = ends[line]
        mates[Int(ends[line])] = Int32(point)
      }
      ends[line] = Int32(point)
    }
    return mates
  }

  /// Adds rebuilt records, given in the scale of the cloud.
  mutating func addRecords(_ places: Matrix) {
    let values = (0..<places.rows).flatMap { cloud.released(places.row($0)[...]) }
    cloud.append(places)
    released = released.stacked(
      on: Matrix(rows: places.rows, columns: places.columns, storage: values))
    kinds += Array(repeating: UInt8(ck_kind_record), count: places.rows)
    lines += Array(repeating: -1, count: places.rows)
  }

  /// Marks rows that lie between two known records: they have told what they know.
  mutating func explain(_ points: [Int32]) {
    for point in points { kinds[Int(point)] = UInt8(ck_kind_explained) }
  }

  func isFree(_ point: Int) -> Bool { kinds[point] == UInt8(ck_kind_free) }

  func isRecord(_ point: Int) -> Bool { point >= rowCount }

  /// Prepares the search of a large scene, as it is now.
  mutating func updateIndex(in context: RunContext<AttackUpdate>) throws {
    guard index != nil || RowNeighbors.isLarge(rows: rowCount, columns: released.columns) else {
      return
    }
    var updated = index ?? SceneIndex()
    try updated.update(
      released, isVisible: kinds.map { $0 != UInt8(ck_kind_explained) }, rowCount: rowCount,
      in: context)
    index = updated
  }

  /// A search among the points that are not explained; in a large scene, that were not when its
  /// index was updated.
  func search() -> SceneSearch {
    if let index { return .indexed(index) }
    let active = kinds.indices.filter { kinds[$0] != UInt8(ck_kind_explained) }
    return .all(NearestNeighbors(released.rows(active)), points: active.map { Int32($0) })
  }

  /// Lends the points and what is known of them to a kernel.
  func withKernel<Result>(
    _ body: (UnsafePointer<ck_points>, UnsafePointer<ck_roles>) throws -> Result
  ) rethrows -> Result {
    try cloud.withKernelPoints { points in
      try kinds.withUnsafeBufferPointer { kinds in
        try lines.withUnsafeBufferPointer { lines in
          var roles = ck_roles(kind: kinds.baseAddress, line: lines.baseAddress)
          return try body(points, &roles)
        }
      }
    }
  }
}
