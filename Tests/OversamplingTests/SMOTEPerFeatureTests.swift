import Jobs
import Numeric
import Oversampling
import Parameters
import Testing

@Suite struct SMOTEPerFeatureTests {
  private let training: TrainingRows

  init() {
    var random = NumPyRandom(seed: 6)
    training = TrainingRows(
      features: Matrix(
        rows: 50, columns: 3, storage: (0..<150).map { _ in random.normal() }),
      labels: (0..<50).map { $0 < 30 ? 0 : 1 }, classNames: ["common", "rare"])
  }

  private func made(
    _ type: any Oversampler.Type, k: Int = 5, recipe: DrawingRecipe = DrawingRecipe()
  ) throws -> SyntheticRows {
    var values = ParameterValues(type.parameters)
    try values.set("k", to: .integer(k))
    return try type.init(values).synthesize(
      OversamplingRequest(
        training: training, demands: [ClassDemand(code: 1, count: 2000)], seed: 9, recipe: recipe),
      in: .unattended())
  }

  @Test func pairsAreThoseOfSMOTEAndEveryFeatureHasItsOwnStep() throws {
    let boxes = try made(SMOTEPerFeature.self)
    let lines = try made(SMOTE.self)
    #expect(boxes.parents.map(\.base) == lines.parents.map(\.base))
    #expect(boxes.parents.map(\.neighbor) == lines.parents.map(\.neighbor))
    #expect(boxes.parents.allSatisfy { $0.step.isNaN })
    var sums = [0.0, 0.0, 0.0]
    var product = 0.0
    for (row, parentage) in boxes.parents.enumerated() {
      let steps = (0..<3).map { column in
        let from = training.features[Int(parentage.base), column]
        let to = training.features[Int(parentage.neighbor), column]
        return (boxes.rows[row, column] - from) / (to - from)
      }
      #expect(steps.allSatisfy { (-1e-9..<1 + 1e-9).contains($0) })
      for column in 0..<3 { sums[column] += steps[column] }
      product += (steps[0] - 0.5) * (steps[1] - 0.5)
    }
    #expect(sums.allSatisfy { ($0 / 2000 - 0.5).magnitude < 0.03 })
    // Equal steps would give a twelfth.
    #expect((product / 2000).magnitude < 0.01)
  }

  @Test func theRecipesChoiceOfNeighborsApplies() throws {
    let near = try made(SMOTEPerFeature.self, k: 1)
    let far = try made(SMOTEPerFeature.self, k: 1, recipe: DrawingRecipe(choice: .anywhere))
    #expect(Set(near.parents.map { [$0.base, $0.neighbor] }).count <= 20)
    #expect(Set(far.parents.map { [$0.base, $0.neighbor] }).count > 300)
    #expect(far.parents.allSatisfy { $0.step.isNaN && $0.base != $0.neighbor })
  }

  @Test func aRecipeOfTrianglesTakesThePlaceOfBoxes() throws {
    let recipe = DrawingRecipe(combination: .triangle)
    let here = try made(SMOTEPerFeature.self, recipe: recipe)
    #expect(here.rows == (try made(SMOTE.self, recipe: recipe)).rows)
    #expect(here.parents.allSatisfy { $0.further.count == 1 })
  }

  @Test func aClassTooSmallIsTheErrorOfSMOTE() throws {
    #expect(throws: OversamplingError.classTooSmall(className: "rare", size: 20, k: 20)) {
      _ = try made(SMOTEPerFeature.self, k: 20)
    }
  }
}
