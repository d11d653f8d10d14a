import Numeric

/// Draws whose chances are exact: made of whole numbers alone, so that no rounding of a logarithm or
/// of a fraction tells what was added to an answer.
///
/// Source: Canonne, Kamath, Steinke: The Discrete Gaussian for Differential Privacy, NeurIPS 2020,
/// algorithm 1.
extension NumPyRandom {
  /// A whole number in `0..<bound`, all equally likely. `bound` is 1 or more.
  mutating func wholeNumber(below bound: UInt64) -> UInt64 {
    let largest = bound - 1
    guard largest > 0 else { return 0 }
    let mask = UInt64.max >> UInt64(largest.leadingZeroBitCount)
    while true {
      let high = mask > UInt64(UInt32.max) ? UInt64(bits()) << 32 : 0
      let candidate = (high | UInt64(bits())) & mask
      if candidate <= largest { return candidate }
    }
  }

  /// True with chance `part / whole`. `part` is at most `whole`.
  mutating func happens(_ part: UInt64, of whole: UInt64) -> Bool {
    wholeNumber(below: whole) < part
  }

  /// True with chance exp(−`part` / `whole`). `part` is at most `whole`.
  ///
  /// The number of steps that succeed with chance γ, γ/2, γ/3 … is even with chance e^−γ.
  mutating func happensWithExp(_ part: UInt64, of whole: UInt64) -> Bool {
    var step: UInt64 = 1
    while happens(part, of: whole * step) { step += 1 }
    return step % 2 == 1
  }
}
