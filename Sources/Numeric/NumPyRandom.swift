#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The Mersenne Twister stream of NumPy's legacy `RandomState`, so that a seed means here what it
/// means in imbalanced-learn: equal integer seeds give equal draws, bit for bit.
///
/// Source: Matsumoto and Nishimura 1998 (MT19937, `init_genrand`); the conversions of
/// `numpy.random.RandomState`. Status: verified against NumPy for several seeds.
public struct NumPyRandom: Sendable {
  private var state: [UInt32]
  private var position = 624
  /// The second of a pair of normal draws, kept for the next call.
  private var keptNormal: Double?

  /// The stream of `RandomState(seed)`.
  public init(seed: UInt32) {
    state = [seed]
    state.reserveCapacity(624)
    for index in 1..<624 {
      let last = state[index - 1]
      state.append(1_812_433_253 &* (last ^ (last >> 30)) &+ UInt32(index))
    }
  }

  /// 32 random bits.
  public mutating func bits() -> UInt32 {
    if position == 624 { refill() }
    var word = state[position]
    position += 1
    word ^= word >> 11
    word ^= (word << 7) & 0x9d2c_5680
    word ^= (word << 15) & 0xefc6_0000
    return word ^ (word >> 18)
  }

  /// Uniform in 0..<1, 53 bits: `random_sample()`, `uniform()`.
  public mutating func uniform() -> Double {
    let high = Double(bits() >> 5)
    let low = Double(bits() >> 6)
    return (high * 67_108_864 + low) / 9_007_199_254_740_992
  }

  /// Uniform in `low..<high`: `uniform(low, high)`.
  public mutating func uniform(_ low: Double, _ high: Double) -> Double {
    low + (high - low) * uniform()
  }

  /// A whole number in `0..<bound`: `randint(0, bound)`. `bound` from 1 to 2³².
  public mutating func integer(below bound: Int) -> Int {
    precondition(bound > 0 && bound - 1 <= Int(UInt32.max), "a bound from 1 to 2³²")
    let largest = UInt32(bound - 1)
    guard largest > 0 else { return 0 }
    let mask = UInt32.max >> UInt32(largest.leadingZeroBitCount)
    while true {
      let candidate = bits() & mask
      if candidate <= largest { return Int(candidate) }
    }
  }

  /// Standard normal by the polar method: `standard_normal()`.
  public mutating func normal() -> Double {
    if let kept = keptNormal {
      keptNormal = nil
      return kept
    }
    while true {
      let first = 2 * uniform() - 1
      let second = 2 * uniform() - 1
      let square = first * first + second * second
      guard square < 1, square > 0 else { continue }
      let factor = (-2 * log(square) / square).squareRoot()
      keptNormal = factor * first
      return factor * second
    }
  }

  /// The numbers `0..<count` in random order: `permutation(count)`.
  public mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, integer(below: last + 1))
    }
    return order
  }

  private mutating func refill() {
    state.withUnsafeMutableBufferPointer { state in
      for index in 0..<624 {
        let word = (state[index] & 0x8000_0000) | (state[(index + 1) % 624] & 0x7fff_ffff)
        let twist: UInt32 = word & 1 == 0 ? 0 : 0x9908_b0df
        state[index] = state[(index + 397) % 624] ^ (word >> 1) ^ twist
      }
    }
    position = 0
  }
}
