extension VisibleText {
  /// The pieces of a text, made one at a time, so that drawing twenty columns of a huge cell costs
  /// twenty columns.
  package struct Pieces: Sequence, IteratorProtocol {
    private let scalars: String.UnicodeScalarView
    private let ascii: Bool
    private let escapesRightToLeft: Bool
    /// Pieces already made, last one first.
    private var pending: [Piece] = []
    /// The first scalar that has not been looked at.
    private(set) var position: String.Index
    /// Scalars so far that are not shown themselves.
    package private(set) var hiddenCount = 0

    package init(_ text: String, ascii: Bool = false, escapesRightToLeft: Bool = true) {
      scalars = text.unicodeScalars
      self.ascii = ascii
      self.escapesRightToLeft = escapesRightToLeft
      position = scalars.startIndex
    }

    /// Whether the next piece belongs to the same scalar as the last one.
    var isInsideReplacement: Bool { !pending.isEmpty }

    package mutating func next() -> Piece? {
      if let piece = pending.popLast() { return piece }
      while let scalar = peek() {
        skip()
        if let piece = piece(for: scalar) { return piece }
      }
      return nil
    }

    private func peek() -> Unicode.Scalar? {
      position < scalars.endIndex ? scalars[position] : nil
    }

    private mutating func skip() { scalars.formIndex(after: &position) }

    /// The first piece for `scalar` and what follows on it; `nil` if it is dropped.
    private mutating func piece(for scalar: Unicode.Scalar) -> Piece? {
      switch ScalarKind(scalar) {
      case .printable(let width): return character(startingWith: scalar, width: width)
      case .modifier: return character(startingWith: scalar, width: 2)
      case .space(let width): return queue(String(repeating: " ", count: width), .plain)
      case .control: return queue(VisibleText.controlName(scalar, ascii: ascii), .escape)
      case .regional: return flag(startingWith: scalar)
      case .rightToLeft:
        if !escapesRightToLeft { return character(startingWith: scalar, width: 1) }
        return queue(VisibleText.codePoint(scalar), .escape)
      case .mark:
        hiddenCount += 1
        return nil
      case .hidden, .emojiSelector, .joiner:
        hiddenCount += 1
        return Piece(ascii ? "." : "·", kind: .hidden)
      }
    }

    /// All of `text` as pieces: gives the first and keeps the others.
    private mutating func queue(_ text: String, _ kind: Piece.Kind) -> Piece? {
      pending = text.reversed().map { Piece($0, kind: kind) }
      return pending.popLast()
    }

    /// A pair of regional indicators: the first one is drawn.
    private mutating func flag(startingWith scalar: Unicode.Scalar) -> Piece {
      if let second = peek(), ScalarKind(second) == .regional { skip() }
      return padded(Piece(Character(scalar)), isWide: true)
    }

    /// A base with the marks and emoji parts that follow it.
    private mutating func character(startingWith base: Unicode.Scalar, width: Int) -> Piece {
      guard let after = peek(), after.value >= 0x300 else {
        return padded(Piece(Character(base), width: width), isWide: false)
      }
      var cluster = Cluster(base)
      while let scalar = peek(), absorb(scalar, into: &cluster) { skip() }
      return padded(Piece(cluster.character, width: width), isWide: cluster.isEmoji)
    }

    /// Whether `scalar` belongs to `cluster`; adds it if it is drawn.
    private mutating func absorb(_ scalar: Unicode.Scalar, into cluster: inout Cluster) -> Bool {
      switch ScalarKind(scalar) {
      case .mark:
        if !cluster.add(scalar) { hiddenCount += 1 }
        return true
      case .emojiSelector where cluster.base.properties.isEmoji:
        if scalar.value == 0xFE0F { cluster.isEmoji = true }
        return true
      case .modifier where cluster.base.properties.isEmojiModifierBase:
        cluster.isEmoji = true
        return true
      case .joiner where cluster.isPictograph && isPictograph(after: position):
        skip()
        cluster.isEmoji = true
        return true
      default:
        return false
      }
    }

    private func isPictograph(after index: String.Index) -> Bool {
      let next = scalars.index(after: index)
      return next < scalars.endIndex && Cluster(scalars[next]).isPictograph
    }

    /// `piece` as the terminal's tier can show it; a narrow one that should be wide gets a space.
    private mutating func padded(_ piece: Piece, isWide: Bool) -> Piece {
      let shown = ascii ? Piece(VisibleText.asciiSubstitute(for: piece.character)) : piece
      if isWide || piece.width > shown.width, shown.width == 1 {
        let isUnknown = shown.character == "?" && piece.character != "?"
        pending = [Piece(isUnknown ? "?" : " ")]
      }
      return shown
    }
  }

  /// A base and what has joined it so far.
  private struct Cluster {
    let base: Unicode.Scalar
    private(set) var character: Character
    private var marks = 0
    /// Terminals may draw it two columns wide.
    var isEmoji = false

    init(_ base: Unicode.Scalar) {
      self.base = base
      character = Character(base)
    }

    /// Keycap digits are emoji by property, but nothing is ever joined to them.
    var isPictograph: Bool { base.value > 0xFF && base.properties.isEmoji }

    /// Adds a mark; false if there are two already or it does not join this base.
    mutating func add(_ mark: Unicode.Scalar) -> Bool {
      guard marks < 2 else { return false }
      var joined = String(character)
      joined.unicodeScalars.append(mark)
      guard joined.count == 1 else { return false }
      character = Character(joined)
      marks += 1
      return true
    }
  }
}
