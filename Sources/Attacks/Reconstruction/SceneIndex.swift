import Jobs
import Numeric

/// Searches a large scene: its rows by one index, records by another for each batch in which they
/// were found.
struct SceneIndex: Sendable {
  private struct Part: Sendable {
    var neighbors: RowNeighbors
    /// Point number of each row searched, or -1 for a row that is no point of the scene.
    let points: [Int32]
    /// Those that are explained by now.
    var hidden: HiddenRows?
  }

  private var rows: Part?
  private var records: [Part] = []
  private var recordCount = 0

  /// The rows are indexed anew when fewer than this share of those in the index count.
  private static let leastVisible = 0.5

  /// Knows no point yet.
  init() {}

  /// Starts from a search among the rows of the scene and perhaps others; it has to be updated
  /// before it is used.
  ///
  /// - Parameter points: for each row searched its point number, or -1.
  init(_ neighbors: RowNeighbors, points: [Int32]) {
    rows = Part(neighbors: neighbors, points: points)
  }

  /// Takes in the points of a scene as they are now: the first `rowCount` are rows, the others
  /// records, of which none goes and new ones come last.
  mutating func update(
    _ released: Matrix, isVisible: [Bool], rowCount: Int, in context: RunContext<AttackUpdate>
  ) throws {
    try updateRows(released, isVisible, rowCount, in: context)
    var first = rowCount + recordCount
    guard first < released.rows else { return }
    // A batch not much larger than what comes after it joins it: there are never many.
    while let last = records.last, last.points.count <= 2 * (released.rows - first) {
      first -= last.points.count
      records.removeLast()
    }
    records.append(try part(released, (first..<released.rows).map { Int32($0) }, in: context))
    recordCount = released.rows - rowCount
  }

  private mutating func updateRows(
    _ released: Matrix, _ isVisible: [Bool], _ rowCount: Int, in context: RunContext<AttackUpdate>
  ) throws {
    let visible = (0..<rowCount).filter { isVisible[$0] }
    if let known = rows, case .approximate(let index) = known.neighbors,
      Double(visible.count) >= Self.leastVisible * Double(known.points.count)
    {
      rows?.hidden =
        visible.count == known.points.count
        ? nil
        : index.hiding { row in
          let point = Int(known.points[row])
          return point < 0 || !isVisible[point]
        }
    } else if rows?.points.count != visible.count {
      rows = try part(released, visible.map { Int32($0) }, in: context)
    }
  }

  private func part(
    _ released: Matrix, _ points: [Int32], in context: RunContext<AttackUpdate>
  ) throws -> Part {
    let neighbors = try RowNeighbors(released.rows(points.map(Int.init)), in: context)
    return Part(neighbors: neighbors, points: points)
  }

  /// The `count` nearest points of each place, by their numbers; on the calling thread.
  func nearest(
    _ count: Int, to places: Matrix, in context: RunContext<AttackUpdate>
  ) throws -> NeighborLists {
    var lists = NeighborLists(
      count: count, indices: Array(repeating: -1, count: count * places.rows),
      squaredDistances: Array(repeating: .infinity, count: count * places.rows))
    for part in (rows.map { [$0] } ?? []) + records {
      let found = try part.neighbors.nearest(
        min(count, part.points.count), to: places, hidden: part.hidden, in: context)
      lists = lists.merged(with: found.renamed(part.points))
    }
    return lists
  }

  /// The numbers of places in the order in which they are searched fastest.
  func order(of places: Matrix) -> [Int] {
    guard let rows, case .approximate(let index) = rows.neighbors else {
      return Array(0..<places.rows)
    }
    return index.order(of: places)
  }

  /// Rows of the scene in the order in which they are searched fastest.
  func sorted(_ points: [Int]) -> [Int] {
    guard let rows, case .approximate(let index) = rows.neighbors else { return points }
    var isAsked = [Bool](repeating: false, count: (points.max() ?? -1) + 1)
    for point in points { isAsked[point] = true }
    var sorted: [Int] = []
    sorted.reserveCapacity(points.count)
    for row in index.order {
      let point = Int(rows.points[Int(row)])
      guard point >= 0, point < isAsked.count, isAsked[point] else { continue }
      isAsked[point] = false
      sorted.append(point)
    }
    return sorted + points.filter { isAsked[$0] }
  }
}
