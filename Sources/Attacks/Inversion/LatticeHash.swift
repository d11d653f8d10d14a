import Numeric

/// Names lattice points and directions by 64-bit numbers.
///
/// The name is linear in the places, so the name of a point farther along a line is a sum. Two of
/// a million points get one name with a chance of 3 · 10⁻⁸.
struct LatticeHash: Sendable {
  private let factors: [UInt64]

  init(width: Int) {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    factors = (0..<width).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let mixed = (state ^ (state >> 31)) &* 0xBF58_476D_1CE4_E5B9
      return (mixed ^ (mixed >> 29)) | 1
    }
  }

  /// O(width).
  func name(of places: [Int32]) -> UInt64 {
    var sum: UInt64 = 0
    for (place, factor) in zip(places, factors) {
      sum = sum &+ UInt64(bitPattern: Int64(place)) &* factor
    }
    return sum
  }
}
