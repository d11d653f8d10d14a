/// What one Unicode scalar means for drawing.
enum ScalarKind: Equatable {
  case printable(width: Int)
  case space(width: Int)
  /// C0, DEL, C1.
  case control
  /// Sits on the character before it and takes no column.
  case mark
  /// Would not be seen, or would change how its surroundings are seen: bidirectional controls,
  /// zero-width characters, tags, private use, unassigned.
  case hidden
  /// U+FE0E and U+FE0F, which choose between text and emoji.
  case emojiSelector
  /// U+200D.
  case joiner
  /// A skin tone.
  case modifier
  /// Half of a flag.
  case regional
  case rightToLeft

  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x20, 0xA0: self = .space(width: 1)
    case 0x21...0x7E: self = .printable(width: 1)
    case 0...0x1F, 0x7F...0x9F: self = .control
    case 0xAD: self = .hidden
    case 0xA1..<0x300: self = .printable(width: 1)
    case 0x2500...0x259F, 0x2801...0x28FF: self = .printable(width: 1)
    case 0x200D: self = .joiner
    case 0xFE0E, 0xFE0F: self = .emojiSelector
    case 0x1F1E6...0x1F1FF: self = .regional
    case 0x1F3FB...0x1F3FF: self = .modifier
    default: self = Self(uncommon: scalar)
    }
  }

  private init(uncommon scalar: Unicode.Scalar) {
    let properties = scalar.properties
    if properties.isDefaultIgnorableCodePoint {
      self = .hidden
      return
    }
    switch properties.generalCategory {
    case .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate:
      self = .hidden
    case .nonspacingMark, .enclosingMark:
      self = Self.isRightToLeft(scalar) ? .rightToLeft : .mark
    case .spaceSeparator:
      self = .space(width: WidthTable.width(of: scalar))
    default:
      if Self.isRightToLeft(scalar) {
        self = .rightToLeft
      } else {
        self = Self.isJoiningJamo(scalar) ? .mark : .printable(width: WidthTable.width(of: scalar))
      }
    }
  }

  /// The columns of the scalar by itself.
  var width: Int {
    switch self {
    case .printable(let width), .space(let width): width
    case .modifier: 2
    case .regional, .rightToLeft: 1
    case .control, .mark, .hidden, .emojiSelector, .joiner: 0
    }
  }

  /// Vowels and final consonants of Hangul, which join the consonant before them.
  private static func isJoiningJamo(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1160...0x11FF, 0xD7B0...0xD7FB: true
    default: false
    }
  }

  /// The blocks that Unicode sets aside for right-to-left scripts.
  private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE: true
    case 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
    default: false
    }
  }
}
