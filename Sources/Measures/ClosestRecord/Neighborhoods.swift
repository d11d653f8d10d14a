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

  /// Where more rows are equally near than are listed, those stand for all of them that come first
  /// in a random order of all real rows; who is training and who is holdout has no say in it, so
  /// shuffles stay exact.
  ///
  /// - Parameters:
  ///   - training, holdout: the nearest rows of either table for each synthetic row.
  ///   - sizes: rows of either table.
  init(
    _ training: NearestRows, _ holdout: NearestRows, sizes: (training: Int, holdout: Int),
    _ random: inout NumPyRandom
  ) {
    trainingCount = sizes.training
    realCount = sizes.training + sizes.holdout
    let places = Self.places(sizes, &random)
    let most = max(training.count, holdout.count)
    for row in training.nearest.indices {
      let nearest = min(
        training.distances[row * training.count], holdout.distances[row * holdout.count])
      var found: [Int32] = []
      for (lists, shift) in [(training, 0), (holdout, sizes.training)] {
        for place in row * lists.count..<(row + 1) * lists.count
        where lists.indices[place] >= 0 && lists.distances[place] == nearest {
          found.append(lists.indices[place] + Int32(shift))
        }
      }
      members += found.sorted { places[Int($0)] < places[Int($1)] }.prefix(most)
      starts.append(members.count)
    }
  }

  /// A place among all real rows for each of them: both tables keep their order and are mixed at
  /// random.
  private static func places(
    _ sizes: (training: Int, holdout: Int), _ random: inout NumPyRandom
  ) -> [Int] {
    var training: [Int] = []
    var holdout: [Int] = []
    let count = sizes.training + sizes.holdout
    for place in 0..<count {
      if random.integer(below: count - place) < sizes.training - training.count {
        training.append(place)
      } else {
        holdout.append(place)
      }
    }
    return training + holdout
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
  /// are equally near. O(synthetic rows).
  var share: Double { share((0..<realCount).map { $0 < trainingCount }) }

  /// The same if as many real rows are called training at random. O(real + synthetic rows).
  func shuffledShare(_ random: inout NumPyRandom) -> Double {
    var isTraining = [Bool](repeating: false, count: realCount)
    var left = trainingCount
    for row in 0..<realCount where random.integer(below: realCount - row) < left {
      isTraining[row] = true
      left -= 1
    }
    return share(isTraining)
  }

  private func share(_ isTraining: [Bool]) -> Double {
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
