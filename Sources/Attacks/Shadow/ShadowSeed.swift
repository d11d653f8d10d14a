/// Seeds that follow from what they are for, so that a run is the same whenever and on whichever
/// thread it is made.
enum ShadowSeed {
  /// A number that depends on all parts and their order (the finalizer of SplitMix64).
  static func mixed(_ parts: UInt64...) -> UInt64 {
    parts.reduce(0x5368_6164_6f77) { state, part in
      var word = (state ^ part) &+ 0x9e37_79b9_7f4a_7c15
      word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
      word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
      return word ^ (word >> 31)
    }
  }

  /// 32 bits of it, for generators that take no more.
  static func short(_ seed: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: seed ^ (seed >> 32)) }
}
