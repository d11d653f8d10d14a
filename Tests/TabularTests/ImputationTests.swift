import Tabular
import Testing

@Suite struct ImputationTests {
  private func dataset() throws -> Dataset {
    try Dataset(
      schema: Schema([.feature, .feature, .feature, .label]),
      columns: [
        Column(name: "age", kind: .integer, values: .numeric([30, .nan, 50, 41])),
        Column(
          name: "ward", kind: .category,
          values: .categorical(codes: [0, 1, -1, 1], levels: ["north", "south"])),
        Column(name: "full", kind: .decimal(decimals: 1), values: .numeric([1, 2, 3, 4.5])),
        Column(name: "ill", kind: .integer, values: .numeric([0, 0, 1, 1])),
      ])
  }

  @Test func nothingIsDoneUnlessAskedFor() throws {
    let filled = Imputation.none.fill(try dataset())
    #expect(filled.dataset.columns[0].missingCount == 1)
    #expect(filled.notes.isEmpty)
  }

  @Test func medianAndMostFrequentLevelFillTheGaps() throws {
    let filled = Imputation.median.fill(try dataset())
    #expect(filled.dataset.columns[0].values == .numeric([30, 41, 50, 41]))
    #expect(filled.dataset.columns[1].text(2) == "south")
    #expect(filled.notes == ["2 missing cells filled in 'age', 'ward': median"])
  }

  @Test func aMeanWithAFractionMakesAColumnOfDecimals() throws {
    let filled = Imputation.mean.fill(try dataset(), from: [0, 3])
    #expect(filled.dataset.columns[0].values == .numeric([30, 35.5, 50, 41]))
    #expect(filled.dataset.columns[0].kind == .decimal(decimals: 1))
  }

  @Test func onlyTheTrainingPartDecidesWhatIsFilledIn() throws {
    let filled = Imputation.median.fill(try dataset(), from: [0, 2])
    #expect(filled.dataset.columns[0].values == .numeric([30, 40, 50, 41]))
    #expect(filled.dataset.columns[1].text(2) == "north")
  }

  @Test func rowsWithGapsCanBeLeftOut() throws {
    let filled = Imputation.drop.fill(try dataset())
    #expect(filled.sourceRows == [0, 3])
    #expect(filled.dataset.rowCount == 2)
    #expect(filled.notes == ["2 rows with missing values left out"])
  }

  @Test func aColumnWithoutAnyValueStaysAsItIs() throws {
    let filled = Imputation.median.fill(try dataset(), from: [1])
    #expect(filled.dataset.columns[0].missingCount == 1)
  }

  @Test func numbersBecomeCategoriesInAscendingOrder() throws {
    let marked = try dataset().markingCategories(["full"])
    #expect(
      marked.columns[2].values
        == .categorical(codes: [0, 1, 2, 3], levels: ["1", "2", "3", "4.5"]))
    let error = #expect(throws: EncodingError.self) {
      _ = try dataset().markingCategories(["ill"])
    }
    #expect(error?.description.contains("no feature column is called") == true)
  }
}
