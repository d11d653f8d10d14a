import CKernels
import Numeric

/// Neighbors of a row that are on one line with it.
enum CollinearGroups {
  /// For each subject the groups of at least two of its neighbors in line with it.
  ///
  /// - Parameters:
  ///   - neighbors: `count` for each subject, or -1.
  ///   - largestAngle: directions known less well are not compared.
  static func of(
    _ subjects: [Int32], _ cloud: PointCloud, _ neighbors: [Int32], count: Int,
    _ largestAngle: Double
  ) -> [[[Int32]]] {
    var list = ck_list()
    defer { ck_list_free(&list) }
    cloud.withKernelPoints { points in
      ck_collinear_groups(
        points, subjects, Int64(subjects.count), neighbors, Int32(count), largestAngle,
        &list)
    }
    let items = UnsafeBufferPointer(start: list.items, count: Int(list.count))
    var position = 0
    return subjects.map { _ in
      let groupCount = Int(items[position + 1])
      position += 2
      return (0..<groupCount).map { _ in
        let size = Int(items[position])
        defer { position += size + 1 }
        return Array(items[position + 1..<position + 1 + size])
      }
    }
  }

  /// The same among neighbors as they were found.
  static func of(
    _ subjects: [Int32], _ cloud: PointCloud, _ lists: NeighborLists, _ largestAngle: Double
  ) -> [[[Int32]]] {
    of(subjects, cloud, lists.indices, count: lists.count, largestAngle)
  }
}
