import CKernels
import Jobs
import Numeric

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A network while it is trained; it never leaves the thread that made it.
final class NetworkTraining {
  private let settings: NeuralNetwork
  private let sizes: [Int32]
  private var random: NumPyRandom
  private var weights: [Float]
  private var firstMoments: [Float]
  private var secondMoments: [Float]
  private var steps = 0

  /// Draws the first weights.
  init(_ settings: NeuralNetwork, columns: Int) {
    self.settings = settings
    sizes = ([columns] + settings.hidden + [1]).map { Int32($0) }
    random = NumPyRandom(seed: settings.seed)
    weights = []
    for layer in 1..<sizes.count {
      let (inputs, units) = (Int(sizes[layer - 1]), Int(sizes[layer]))
      let bound = (6 / Double(inputs + units)).squareRoot()
      for _ in 0..<(inputs + 1) * units { weights.append(Float(random.uniform(-bound, bound))) }
    }
    firstMoments = Array(repeating: 0, count: weights.count)
    secondMoments = firstMoments
  }

  /// Trains on `rows` and answers with log odds.
  func answers<Update>(
    to queries: Matrix, _ rows: Matrix, _ isPositive: [Bool], in context: RunContext<Update>
  ) throws -> [Double] {
    let values = rows.storage.map { Float($0) }
    let labels = isPositive.map { UInt8($0 ? 1 : 0) }
    var order = Array(0..<Int32(rows.rows))
    var least = Double.infinity
    var idle = 0
    for _ in 0..<settings.epochs {
      order = random.permutation(rows.rows).map { order[$0] }
      let loss = try epoch(values, labels, order, in: context)
      idle = loss > least - settings.tolerance ? idle + 1 : 0
      least = min(least, loss)
      if idle > settings.patience { break }
    }
    return logOdds(queries)
  }

  /// One pass over the rows: the mean of the losses before each step.
  private func epoch<Update>(
    _ values: [Float], _ labels: [UInt8], _ order: [Int32], in context: RunContext<Update>
  ) throws -> Double {
    var loss = 0.0
    let batch = max(1, min(settings.batch, order.count))
    var room = [Float](repeating: 0, count: roomFor(batch))
    for start in stride(from: 0, to: order.count, by: batch) {
      try context.checkCancellation()
      let size = min(batch, order.count - start)
      steps += 1
      let corrected =
        settings.learningRate * (1 - pow(0.999, Double(steps))).squareRoot()
        / (1 - pow(0.9, Double(steps)))
      let adam = ck_adam(rate: Float(corrected), penalty: Float(settings.penalty))
      let mean = withNetwork { network, state in
        order.withUnsafeBufferPointer { order in
          ck_network_step(
            network, state, values, labels, order.baseAddress.map { $0 + start }, Int64(size),
            adam, &room)
        }
      }
      loss += mean * Double(size)
    }
    return loss / Double(order.count)
  }

  private func logOdds(_ queries: Matrix) -> [Double] {
    let values = queries.storage.map { Float($0) }
    var odds = [Double](repeating: 0, count: queries.rows)
    var room = [Float](repeating: 0, count: roomFor(queries.rows))
    withNetwork { network, state in
      ck_network_answer(network, state.values, values, Int64(queries.rows), &room, &odds)
    }
    return odds
  }

  private func roomFor(_ batch: Int) -> Int {
    withNetwork { network, _ in Int(ck_network_room(network, Int64(batch))) }
  }

  private func withNetwork<Result>(_ body: (ck_network, ck_network_state) -> Result) -> Result {
    sizes.withUnsafeBufferPointer { sizes in
      weights.withUnsafeMutableBufferPointer { weights in
        firstMoments.withUnsafeMutableBufferPointer { first in
          secondMoments.withUnsafeMutableBufferPointer { second in
            body(
              ck_network(sizes: sizes.baseAddress, layers: Int32(sizes.count)),
              ck_network_state(
                values: weights.baseAddress, first_moments: first.baseAddress,
                second_moments: second.baseAddress))
          }
        }
      }
    }
  }
}
