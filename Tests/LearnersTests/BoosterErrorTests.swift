import Learners
import Numeric
import Testing

@Suite struct BoosterErrorTests {
  @Test func aValueThatDoesNotFitIsNamed() {
    let rows = Matrix([[1, 2], [3, 1.7e308], [5, 6]])
    let error = #expect(throws: LearnerError.self) {
      _ = try BoostedTrees().probabilities(
        of: rows, grownOn: rows, isPositive: [true, false, true])
    }
    #expect(error == .tooLarge(1.7e308))
    #expect(error?.description.contains("expected at most 3.4e38") == true)
  }
}
