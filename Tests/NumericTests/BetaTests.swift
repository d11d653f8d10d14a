import Foundation
import Numeric
import TestSupport
import Testing

private struct Streams: Decodable {
  struct Stream: Decodable {
    let seed: UInt32
    let beta: String
    let thenUniform: String
    let gamma: String
    let thenGamma: String

    enum CodingKeys: String, CodingKey {
      case seed
      case beta = "beta_10_10"
      case thenUniform = "then_uniform"
      case gamma = "gamma_1.5"
      case thenGamma = "then_gamma_40"
    }
  }
  let streams: [Stream]
}

/// Expected values from NumPy's RandomState; see `Tests/Peers`.
@Suite struct BetaTests {
  private let streams: [Streams.Stream]

  init() throws {
    streams = try Fixture.load("beta.json", as: Streams.self, besides: #filePath).streams
    #expect(streams.count >= 4)
  }

  @Test func betaDrawsAgreeAndTakeAsManyNumbersFromTheStream() {
    for stream in streams {
      var random = NumPyRandom(seed: stream.seed)
      for expected in Fixture.doubles(stream.beta) {
        #expect(abs(random.beta(10, 10) - expected) <= 2e-15)
      }
      let uniform = Fixture.doubles(stream.thenUniform)
      #expect(uniform.map { _ in random.uniform() } == uniform)
    }
  }

  @Test func gammaDrawsAgreeToTheLastDigitsOfTheLogarithm() {
    for stream in streams {
      var random = NumPyRandom(seed: stream.seed)
      for expected in Fixture.doubles(stream.gamma) {
        #expect(abs(random.gamma(shape: 1.5) - expected) <= 4e-15 * max(1, expected))
      }
      for expected in Fixture.doubles(stream.thenGamma) {
        #expect(abs(random.gamma(shape: 40) - expected) <= 4e-15 * expected)
      }
    }
  }
}
