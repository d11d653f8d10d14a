import Terminal
import Testing

@Suite struct TextFieldTests {
  private func field(_ text: String, after keys: Key...) -> TextField {
    var field = TextField(text)
    for key in keys { _ = field.handle(key) }
    return field
  }

  @Test func typingInsertsAtTheCaret() {
    let field = field("ac", after: .left, .character("b"))
    #expect(field.text == "abc")
    #expect(field.caret == 2)
  }

  @Test func deletingWorksOnBothSides() {
    #expect(field("abc", after: .left, .backspace).text == "ac")
    #expect(field("abc", after: .left, .delete).text == "ab")
    #expect(field("abc", after: .home, .backspace).text == "abc")
    #expect(field("abc", after: .end, .delete).text == "abc")
    #expect(field("abc", after: .left, .control("u")).text == "c")
    #expect(field("abc", after: .left, .control("k")).text == "ab")
  }

  @Test func aWordIsDeletedUpToASpaceOrSlash() {
    #expect(field("data/clinic.csv", after: .control("w")).text == "data/")
    #expect(field("data/", after: .control("w")).text == "")
    #expect(field("a b ", after: .control("w")).text == "a ")
  }

  @Test func reactionsTellWhatHappened() {
    var field = TextField("a")
    #expect(field.handle(.character("b")) == .changed)
    #expect(field.handle(.left) == .consumed)
    #expect(field.handle(.home) == .consumed)
    #expect(field.handle(.backspace) == .consumed)
    #expect(field.handle(.enter) == .ignored)
    #expect(field.handle(.escape) == .ignored)
    #expect(field.handle(.tab) == .ignored)
  }

  @Test func pastedTextLosesItsControlCharacters() {
    let pasted = field("", after: .paste("a\u{1B}[2J\r\nb\tc\u{9B}\u{2028}d"))
    #expect(pasted.text == "a[2Jbcd")
    #expect(pasted.caret == 7)
  }

  @Test func aMarkTypedAfterALetterJoinsIt() {
    let field = field("e", after: .character("\u{301}"))
    #expect(field.text == "é")
    #expect(field.caret == 1)
  }

  @Test func inputHasALimit() {
    let pasted = field("", after: .paste(String(repeating: "x", count: 100_000)))
    #expect(pasted.text.count == TextField.limit)
  }

  @Test func theCaretIsReversedAndReturned() {
    var canvas = Canvas(Size(width: 6, height: 1))
    let cursor = field("abc", after: .left).draw(into: &canvas, area: canvas.bounds, focused: true)
    #expect(canvas.text == ["abc   "])
    #expect(canvas.roleText == ["ffFfff"])
    #expect(cursor == Point(x: 2, y: 0))
  }

  @Test func aLongTextIsScrolledToItsCaret() {
    var canvas = Canvas(Size(width: 5, height: 1))
    let cursor = TextField("abcdefgh").draw(into: &canvas, area: canvas.bounds, focused: true)
    #expect(canvas.text == ["efgh "])
    #expect(cursor == Point(x: 4, y: 0))
    field("abcdefgh", after: .home).draw(into: &canvas, area: canvas.bounds, focused: true)
    #expect(canvas.text == ["abcde"])
  }

  @Test func aFieldWithoutRoomIsNotDrawn() {
    var canvas = Canvas(Size(width: 5, height: 1))
    let nowhere = Rect(x: 2, y: 0, width: 0, height: 1)
    #expect(TextField("a").draw(into: &canvas, area: nowhere, focused: true) == nil)
    #expect(canvas == Canvas(canvas.size))
  }
}
