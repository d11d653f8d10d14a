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

  /// A search among the points that are not explained.
  func search() -> SceneSearch {
    let active = kinds.indices.filter { kinds[$0] != UInt8(ck_kind_explained) }
    return SceneSearch(
      neighbors: NearestNeighbors(released.rows(active)), points: active.map { Int32($0) })
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

/// Nearest points of a scene as it was at a moment.
struct SceneSearch: Sendable {
  fileprivate let neighbors: NearestNeighbors
  fileprivate let points: [Int32]

  /// The `count` nearest active points of each place (release units), as point numbers, -1 for
  /// none; and the squared distance of the last of them.
  ///
  /// Works on the calling thread, as part of a parallel loop; `context` only says when to stop.
  func nearest(
    _ count: Int, to places: Matrix, in context: RunContext<AttackUpdate>
  ) throws -> (indices: [Int32], reach: [Double]) {
    let lists = try neighbors.nearest(
      count, to: places, in: context.silenced(Never.self, threads: 1))
    let indices = lists.indices.map { $0 < 0 ? -1 : points[Int($0)] }
    let reach = (0..<places.rows).map { row in lists.squaredDistances[(row + 1) * count - 1] }
    return (indices, reach)
  }
}
