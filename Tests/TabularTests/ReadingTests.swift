import Jobs
import Tabular
import Testing

@Suite struct ReadingTests {
  @Test func aCancelStopsTheReading() {
    let bytes = FileBytes(Array("a,b\n1,2\n".utf8))
    let stopped = RunContext<Fraction>(threads: 1, isCancelled: { true }, report: { _ in })
    #expect(throws: CancellationError.self) {
      try TableReader.read(bytes, fileName: "t.csv", in: stopped)
    }
  }

  @Test func progressGrowsToTheEnd() throws {
    let seen = Locked([Double]())
    let context = RunContext<Fraction>(
      threads: 1, isCancelled: { false },
      report: { update in seen.withLock { $0.append(update.value) } })
    _ = try TableReader.read(
      FileBytes(Array("a,b\n1,2\n".utf8)), fileName: "t.csv", in: context)
    let values = seen.withLock { $0 }
    #expect(values == values.sorted())
    #expect(values.last == 1)
  }

  @Test func bytesStayAliveThroughTheirOwner() throws {
    final class Owner: Sendable {}
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 8, alignment: 1)
    defer { memory.deallocate() }
    memory.copyBytes(from: Array("a,b\n1,2\n".utf8))
    weak var watched: Owner?
    do {
      let owner = Owner()
      watched = owner
      let bytes = FileBytes(owner: owner, bytes: UnsafeRawBufferPointer(memory))
      let result = try TableReader.read(bytes, fileName: "t.csv", in: .unattended())
      #expect(result.dataset.rowCount == 1)
      #expect(watched != nil)
    }
    #expect(watched == nil)
  }

  @Test func messagesHaveFilePlaceFindingExpectationAndRemedy() {
    let error = readError(Array("a,b\n1,2\n3\n".utf8), name: "data/x.csv")
    #expect(
      error?.description
        == "data/x.csv:3:2: a row with 1 cell; expected 2, as in the header on line 1; "
        + "add the missing cells, or check that a comma separates the cells")
  }

  @Test func nothingInAMessageCanDriveATerminal() throws {
    let escape = "\u{1b}]52;c;AAAA\u{7}\u{9b}31m\u{202e}\r\u{0}x"
    let name = "dir/\u{1b}[2J.csv"
    let cell = "\"\(escape.replacing("\u{0}", with: ""))\""
    let errors = [
      readError(Array("\(cell),\(cell)\n1,2\n".utf8), name: name),
      readError(Array("a,b\n\"x\"\(escape.dropLast(2)),2\n".utf8), name: name),
      readError(Array("a,b\n1,\(escape)\n".utf8), name: name),
      readError(
        Array("a,b\n1,2\n".utf8), name: name, options: ReadOptions(target: escape)),
      readError(Array("@relation x\n@\(escape.dropLast(2)) y\n".utf8), name: name),
    ]
    for error in errors {
      let text = try #require(error).description
      #expect(
        text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7f...0x9f).contains($0.value) })
      #expect(!text.unicodeScalars.contains("\u{202e}"))
      #expect(text.contains("\\x1B"))
    }
  }

  @Test func longCellsAreCutInMessages() throws {
    let long = String(repeating: "long ", count: 1000)
    let error = readError(Array("a,b\n1,\"x\"\(long)\n".utf8))
    #expect(try #require(error).description.count < 300)
  }
}
