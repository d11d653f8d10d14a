import Experiments
import Jobs
import Numeric
import Oversampling
import Parameters
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

  @Test(arguments: Scaling.allCases)
  func aColumnTooWideToSubtractIsRefusedByName(scaling: Scaling) {
    var wide = majority
    wide[3, 1] = 1.2e308
    wide[4, 1] = -1.1e308
    let error = #expect(throws: PlanError.self) {
      _ = try TinyFeatures.data(minority: minority, majority: wide, scaling: scaling)
    }
    guard case .rangeTooWide(_, let low, let high)? = error else {
      Issue.record("expected an error about the range")
      return
    }
    #expect(low == -1.1e308 && high == 1.2e308)
  }

  @Test func aMethodThatOverflowsMakesNoRelease() throws {
    var wide = minority
    wide[3, 1] = 1.5e308
    let data = try TinyFeatures.data(minority: wide, majority: majority)
    var plan = ExperimentPlan()
    plan.method = "rose"
    plan.parameters = ParameterValues(try #require(OversamplerCatalog.named("rose")).parameters)
    plan.attacks = []
    let error = #expect(throws: PlanError.self) {
      _ = try Publication.make(plan, from: data, in: .unattended())
    }
    #expect(error == .notFinite(method: "rose", column: data.columnNames[1]))
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
