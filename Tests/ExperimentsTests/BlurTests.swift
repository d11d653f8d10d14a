import Attacks
import Experiments
import Jobs
import Numeric
import Oversampling
import Parameters
import TestSupport
import Testing

/// How sharp a rebuilt record has to be follows from what the defences did to the rows.
@Suite struct BlurTests {
  private func tolerance(_ defences: [Selection]) throws -> Double {
    let data = try TinyFeatures.data(
      minority: RandomRows.normal(200, 4), majority: RandomRows.normal(400, 4, seed: 2),
      grow: "rare", scaling: .minmax)
    var plan = ExperimentPlan()
    plan.goal = .ratio(10)
    plan.defences = defences
    return try Publication.make(plan, from: data, in: .unattended())
      .truth(.synthetic).tolerance
  }

  private func selection(_ name: String, _ value: Double) throws -> Selection {
    let type = try #require(DefenceCatalog.named(name))
    var selection = Selection(type)
    let parameter = try #require(type.parameters.first)
    try selection.values.set(parameter.name, text: "\(value)")
    return selection
  }

  @Test func valuesReleasedAsTheyWereMadeAreSharp() throws {
    #expect(try tolerance([]) == Evaluator.tolerance)
    #expect(try tolerance([Selection(Shuffling.self)]) == Evaluator.tolerance)
  }

  @Test func uniformNoiseAllowsFiveTimesHalfItsWidth() throws {
    let sharp = try tolerance([selection("noise", 0.001)])
    // A change of at most 0.001 of the range is 0.002 in columns that span −1 to 1.
    #expect(abs(sharp / (5 * 0.002) - 1) < 0.05)
    let twice = try tolerance([selection("noise", 0.002)])
    #expect(abs(twice / sharp - 2) < 0.1)
  }
}
