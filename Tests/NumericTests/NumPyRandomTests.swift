import Numeric
import TestSupport
import Testing

private struct Streams: Decodable {
  struct Stream: Decodable {
    let seed: UInt32
    let uint32: [UInt32]
    let uint32_from_620: [UInt32]
    let uniform: String
    let randint_175: [Int]
    let randint_1: [Int]
    let randint_1000003: [Int]
    let standard_normal: String
    let permutation_10: [Int]
  }
  let streams: [Stream]
}

/// Expected values from NumPy's RandomState; see `Tests/Peers`.
@Suite struct NumPyRandomTests {
  private let streams: [Streams.Stream]

  init() throws {
    streams = try Fixture.load("mt19937.json", as: Streams.self, besides: #filePath).streams
    #expect(streams.count >= 4)
  }

  @Test func wordsAreThoseOfNumPy() {
    for stream in streams {
      var random = NumPyRandom(seed: stream.seed)
      #expect((0..<stream.uint32.count).map { _ in random.bits() } == stream.uint32)
    }
  }

  @Test func wordsGoOnAfterTheStateIsRefilled() {
    for stream in streams {
      var random = NumPyRandom(seed: stream.seed)
      for _ in 0..<620 { _ = random.bits() }
      let words = stream.uint32_from_620
      #expect(words.indices.map { _ in random.bits() } == words)
    }
  }

  @Test func uniformDrawsAreEqualBitForBit() {
    for stream in streams {
      var random = NumPyRandom(seed: stream.seed)
      let expected = Fixture.doubles(stream.uniform)
      #expect(expected.map { _ in random.uniform() } == expected)
    }
  }

  @Test func wholeNumbersAreEqual() {
    for stream in streams {
      for (bound, expected) in [
        (175, stream.randint_175), (1, stream.randint_1), (1_000_003, stream.randint_1000003),
      ] {
        var random = NumPyRandom(seed: stream.seed)
        #expect(expected.map { _ in random.integer(below: bound) } == expected)
      }
    }
  }

  @Test func normalDrawsAgreeToTheLastDigitsOfTheLogarithm() {
    for stream in streams {
      var random = NumPyRandom(seed: stream.seed)
      for expected in Fixture.doubles(stream.standard_normal) {
        #expect(abs(random.normal() - expected) <= 1e-15 * max(1, abs(expected)))
      }
    }
  }

  @Test func permutationsAreEqual() {
    for stream in streams {
      var random = NumPyRandom(seed: stream.seed)
      #expect(random.permutation(10) == stream.permutation_10)
    }
  }
}
