import Attacks
import Testing

@Suite struct ShadowStateTests {
  private static let state = ShadowState(
    fingerprint: 0xfeed_0123_4567_89ab,
    finished: [
      ShadowScores(row: 3, with: [0.1, 1e-30, -7.25], without: [0.3333333, 0, .nan]),
      ShadowScores(row: 11, with: [1, 2, 3], without: [.infinity, -.infinity, 0.5]),
    ])

  @Test func whatWasSavedReadsBackEqual() throws {
    let read = try ShadowState(text: Self.state.text)
    #expect(read.text == Self.state.text)
    #expect(read.fingerprint == Self.state.fingerprint)
    #expect(read.finished[1] == Self.state.finished[1])
    #expect(read.finished[0].with == Self.state.finished[0].with)
    #expect(read.finished[0].without[2].isNaN)
  }

  /// A program that is stopped while it writes leaves half a line.
  @Test func aLineCutShortIsIgnored() throws {
    let text = Self.state.text
    let first = Self.state.header + ShadowState.line(for: Self.state.finished[0])
    for length in first.count..<text.count {
      let read = try ShadowState(text: String(text.prefix(length)))
      #expect(read.finished.count == 1)
    }
    #expect(try ShadowState(text: Self.state.header).finished.isEmpty)
  }

  @Test func whatIsNoSavedRunIsRefused() {
    #expect(throws: ShadowStateError.notSavedRuns) { try ShadowState(text: "") }
    #expect(throws: ShadowStateError.notSavedRuns) { try ShadowState(text: "a,b\n1,2\n") }
    #expect(throws: ShadowStateError.malformed(line: 2)) {
      try ShadowState(
        text: Self.state.header + "3 1 0.5 x\n" + ShadowState.line(for: Self.state.finished[0]))
    }
    #expect(throws: ShadowStateError.malformed(line: 2)) {
      try ShadowState(text: Self.state.header + "3 1 0.5 0.5 9\n")
    }
  }
}
