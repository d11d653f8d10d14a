import CKernels
import Jobs

/// A tree, and what a search in it costs in nanoseconds.
struct TriedTree: Sendable {
  let tree: RowTree
  let cost: Double
}

/// A way to search, with what it needs.
enum NeighborWay: Sendable {
  case plain
  case screened(RowScreen)
  case tree(TriedTree)
}

/// Chooses how rows are searched, by what there is to find and how many queries there have been.
///
/// Preparations are made when they pay, by the first call that needs them, and kept. If several
/// threads need them at once, each makes its own and one is kept: nobody waits for a lock.
final class NeighborPlanner: Sendable {
  private enum Preparation<Prepared: Sendable>: Sendable {
    case untried
    case useless
    case ready(Prepared)
  }

  private struct State: Sendable {
    /// Queries so far.
    var asked = 0
    var screen = Preparation<RowScreen>.untried
    var tree = Preparation<RowTree>.untried
    /// What a search in the tree costs, by the magnitude of the number of neighbors.
    var costs: [Int: Double] = [:]
  }

  private let rows: SearchRows
  private let state = Locked(State())

  init(_ rows: SearchRows) { self.rows = rows }

  /// The way to find `count` neighbors of each of so many more queries: `engine`, or, for nil, the
  /// fastest. Throws `CancellationError`.
  func way<Update>(
    to count: Int, of queries: Int, by engine: NeighborEngine?, in context: RunContext<Update>
  ) throws -> NeighborWay {
    switch engine {
    case .plain: return .plain
    case .screened:
      return try RowScreen(rows, integers: .never, in: context).map { .screened($0) } ?? .plain
    case .integers:
      return try RowScreen(rows, integers: .always, in: context).map { .screened($0) } ?? .plain
    case .tree:
      let tree = try RowTree(rows, in: context)
      return tree.map { .tree(TriedTree(tree: $0, cost: NeighborCosts.plain(rows, count))) }
        ?? .plain
    case nil: return try fastest(to: count, of: queries, in: context)
    }
  }

  private func fastest<Update>(
    to count: Int, of queries: Int, in context: RunContext<Update>
  ) throws -> NeighborWay {
    let state = state.withLock { state in
      state.asked += queries
      return state
    }
    guard rows.count >= NeighborCosts.leastRows, state.asked >= NeighborCosts.leastScreened
    else { return .plain }
    if let tree = try tree(state, to: count, in: context) { return .tree(tree) }
    guard NeighborCosts.screened(rows, count) < NeighborCosts.plain(rows, count)
    else { return .plain }
    if let screen = try screen(state, to: count, in: context) { return .screened(screen) }
    return .plain
  }

  private func screen<Update>(
    _ known: State, to count: Int, in context: RunContext<Update>
  ) throws -> RowScreen? {
    switch known.screen {
    case .ready(let screen): return screen
    case .useless: return nil
    case .untried:
      let integers: RowScreen.Integers =
        NeighborCosts.canUseIntegers(rows) ? .ifUseful(neighbors: count) : .never
      let screen = try RowScreen(rows, integers: integers, in: context)
      state.withLock { $0.screen = screen.map { .ready($0) } ?? .useless }
      return screen
    }
  }

  /// A tree, if a search in it costs less than with a screen.
  private func tree<Update>(
    _ known: State, to count: Int, in context: RunContext<Update>
  ) throws -> TriedTree? {
    let tree: RowTree
    switch known.tree {
    case .ready(let ready): tree = ready
    case .useless: return nil
    case .untried:
      guard known.asked * 1000 >= rows.count * NeighborCosts.leastPerThousand else { return nil }
      guard let built = try RowTree(rows, in: context) else {
        state.withLock { $0.tree = .useless }
        return nil
      }
      tree = built
    }
    let magnitude = Int.bitWidth - count.leadingZeroBitCount
    let cost = try known.costs[magnitude] ?? tried(tree, to: count, in: context)
    let pays = cost < NeighborCosts.screened(rows, count)
    state.withLock { state in
      state.costs[magnitude] = cost
      // A tree that lost before it ever won is not kept: more neighbors only cost it more.
      if case .untried = state.tree { state.tree = pays ? .ready(tree) : .useless }
    }
    return pays ? TriedTree(tree: tree, cost: cost) : nil
  }

  /// What a search costs on average, tried on a sample of the rows themselves.
  private func tried<Update>(
    _ tree: RowTree, to count: Int, in context: RunContext<Update>
  ) throws -> Double {
    let trials = min(rows.count, NeighborCosts.trials)
    let sample = rows.rows((0..<trials).map { $0 * rows.count / trials })
    var cost = 0.0
    _ = try SharedBuffer<Int32>.array(-1, count: trials * count) { indices in
      _ = try SharedBuffer<Double>.array(.infinity, count: trials * count) { distances in
        let answers = NeighborAnswers(
          count: count, queries: sample, excluded: nil, indices: indices, distances: distances)
        for trial in 0..<trials {
          try context.checkCancellation()
          let visits = rows.withKernel { rows in
            tree.withKernel { tree in
              answers.withKernel(trial..<trial + 1) { ck_nearest_in_tree(rows, tree, $0, [0], 1) }
            }
          }
          cost += NeighborCosts.tree(rows, count, visits) / Double(trials)
        }
      }
    }
    return cost
  }
}
