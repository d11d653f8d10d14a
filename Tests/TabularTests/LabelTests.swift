import Tabular
import Testing

@Suite struct LabelTests {
  private func label(_ header: String, _ rows: [String], target: String? = nil) throws -> String? {
    let text = ([header] + rows).joined(separator: "\n")
    return try readText(text, options: ReadOptions(target: target)).dataset.label?.name
  }

  private let rows = ["1.5,0,7,x", "2.5,1,8,y", "3.5,0,9,z"]

  @Test(arguments: ["target", "Class", "LABEL", "outcome", "y"])
  func aTellingNameIsTheLabel(_ name: String) throws {
    #expect(try label("a,b,\(name),d", rows) == name)
  }

  @Test func otherwiseTheLastColumnOfTwoValuesIs() throws {
    #expect(try label("a,b,c,d", rows) == "b")
  }

  @Test func otherwiseTheLastCategoryIs() throws {
    #expect(try label("a,b,c", ["1.5,u,7", "2.5,v,8", "3.5,w,9"]) == "b")
  }

  @Test func aTableWithoutAnyKeepsAllFeaturesAndSaysSo() throws {
    let result = try readText("a,b\n1.5,1\n2.5,2\n3.5,3\n")
    #expect(result.dataset.schema.label == nil)
    #expect(result.warnings.contains { $0.text.contains("no column looks like a label") })
  }

  @Test func aLabelWithOneValueIsNamed() throws {
    let result = try readText("a,b,Outcome\n1.5,1,case\n2.5,2,case\n3.5,3,case\n")
    #expect(result.dataset.schema.label == nil)
    #expect(
      result.warnings.map(\.text) == [
        "'Outcome' is 'case' in every row, so there are no classes to balance"
      ])
  }

  @Test func theNamedColumnIsTheLabel() throws {
    #expect(try label("a,b,target,d", rows, target: "d") == "d")
    #expect(try label("a,b,target,D", rows, target: "d") == "D")
  }

  @Test func anUnknownNameIsAnErrorThatListsTheColumns() throws {
    let bytes = Array("age,sex\n1,f\n2,m\n".utf8)
    let error = readError(bytes, options: ReadOptions(target: "sexx"))
    #expect(error?.problem == .unknownColumn)
    #expect(error?.description.contains("'sexx'") == true)
    #expect(error?.description.contains("age, sex") == true)
  }

  @Test func aConstantCannotBeTheLabel() throws {
    let error = readError(Array("a,b\n1,5\n2,5\n".utf8), options: ReadOptions(target: "b"))
    #expect(error?.problem == .badLabel)
    #expect(error?.description.contains("only one value") == true)
  }

  @Test func identifiersAreNoFeatures() throws {
    let dataset = try readText("patient_id,x,target\n11,1.5,0\n12,2.5,1\n13,3,1\n").dataset
    #expect(dataset.schema.roles == [.identifier, .feature, .label])
    #expect(dataset.schema.features == [1])
  }

  @Test func anotherLabelCanBeChosenLater() throws {
    let dataset = try readText("a,b,target\n0,x,0\n1,y,1\n0,y,1\n").dataset
    let other = try LabelChoice.relabel(dataset, target: "b")
    #expect(other.schema.roles == [.feature, .label, .feature])
    #expect(throws: ReadError.self) { try LabelChoice.relabel(dataset, target: "c") }
  }
}

@Suite struct ClassTests {
  private func labels(_ cells: [String]) throws -> ClassLabels {
    let text = "x,target\n" + cells.enumerated().map { "\($0).5,\($1)\n" }.joined()
    return try ClassLabels(try #require(try readText(text).dataset.label))
  }

  @Test func numbersAreClassesInAscendingOrder() throws {
    let found = try labels(["10", "9", "9", "-1"])
    #expect(found.levels == ["-1", "9", "10"])
    #expect(found.codes == [2, 1, 1, 0])
    #expect(found.counts == ClassCounts(levels: ["-1", "9", "10"], counts: [1, 2, 1]))
    #expect(found.rows(of: 1) == [1, 2])
  }

  @Test func textsAreClassesInTheOrderOfTheirLevels() throws {
    #expect(try labels(["sick", "fit", "fit"]).levels == ["fit", "sick"])
  }

  @Test func classesWithoutRowsAreLeftOut() throws {
    let column = Column(
      name: "c", kind: .category, values: .categorical(codes: [2, 2, 0], levels: ["a", "b", "c"]))
    #expect(try ClassLabels(column) == ClassLabels(codes: [1, 1, 0], levels: ["a", "c"]))
  }

  @Test func aRowWithoutLabelIsAnError() throws {
    let column = Column(name: "c", kind: .integer, values: .numeric([1, .nan, .nan]))
    let error = #expect(throws: EncodingError.self) { try ClassLabels(column) }
    #expect(error == .missingLabels(column: "c", rows: 2, firstRow: 1))
    #expect(error?.description.contains("the first is row 2") == true)
  }

  @Test func imbalanceIsLargestOverRarest() {
    let counts = ClassCounts(levels: ["a", "b", "c"], counts: [301, 35, 70])
    #expect(counts.imbalance == 8.6)
    #expect(counts.rows == 406)
    #expect(counts.largest == 0)
    #expect(counts.rarest == 1)
  }

  @Test func theMinorityIsTheRarestUnlessNamed() throws {
    let counts = ClassCounts(levels: ["0", "1", "2"], counts: [50, 9, 20])
    #expect(try counts.minority() == 1)
    #expect(try counts.minority(named: "2") == 2)
    #expect(try counts.minority(named: "2.0") == 2)
    #expect(throws: EncodingError.unknownClass("3", among: ["0", "1", "2"])) {
      try counts.minority(named: "3")
    }
  }

  @Test func labelsBecomeAColumnAgain() throws {
    let numbers = ClassLabels(codes: [1, 0], levels: ["-1", "1"]).column(named: "t")
    #expect(numbers.values == .numeric([1, -1]))
    let binary = ClassLabels(codes: [1, 0], levels: ["0", "1"]).column(named: "t")
    #expect(binary.kind == .boolean)
    let texts = ClassLabels(codes: [1, 0], levels: ["fit", "sick"]).column(named: "t")
    #expect(texts.values == .categorical(codes: [1, 0], levels: ["fit", "sick"]))
  }
}
