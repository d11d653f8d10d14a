import Experiments
import Numeric
import TestSupport
import Testing

@Suite struct PreparedDataTests {
  private let minority = RandomRows.normal(10, 3, seed: 1)
  private let majority = RandomRows.normal(40, 3, seed: 2)

  @Test func theRarestClassIsTheMinority() throws {
    let data = try TinyFeatures.data(minority: minority, majority: majority)
    #expect(data.minorityName == "rare")
    #expect(data.minorityRows == Array(40..<50))
    #expect(data.majorityCount == 40)
  }

  @Test func anotherClassCanBeNamed() throws {
    let data = try TinyFeatures.data(minority: minority, majority: majority, grow: "common")
    #expect(data.minorityName == "common")
    #expect(data.majorityCount == 10)
  }

  @Test func aClassThatIsNotThereIsRefused() {
    let error = #expect(throws: PlanError.self) {
      _ = try TinyFeatures.data(minority: minority, majority: majority, grow: "ill")
    }
    #expect(error?.description == "there is no class 'ill'; the classes are common, rare")
  }

  @Test func scaledColumnsSpanMinusOneToOne() throws {
    let data = try TinyFeatures.data(minority: minority, majority: majority, scaling: .minmax)
    for column in 0..<3 {
      let values = (0..<50).map { data.features[$0, column] }
      #expect(abs((values.min() ?? 0) + 1) < 1e-15)
      #expect(abs((values.max() ?? 0) - 1) < 1e-15)
    }
    #expect(data.scales == [1, 1, 1])
  }

  @Test func withoutScalingDifferencesAreScaledForComparisonOnly() throws {
    let data = try TinyFeatures.data(minority: minority, majority: majority)
    let column = (0..<50).map { data.features[$0, 0] }
    let span = (column.max() ?? 0) - (column.min() ?? 0)
    #expect(abs(data.scales[0] - 2 / span) < 1e-12)
  }
}
