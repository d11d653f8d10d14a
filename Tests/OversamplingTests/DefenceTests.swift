import Foundation
import Jobs
import Numeric
import Oversampling
import Parameters
import Testing

private func made<Kind: Defence>(_ type: Kind.Type, _ texts: [String: String] = [:]) throws -> Kind
{
  try Kind(ParameterValues(Kind.parameters, texts: texts))
}

private func column(
  _ name: String, decimals: Int? = nil, _ range: ClosedRange<Double> = 0...1, isNumber: Bool = true
) -> ReleaseColumn {
  ReleaseColumn(name: name, decimals: decimals, range: range, isNumber: isNumber)
}

/// The first `real` rows are real, the others synthetic; all of class 1.
private func draft(_ rows: [[Double]], real: Int = 0, columns: [ReleaseColumn]) -> ReleaseDraft {
  ReleaseDraft(
    features: Matrix(rows, columns: columns.count), labels: rows.map { _ in 1 },
    origins: rows.indices.map { $0 < real ? .real($0) : .synthetic($0 - real) }, columns: columns)
}

extension Defence {
  fileprivate func treated(_ draft: ReleaseDraft, seed: UInt32 = 0) throws -> ReleaseDraft {
    var draft = draft
    var random = NumPyRandom(seed: seed)
    try treat(&draft, random: &random, in: .unattended())
    return draft
  }
}

@Suite struct RoundingTests {
  private func rounded(_ value: Double, _ decimals: String) throws -> Double {
    try made(Rounding.self, ["decimals": decimals])
      .treated(draft([[value]], columns: [column("x")])).features[0, 0]
  }

  @Test(arguments: [
    (0.125, "2", 0.13), (-0.125, "2", -0.13), (2.5, "0", 3), (-2.5, "0", -3),
    // Just below the tie as a double, though the product with 100 is 267.5.
    (2.675, "2", 2.67), (1.005, "2", 1.0), (0.3, "1", 0.3), (1e300, "12", 1e300),
    (123_456_789.123456789, "3", 123_456_789.123),
    (4_503_599_627_370_497.5, "0", 4.503599627370498e15),
  ])
  func tiesOfTheExactDecimalGoAwayFromZero(
    value: Double, decimals: String, expected: Double
  ) throws {
    #expect(try rounded(value, decimals) == expected)
  }

  @Test func nothingBecomesMinusZero() throws {
    #expect(try rounded(-0.001, "2").sign == .plus)
  }

  /// The exact digits of a double, rounded as a person would, and read back.
  private func byText(_ value: Double, _ decimals: Int) throws -> Double {
    let text = String(format: "%.120f", value.magnitude)
    let point = try #require(text.firstIndex(of: "."))
    var digits = text[..<point].map { $0 } + text[text.index(after: point)...].prefix(decimals)
    let rest = text[text.index(after: point)...].dropFirst(decimals)
    if let first = rest.first, first >= "5" {
      var place = digits.count - 1
      while place >= 0, digits[place] == "9" {
        digits[place] = "0"
        place -= 1
      }
      if place < 0 {
        digits.insert("1", at: 0)
      } else {
        digits[place] = Character("\(1 + (digits[place].wholeNumberValue ?? 0))")
      }
    }
    let whole = String(digits.dropLast(decimals))
    let read = try #require(Double(whole + "." + String(digits.suffix(decimals)) + "0"))
    return value < 0 ? -read : read
  }

  @Test(arguments: [0, 1, 2, 3, 6, 9, 12]) func theResultReadsBackFromTheRoundedText(
    decimals: Int
  ) throws {
    var random = NumPyRandom(seed: 3)
    let size = [1e-3, 1, 150, 1e6, 1e9]
    for place in 0..<2000 {
      var value = random.uniform(-1, 1) * size[place % size.count]
      // Every other value is next to a tie, as halves of the last digit are.
      if place.isMultiple(of: 2) {
        let unit = pow(10, Double(decimals))
        value = ((value * unit).rounded() + 0.5) / unit
      }
      #expect(try rounded(value, "\(decimals)") == byText(value, decimals))
    }
  }

  @Test func ownDigitsLeaveRealRowsAndCategoriesAlone() throws {
    let rows = [[1.25, 7, 0.5], [1.123456, 7.6, 0.123456]]
    let columns = [
      column("a", decimals: 2), column("b", decimals: 0), column("is c", isNumber: false),
    ]
    let treated = try made(Rounding.self).treated(draft(rows, real: 1, columns: columns))
    #expect(treated.features == Matrix([[1.25, 7, 0.5], [1.12, 8, 0.123456]]))
  }

  @Test func ownDigitsThatAreNotKnownAreAnErrorThatNamesTheColumn() throws {
    let error = #expect(throws: OversamplingError.self) {
      _ = try made(Rounding.self).treated(draft([[1]], columns: [column("bmi")]))
    }
    #expect(error?.description.contains("column 'bmi'") == true)
    #expect(error?.description.contains("give a number of decimals") == true)
    let tiny = #expect(throws: OversamplingError.self) {
      _ = try made(Rounding.self).treated(draft([[1]], columns: [column("x", decimals: 30)]))
    }
    #expect(tiny?.description.contains("30 digits") == true)
  }
}

@Suite struct NoiseTests {
  private let columns = [column("a", 0...10), column("is b", isNumber: false), column("c", 5...7)]
  private var rows: [[Double]] { Array(repeating: [5, 1, 6], count: 20_000) }

  @Test func uniformNoiseStaysInItsShareOfTheRange() throws {
    let treated = try made(UniformNoise.self, ["share": "0.01"])
      .treated(draft(rows, columns: columns))
    let first = (0..<rows.count).map { treated.features[$0, 0] - 5 }
    let last = (0..<rows.count).map { treated.features[$0, 2] - 6 }
    #expect(first.allSatisfy { $0.magnitude <= 0.1 } && last.allSatisfy { $0.magnitude <= 0.02 })
    // A uniform variable's variance is a third of the square of its largest value.
    let variance = first.reduce(0) { $0 + $1 * $1 } / Double(first.count)
    #expect((variance - 0.01 / 3).magnitude < 0.0002)
    #expect((first.reduce(0, +) / Double(first.count)).magnitude < 0.002)
    #expect((0..<rows.count).allSatisfy { treated.features[$0, 1] == 1 })
  }

  @Test func gaussianNoiseHasTheShareAsItsDeviation() throws {
    let treated = try made(GaussianNoise.self, ["share": "0.02"])
      .treated(draft(rows, columns: columns))
    let last = (0..<rows.count).map { treated.features[$0, 2] - 6 }
    let deviation = (last.reduce(0) { $0 + $1 * $1 } / Double(last.count)).squareRoot()
    #expect((deviation - 0.04).magnitude < 0.001)
    #expect(last.contains { $0.magnitude > 0.1 })
    #expect((0..<rows.count).allSatisfy { treated.features[$0, 1] == 1 })
  }

  @Test func syntheticRowsOnlyMeansThoseOnly() throws {
    for texts in [["rows": "synthetic"], ["rows": "all"]] {
      let uniform = try made(UniformNoise.self, texts)
        .treated(draft([[1, 0, 6], [2, 1, 6]], real: 1, columns: columns))
      let gaussian = try made(GaussianNoise.self, texts)
        .treated(draft([[1, 0, 6], [2, 1, 6]], real: 1, columns: columns))
      for treated in [uniform, gaussian] {
        #expect((treated.features.row(0) == [1, 0, 6]) == (texts["rows"] == "synthetic"))
        #expect(treated.features[1, 0] != 2 && treated.features[1, 2] != 6)
      }
    }
  }

  @Test func aShareOfZeroChangesNothing() throws {
    let before = draft([[1, 0, 6]], columns: columns)
    #expect(
      try made(UniformNoise.self, ["share": "0"]).treated(before).features == before.features)
  }
}

@Suite struct ReleaseOrderTests {
  private let columns = [column("a"), column("b")]

  @Test func shufflingKeepsEachRowWithItsOrigin() throws {
    let rows = (0..<100).map { [Double($0), Double(-$0)] }
    let before = draft(rows, real: 40, columns: columns)
    let after = try made(Shuffling.self).treated(before)
    #expect(after.features != before.features)
    #expect((0..<100).map { after.features[$0, 0] }.sorted() == rows.map { $0[0] })
    for (row, origin) in after.origins.enumerated() {
      let number = Int(after.features[row, 0])
      #expect(origin == (number < 40 ? .real(number) : .synthetic(number - 40)))
      #expect(after.features[row, 1] == Double(-number))
    }
    #expect(try made(Shuffling.self).treated(before).features == after.features)
    #expect(try made(Shuffling.self).treated(before, seed: 1).features != after.features)
  }

  @Test func copiesOfRealRowsAndOfEarlierSyntheticRowsGo() throws {
    let rows: [[Double]] = [
      [0, 1], [0, 1], [2, 2], [0, 1], [3, 3], [3, 3], [2, 2], [-0.0, 1],
    ]
    var before = draft(rows, real: 3, columns: columns)
    before.labels[6] = 0
    let after = try made(DroppingCopies.self).treated(before)
    #expect(after.origins == [.real(0), .real(1), .real(2), .synthetic(1), .synthetic(3)])
    #expect(after.features == Matrix([[0, 1], [0, 1], [2, 2], [3, 3], [2, 2]]))
    #expect(after.labels == [1, 1, 1, 1, 0])
  }

  @Test func aRealRowThatComesAfterItsCopyStaysAndTheCopyGoes() throws {
    var before = draft([[1, 1], [1, 1]], columns: columns)
    before.origins = [.synthetic(0), .real(0)]
    #expect(try made(DroppingCopies.self).treated(before).origins == [.real(0)])
  }

  @Test func theOrderOfDefencesMatters() throws {
    let before = draft(
      [[1.2, 0], [1.201, 0]], real: 1,
      columns: [column("a", decimals: 1), column("b", decimals: 1)])
    let rounding = try made(Rounding.self)
    let dropping = try made(DroppingCopies.self)
    #expect(try dropping.treated(rounding.treated(before)).features.rows == 1)
    #expect(try rounding.treated(dropping.treated(before)).features.rows == 2)
  }

  @Test func emptyReleasesStayEmpty() throws {
    for type in DefenceCatalog.all {
      var empty = draft([], columns: [column("a", decimals: 1)])
      var random = NumPyRandom(seed: 0)
      try type.init(ParameterValues(type.parameters))
        .treat(&empty, random: &random, in: .unattended())
      #expect(empty.features.rows == 0 && empty.labels.isEmpty && empty.origins.isEmpty)
    }
  }
}

@Suite struct DrawingDefenceTests {
  private func recipe(_ types: [any Defence.Type]) throws -> DrawingRecipe {
    var recipe = DrawingRecipe()
    for type in types { try type.init(ParameterValues(type.parameters)).adjust(&recipe) }
    return recipe
  }

  @Test func eachChangesItsPartOfTheRecipe() throws {
    #expect(try recipe([RandomNeighbor.self]) == DrawingRecipe(choice: .anywhere))
    #expect(try recipe([RandomK.self]) == DrawingRecipe(choice: .shortened))
    #expect(try recipe([StepPerFeature.self]) == DrawingRecipe(combination: .box))
    #expect(try recipe([Triangle.self]) == DrawingRecipe(combination: .triangle))
  }

  @Test func differentPartsCombineAndTheLaterOfOnePartCounts() throws {
    #expect(
      try recipe([RandomNeighbor.self, StepPerFeature.self])
        == DrawingRecipe(choice: .anywhere, combination: .box))
    #expect(
      try recipe([RandomNeighbor.self, RandomK.self]) == DrawingRecipe(choice: .shortened))
    #expect(
      try recipe([Triangle.self, StepPerFeature.self]) == DrawingRecipe(combination: .box))
  }

  @Test func theOtherStagesLeaveTheRecipeAlone() throws {
    #expect(try recipe(DefenceCatalog.all.filter { $0.stage != .drawing }).isPublished)
  }

  /// Two pairs far apart: a near neighbor is always the other of the pair.
  private func made(_ type: any Defence.Type, k: Int) throws -> SyntheticRows {
    let features = Matrix([[0, 0], [1, 2], [100, 100], [101, 103]])
    var values = ParameterValues(SMOTE.parameters)
    try values.set("k", to: .integer(k))
    return try SMOTE(values).synthesize(
      OversamplingRequest(
        training: TrainingRows(
          features: features, labels: [0, 0, 0, 0], classNames: ["only"]),
        demands: [ClassDemand(code: 0, count: 4000)], seed: 5, recipe: recipe([type])),
      in: .unattended())
  }

  @Test func aRandomNeighborIsFarAsOftenAsChanceSays() throws {
    let synthetic = try made(RandomNeighbor.self, k: 1)
    let far = synthetic.parents.filter { ($0.base < 2) != ($0.neighbor < 2) }.count
    // Two of the three others are far.
    #expect((Double(far) / 4000 - 2.0 / 3).magnitude < 0.03)
  }

  @Test func aRandomKPrefersNearNeighbors() throws {
    let synthetic = try made(RandomK.self, k: 3)
    let near = synthetic.parents.filter { ($0.base < 2) == ($0.neighbor < 2) }.count
    // k is 1, 2 or 3; the nearest is chosen with 1, 1/2 and 1/3.
    #expect((Double(near) / 4000 - 11.0 / 18).magnitude < 0.03)
  }

  @Test func aStepPerFeatureLeavesTheLineAndStaysInTheBox() throws {
    let synthetic = try made(StepPerFeature.self, k: 1)
    let low = (0..<4000).filter { synthetic.parents[$0].base < 2 }
    #expect(low.allSatisfy { (0...1).contains(synthetic.rows[$0, 0]) })
    #expect(low.allSatisfy { (0...2).contains(synthetic.rows[$0, 1]) })
    let off = low.filter { (synthetic.rows[$0, 1] - 2 * synthetic.rows[$0, 0]).magnitude > 1e-3 }
    #expect(off.count > low.count * 9 / 10)
  }

  @Test func aConvexCombinationHasThreeParents() throws {
    let synthetic = try made(Triangle.self, k: 2)
    for parentage in synthetic.parents {
      let third = try #require(parentage.further.first)
      #expect(Set([parentage.base, parentage.neighbor, third.row]).count == 3)
      #expect(parentage.step >= 0 && third.weight >= 0 && parentage.step + third.weight <= 1)
    }
  }
}

@Suite struct MicroaggregationTests {
  private func groups(_ rows: [[Double]], m: Int) throws -> ParentGroups {
    try #require(
      try made(Microaggregation.self, ["m": "\(m)"])
        .parents(Matrix(rows), className: "rare", in: .unattended()))
  }

  @Test func betweenTwoAndThreeGroupsTheRestIsTheLast() throws {
    let found = try groups([[0], [1], [2], [10], [11], [12], [20]], m: 3)
    #expect(found.members == [[4, 5, 6], [0, 1, 2, 3]])
    #expect((found.rows[0, 0] - 43.0 / 3).magnitude < 1e-12)
    #expect((found.rows[1, 0] - 13.0 / 4).magnitude < 1e-12)
  }

  @Test func withThreeGroupsTheTwoFarthestComeFirst() throws {
    let found = try groups([[0], [1], [5], [6], [10], [11]], m: 2)
    #expect(found.members == [[0, 1], [4, 5], [2, 3]])
    #expect(found.rows == Matrix([[0.5], [10.5], [5.5]]))
  }

  @Test func columnsCountByTheirRange() throws {
    // In plain units row 2 is nearer to row 0, by range row 1 is.
    let found = try groups([[0, 0], [0, 600], [1, 400], [1, 1000]], m: 2)
    #expect(found.members == [[0, 1], [2, 3]])
  }

  @Test(arguments: [2, 3, 7, 50]) func everyRowIsInOneGroupOfTheRightSize(m: Int) throws {
    var random = NumPyRandom(seed: 8)
    let rows = (0..<211).map { _ in (0..<4).map { _ in random.normal() } }
    let found = try groups(rows, m: m)
    #expect(found.members.flatMap(\.self).sorted() == Array(0..<211))
    #expect(found.members.allSatisfy { (m...2 * m - 1).contains($0.count) })
    #expect(found.members.dropLast().allSatisfy { $0.count == m })
    #expect(try groups(rows, m: m) == found)
    for (number, group) in found.members.enumerated() {
      for column in 0..<4 {
        let mean = group.reduce(0) { $0 + rows[$1][column] } / Double(group.count)
        #expect((found.rows[number, column] - mean).magnitude < 1e-12)
      }
    }
  }

  @Test func copiesMakeGroupsOfTheirOwnValue() throws {
    let found = try groups(Array(repeating: [0.1, 5], count: 13), m: 3)
    #expect(found.members.flatMap(\.self).sorted() == Array(0..<13))
    #expect((0..<found.rows.rows).allSatisfy { found.rows.row($0) == [0.1, 5] })
  }

  @Test func valuesAtTheEndsOfTheNumbersAreGroupedToo() throws {
    let found = try groups([[-1.5e308], [-1.4e308], [1.4e308], [1.5e308]], m: 2)
    #expect(found.members == [[0, 1], [2, 3]])
    #expect(found.rows.storage.allSatisfy { $0.isFinite })
  }

  @Test(arguments: [(7, "the largest m is 3"), (3, "leave microaggregate out"), (0, "at least 4")])
  func aClassOfOneGroupIsAnErrorThatTellsWhatWorks(rows: Int, message: String) throws {
    let members = Matrix(rows: rows, columns: 1)
    let error = #expect(throws: OversamplingError.self) {
      _ = try made(Microaggregation.self, ["m": "4"])
        .parents(members, className: "rare", in: .unattended())
    }
    #expect(error?.description.contains(message) == true)
    #expect(error?.description.contains("class 'rare' has \(rows) rows") == true)
  }
}
