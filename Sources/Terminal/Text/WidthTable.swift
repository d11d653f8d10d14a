/// Which scalars take two columns.
enum WidthTable {
  /// 1 or 2 for a scalar that is drawn.
  static func width(of scalar: Unicode.Scalar) -> Int {
    guard scalar.value >= 0x1100 else { return 1 }
    if scalar.properties.isEmojiPresentation { return 2 }
    return wide.contains { $0.contains(scalar.value) } ? 2 : 1
  }

  /// East Asian Wide and Fullwidth of Unicode 16 without the emoji, which have a property of their
  /// own. Gaps of unassigned code points are bridged: those are never drawn.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F,  // leading consonants of Hangul
    0x2329...0x232A,  // angle brackets
    0x2630...0x2637,  // trigrams
    0x268A...0x268F,  // monograms and digrams
    0x2E80...0x303E,  // radicals, punctuation
    0x3041...0x3247,  // kana, bopomofo, enclosed letters
    0x3250...0xA4C6,  // ideographs, hexagrams, Yi
    0xA960...0xA97C,  // more consonants of Hangul
    0xAC00...0xD7A3,  // syllables of Hangul
    0xF900...0xFAD9,  // compatibility ideographs
    0xFE10...0xFE19,  // vertical forms
    0xFE30...0xFE6B,  // vertical and small forms
    0xFF01...0xFF60,  // fullwidth forms
    0xFFE0...0xFFE6,  // fullwidth signs
    0x16FE0...0x1B2FB,  // Tangut, Khitan, Nushu, more kana
    0x1D300...0x1D376,  // Tai Xuan Jing, counting rods
    0x1F200...0x1F265,  // enclosed ideographs
    0x20000...0x3FFFD,  // ideographs of the higher planes
  ]
}
