import CKernels
import Jobs

/// How rows are searched. All give the same answer.
package enum NeighborEngine: Sendable, CaseIterable {
  /// All rows in double precision.
  case plain
  /// All rows in single precision, those in doubt in double precision.
  case screened
  /// All rows as integers, and queries for which these are too coarse as if screened.
  case integers
  /// A k-d tree.
  case tree
}

/// Exact nearest neighbors, by whatever way is fastest.
struct NeighborSearch: Sendable {
  let rows: SearchRows
  private let planner: NeighborPlanner

  /// Fewer queries are answered in the order they come in.
  private static let leastSorted = 512

  /// O(1): rows are prepared when they are searched.
  init(_ rows: SearchRows) {
    self.rows = rows
    planner = NeighborPlanner(rows)
  }

  /// The `count` nearest rows of each query.
  ///
  /// - Parameters:
  ///   - engine: the way to search, for tests; nil to choose.
  /// - Throws: `CancellationError`.
  func nearest<Update>(
    _ count: Int, to queries: SearchRows, excluding excluded: [Int32]?,
    by engine: NeighborEngine?, in context: RunContext<Update>
  ) throws -> NeighborLists {
    let way = try planner.way(to: count, of: queries.count, by: engine, in: context)
    var distances: [Double] = []
    let size = queries.count * count
    let indices = try SharedBuffer<Int32>.array(-1, count: size) { indices in
      distances = try SharedBuffer<Double>.array(.infinity, count: size) { distances in
        let answers = NeighborAnswers(
          count: count, queries: queries, excluded: excluded, indices: indices,
          distances: distances)
        try search(way, answers, in: context)
      }
    }
    return NeighborLists(count: count, indices: indices, squaredDistances: distances)
  }

  private func search<Update>(
    _ way: NeighborWay, _ answers: NeighborAnswers, in context: RunContext<Update>
  ) throws {
    let progress = ProgressCounter(of: answers.queries.count, in: context)
    switch way {
    case .plain:
      let grain = NeighborCosts.grain(NeighborCosts.plain(rows, answers.count), most: 64)
      _ = try parallelChunks(of: answers.queries.count, grain: grain, in: context) { range in
        rows.withKernel { rows in answers.withKernel(range) { ck_nearest_plain(rows, $0) } }
        progress.add(range.count)
      }
    case .screened(let screen):
      let grain = NeighborCosts.grain(NeighborCosts.screened(rows, answers.count), most: 128)
      _ = try parallelChunks(of: answers.queries.count, grain: grain, in: context) { range in
        screen.answer(answers, range, among: rows)
        progress.add(range.count)
      }
    case .tree(let tried):
      try search(tried, answers, progress, in: context)
    }
  }

  /// Queries that lie near each other are answered one after another: what they look at stays in
  /// the cache.
  private func search<Update>(
    _ tried: TriedTree, _ answers: NeighborAnswers, _ progress: ProgressCounter,
    in context: RunContext<Update>
  ) throws {
    let isSorted = answers.queries.count >= Self.leastSorted
    let order =
      isSorted
      ? try orderByLeaf(tried.tree, answers, in: context)
      : (0..<answers.queries.count).map { Int32($0) }
    let grain = NeighborCosts.grain(tried.cost, most: 1024)
    _ = try parallelChunks(of: order.count, grain: grain, in: context) { range in
      _ = rows.withKernel { rows in
        tried.tree.withKernel { tree in
          answers.withKernel(0..<answers.queries.count) { queries in
            order[range].withUnsafeBufferPointer { subset in
              ck_nearest_in_tree(rows, tree, queries, subset.baseAddress, Int64(subset.count))
            }
          }
        }
      }
      progress.add(range.count)
    }
  }

  /// The queries sorted by the leaf they belong to.
  private func orderByLeaf<Update>(
    _ tree: RowTree, _ answers: NeighborAnswers, in context: RunContext<Update>
  ) throws -> [Int32] {
    let leafOf = try parallelChunks(of: answers.queries.count, grain: 1024, in: context) { range in
      rows.withKernel { rows in
        tree.withKernel { tree in
          answers.withKernel(0..<answers.queries.count) { queries in
            var leaves = [Int32](repeating: 0, count: range.count)
            ck_tree_locate(
              rows, tree, queries, Int64(range.lowerBound), Int64(range.upperBound), &leaves)
            return leaves
          }
        }
      }
    }.flatMap(\.self)
    var places = [Int](repeating: 0, count: Int(ck_tree_leaves(Int64(rows.count))) + 1)
    for leaf in leafOf { places[Int(leaf) + 1] += 1 }
    for leaf in places.indices.dropFirst() { places[leaf] += places[leaf - 1] }
    var order = [Int32](repeating: 0, count: leafOf.count)
    for (query, leaf) in leafOf.enumerated() {
      order[places[Int(leaf)]] = Int32(query)
      places[Int(leaf)] += 1
    }
    return order
  }
}
