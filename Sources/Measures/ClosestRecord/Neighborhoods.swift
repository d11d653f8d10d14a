import Numeric
import Tabular

/// For each synthetic row the real rows that are nearest to it: one, or several at one distance.
/// Training rows are numbered first, then holdout rows.
struct Neighborhoods: Sendable {
  /// What a real row brings along when it is drawn.
  struct Cluster: Sendable {
    var sum = 0.0
    var rows = 0.0
  }

  let trainingCount: Int
  private let realCount: Int
  /// Nearest real rows of synthetic row `i`: `members[starts[i]..<starts[i + 1]]`.
  private var members: [Int32] = []
  private var starts = [0]

  init(_ training: ClosestLists.Side, _ holdout: ClosestLists.Side) {
    trainingCount = training.count
    realCount = training.count + holdout.count
    for row in training.lists.nearest.indices {
      let nearest = min(
        training.lists.distances[row * training.lists.count],
        holdout.lists.distances[row * holdout.lists.count])
      for (side, shift) in [(training, 0), (holdout, training.count)] {
        for place in row * side.lists.count..<(row + 1) * side.lists.count
        where side.lists.indices[place] >= 0 && side.lists.distances[place] == nearest {
          members.append(side.lists.indices[place] + Int32(shift))
        }
      }
      starts.append(members.count)
    }
  }

  /// The sum of the values of those synthetic rows that a real row is the nearest to, and their
  /// number, for each real row. Of several nearest ones the first counts.
  func clusters(of values: [Double]) -> [Cluster] {
    var clusters = [Cluster](repeating: Cluster(), count: realCount)
    for (row, value) in values.enumerated() where starts[row] < starts[row + 1] {
      let owner = Int(members[starts[row]])
      clusters[owner].sum += value
      clusters[owner].rows += 1
    }
    return clusters
  }

  /// The share of synthetic rows that are nearer to training than to holdout rows, half where both
  /// are equally near, if the same number of real rows is called training at random.
  /// O(real + synthetic rows).
  func shuffledShare(_ random: inout NumPyRandom) -> Double {
    var isTraining = [Bool](repeating: false, count: realCount)
    var left = trainingCount
    for row in 0..<realCount where random.integer(below: realCount - row) < left {
      isTraining[row] = true
      left -= 1
    }
    var sum = 0.0
    for row in 0..<starts.count - 1 {
      let nearest = members[starts[row]..<starts[row + 1]]
      let first = nearest.first.map { isTraining[Int($0)] }
      let isMixed = nearest.contains { isTraining[Int($0)] != first }
      sum += isMixed ? 0.5 : first == true ? 1 : 0
    }
    return sum / Double(starts.count - 1)
  }
}
