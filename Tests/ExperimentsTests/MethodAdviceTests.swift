import Experiments
import Jobs
import Numeric
import Oversampling
import TestSupport
import Testing

@Suite struct MethodAdviceTests {
  private static func traits(
    rows: Int = 100, numbers: Int = 5, categories: Int = 0, noise: Double = 0, danger: Double = 0
  ) -> DataTraits {
    var traits = DataTraits()
    traits.minorityRows = rows
    traits.numbers = numbers
    traits.categories = categories
    traits.noiseShare = noise
    traits.dangerShare = danger
    return traits
  }

  @Test(arguments: [
    (traits(), "smote"), (traits(rows: 1), "random"),
    (traits(numbers: 0, categories: 4), "smote-n"),
    (traits(categories: 2), "smote-nc"), (traits(rows: 6), "rose"),
    (traits(noise: 0.4), "safe-level-smote"), (traits(danger: 0.5), "borderline-smote-1"),
    (traits(categories: 1, noise: 0.4), "smote-nc"),
  ])
  func theFirstChoiceFollowsFromTheData(traits: DataTraits, method: String) {
    #expect(MethodAdvice.all(for: traits).first?.method == method)
  }

  @Test func rowsThatAreAllEqualAreCopied() {
    var traits = Self.traits(rows: 8)
    traits.repeatedRows = 7
    #expect(MethodAdvice.all(for: traits).map(\.method) == ["random"])
    #expect(MethodAdvice.all(for: traits).first?.reason.contains("all 8 rows") == true)
  }

  @Test func everyMethodThatIsAdvisedExists() {
    let many = [
      Self.traits(), Self.traits(rows: 1), Self.traits(numbers: 0, categories: 4),
      Self.traits(rows: 5, categories: 2, noise: 0.5, danger: 0.5),
      Self.traits(categories: 2, noise: 0.5, danger: 0.5),
    ]
    for advice in many.flatMap(MethodAdvice.all) {
      #expect(OversamplerCatalog.named(advice.method) != nil)
    }
  }

  @Test func traitsAreCountedFromTheRows() throws {
    // Two rows of the class among the others alone, eleven by themselves.
    let far = (0..<11).map { [100 + Double($0)] }
    let minority = Matrix(far + [[0.5], [20.5]])
    let majority = Matrix((0..<40).map { [Double($0)] })
    let data = try TinyFeatures.data(minority: minority, majority: majority)
    let traits = try DataTraits(data, in: .unattended())
    #expect(traits.minorityRows == 13)
    #expect(traits.numbers == 1)
    #expect(traits.noiseShare == 2.0 / 13)
    #expect(traits.dangerShare == 0)
  }
}
