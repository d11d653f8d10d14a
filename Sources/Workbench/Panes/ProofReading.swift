import Terminal

/// How a proof is read: scrolled up and down and through the columns of its rows, beside its picture
/// or, where there is no room for both, in turns with it.
struct ProofReading {
  /// What a key did.
  enum Step {
    /// The proof of another claim is asked for, so many further on.
    case turned(by: Int)
    case moved
    case ignored
  }

  /// The keys, with what differs between the panes.
  ///
  /// - Parameter columns: what the key for further columns shows.
  static func bindings(columns: String, leave: Binding) -> [Binding] {
    [
      Binding(.character("]"), .character("n"), help: "next claim", short: "next"),
      Binding(.character("["), .character("N"), help: "previous claim", short: "previous"),
      Binding(.character("v"), help: "the picture, or the text again", short: "picture"),
      Binding(.down, .character("j"), help: "scroll down", short: "scroll"),
      Binding(.up, .character("k"), help: "scroll up"),
      Binding(.pageDown, .control("d"), .character(" "), help: "ten lines down"),
      Binding(.pageUp, .control("u"), help: "ten lines up"),
      Binding(.character("g"), .home, help: "to the top"),
      Binding(.character("G"), .end, help: "to the end"),
      Binding(.right, .character("l"), help: columns),
      Binding(.left, .character("h"), help: "back to the first columns"),
      Binding(.character("R"), help: "show or mask the values", short: "reveal"),
      leave,
    ]
  }

  /// Columns of the rows that are scrolled out at the left.
  private(set) var firstColumn = 0
  private var text = TextScroll()
  /// Where the pane is drawn.
  var area = TextScroll.usualArea
  /// Where there is no room for both, the picture is shown in place of the text.
  private var isPicture = false
  private static let page = 10
  /// The picture stands beside the text from this width on.
  private static let wide = 100

  /// - Parameters:
  ///   - lines: of the text at a width, counted only for keys that scroll.
  ///   - columns: of the rows.
  mutating func handle(
    _ key: Key, lines: (Int) -> Int, columns: @autoclosure () -> Int
  ) -> Step {
    switch key {
    case .character("]"), .character("n"): return turn(by: 1)
    case .character("["), .character("N"): return turn(by: -1)
    case .down, .character("j"): scroll(by: 1, of: lines)
    case .up, .character("k"): scroll(by: -1, of: lines)
    case .pageDown, .control("d"), .character(" "): scroll(by: Self.page, of: lines)
    case .pageUp, .control("u"): scroll(by: -Self.page, of: lines)
    case .character("g"), .home: text.toTop()
    case .character("G"), .end: scroll(by: .max, of: lines)
    case .right, .character("l"): firstColumn = min(firstColumn + 1, max(0, columns() - 1))
    case .left, .character("h"): firstColumn = max(0, firstColumn - 1)
    case .character("v"): isPicture.toggle()
    default: return .ignored
    }
    return .moved
  }

  /// The next claim is read from its top.
  private mutating func turn(by amount: Int) -> Step {
    text.toTop()
    return .turned(by: amount)
  }

  private mutating func scroll(by amount: Int, of lines: (Int) -> Int) {
    let place = Self.columns(of: area)[0]
    text.move(by: amount, of: lines(place.width), rows: place.height)
  }

  /// The text, and beside it the picture where there is room for both.
  private static func columns(of area: Rect) -> [Rect] {
    let isWide = area.width >= wide
    return Layout.columns(
      of: area.betweenMargins, isWide ? [.share(5), .share(3)] : [.share(1)], gap: isWide ? 3 : 0)
  }

  /// - Parameters:
  ///   - lines: the text at a width.
  ///   - picture: nil where there is nothing to draw.
  func draw(
    lines: (Int) -> [StyledLine], picture: @autoclosure () -> ProofPicture?,
    into canvas: inout Canvas, area: Rect
  ) {
    let isWide = area.width >= Self.wide
    let columns = Self.columns(of: area)
    if isPicture, !isWide, let picture = picture() {
      picture.draw(into: &canvas, area: columns[0])
      return
    }
    let lines = lines(columns[0].width)
    canvas.draw(
      lines, from: text.first(of: lines.count, rows: columns[0].height), in: columns[0],
      hasMore: true)
    if isWide { picture()?.draw(into: &canvas, area: columns[1]) }
  }
}
