import Experiments
import Jobs
import Numeric
import Oversampling
import Parameters
import Tabular

/// A table with a number, a category of three levels, a word for yes and no, and a class.
struct MixedRelease {
  let data: PreparedData
  let publication: Publication
  let plan: ExperimentPlan

  init(
    _ method: any Oversampler.Type, rows: Int = 80, holdout: Double = 0, seed: UInt32 = 0
  ) throws {
    var preparation = Preparation()
    preparation.holdout = holdout
    data = try PreparedData(Self.dataset(rows: rows), preparation)
    var plan = ExperimentPlan()
    plan.method = method.name
    plan.parameters = ParameterValues(method.parameters)
    plan.seed = seed
    self.plan = plan
    publication = try Publication.make(plan, from: data, in: .unattended())
  }

  static func dataset(rows: Int) throws -> Dataset {
    var random = NumPyRandom(seed: 8)
    let ages = (0..<rows).map { _ in Double(random.integer(below: 60)) + 20 }
    let wards = (0..<rows).map { _ in Int32(random.integer(below: 3)) }
    let smokers = (0..<rows).map { _ in Int32(random.integer(below: 2)) }
    return try Dataset(
      schema: Schema([.feature, .feature, .feature, .label]),
      columns: [
        Column(name: "age", kind: .integer, values: .numeric(ages)),
        Column(
          name: "ward", kind: .category,
          values: .categorical(codes: wards, levels: ["west", "north", "east"])),
        Column(
          name: "smoker", kind: .boolean,
          values: .categorical(codes: smokers, levels: ["yes", "no"])),
        Column(
          name: "ill", kind: .integer, values: .numeric((0..<rows).map { $0 % 4 == 0 ? 1 : 0 })),
      ])
  }
}
