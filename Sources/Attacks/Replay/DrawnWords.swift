import Numeric

/// The random words of one seed, enough to draw a release from.
struct DrawnWords: Sendable {
  let seed: UInt32
  let words: [UInt32]

  /// Words for whole numbers: at least every other one is accepted, and room for bad luck.
  private static func numberWords(_ rows: Int) -> Int {
    2 * rows + 16 * Int(Double(rows).squareRoot()) + 64
  }

  /// O(rows).
  init(seed: UInt32, rows: Int) {
    self.seed = seed
    var random = NumPyRandom(seed: seed)
    words = (0..<Self.numberWords(rows) + 2 * rows).map { _ in random.bits() }
  }

  /// What was drawn for each of `rows` rows, for draws that the search found.
  func draws(_ bounds: DrawBounds, rows: Int) -> ReplayedDraws {
    let mask = UInt32.max >> UInt32(UInt32(bounds.first - 1).leadingZeroBitCount)
    var numbers: [Int] = []
    numbers.reserveCapacity(rows)
    for word in words where numbers.count < rows {
      let number = Int(word & mask)
      if number < bounds.first { numbers.append(number) }
    }
    let steps = (0..<rows).map { row in
      let place = bounds.position + 2 * row
      return (Double(words[place] >> 5) * 67_108_864 + Double(words[place + 1] >> 6))
        / 9_007_199_254_740_992
    }
    return ReplayedDraws(numbers: numbers, steps: steps)
  }
}

/// Bounds (bases × neighbors) that all give the same draws.
struct DrawBounds: Sendable, Equatable {
  let first: Int
  var last: Int
  /// The word that the first step is made of.
  let position: Int

  /// The numbers of bases that these bounds are for so many neighbors each, nil if there are none.
  func bases(k: Int, atMost most: Int) -> ClosedRange<Int>? {
    let low = max(2, (first + k - 1) / k)
    let high = min(most, last / k)
    return low <= high ? low...high : nil
  }
}

/// What is drawn for each row: which pair of records, and how far from the first to the second.
struct ReplayedDraws: Sendable {
  /// base · k + column of the neighbor, one per row.
  let numbers: [Int]
  /// In 0..<1, one per row.
  let steps: [Double]
}
