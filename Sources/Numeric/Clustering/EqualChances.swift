/// One of many with equal chances, drawn as NumPy's `choice(count, p=…)` draws: a uniform number is
/// looked up among the summed chances. Not the same draws as those of `integer(below:)`.
struct EqualChances {
  /// The summed chances, the last of them 1.
  private let sums: [Double]

  /// - Parameter count: at least 1.
  init(_ count: Int) {
    let chance = 1 / Double(count)
    var sums: [Double] = []
    sums.reserveCapacity(count)
    var sum = 0.0
    for _ in 0..<count {
      sum += chance
      sums.append(sum)
    }
    let total = sum
    self.sums = sums.map { $0 / total }
  }

  /// A number in `0..<count`. O(log count).
  func draw(_ random: inout NumPyRandom) -> Int {
    let number = random.uniform()
    return sums.firstPlace { $0 > number }
  }
}

extension [Double] {
  /// The first place in ascending numbers from where on `isBeyond` holds; `count` if it never does.
  /// O(log count).
  func firstPlace(where isBeyond: (Double) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = low + (high - low) / 2
      if isBeyond(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
