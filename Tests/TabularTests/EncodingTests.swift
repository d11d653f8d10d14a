import Numeric
import Tabular
import TestSupport
import Testing

@Suite struct EncodingTests {
  private let text = """
    id,age,smoker,city,flag,target
    101,41.5,yes,Ulm,1,0
    102,33,no,Bonn,0,1
    103,20.25,yes,Kiel,1,0
    """

  @Test func everyKindHasItsColumns() throws {
    let encoded = try FeatureEncoder.encode(readText(text).dataset)
    #expect(
      encoded.names == ["age", "smoker", "city_Bonn", "city_Kiel", "city_Ulm", "flag"])
    #expect(encoded.groups == [1, 2, 3, 3, 3, 4])
    #expect(encoded.decimals == [2, 0, 0, 0, 0, 0])
    #expect(
      encoded.matrix
        == Matrix([
          [41.5, 1, 0, 0, 1, 1], [33, 0, 1, 0, 0, 0], [20.25, 1, 0, 1, 0, 1],
        ]))
    #expect(encoded.labels == ClassLabels(codes: [0, 1, 0], levels: ["0", "1"]))
    #expect(encoded.columns[2].level == "Bonn")
  }

  @Test func anotherTableIsEncodedByTheLevelsOfTheFirst() throws {
    let dataset = try readText(text).dataset
    let encoder = try FeatureEncoder(dataset)
    let some = try encoder.encode(dataset.rows([2, 2]))
    #expect(some.names == encoder.columns.map(\.name))
    #expect(some.matrix.row(0) == [20.25, 1, 0, 1, 0, 1])
    let other = try readText(text.replacing("Kiel", with: "Rom")).dataset
    #expect(throws: EncodingError.unknownLevel("Rom", column: "city")) {
      try encoder.encode(other)
    }
  }

  @Test func missingCellsAreAnErrorThatNamesAllColumns() throws {
    let dataset = try readText("a,b,c,target\n1,,x,0\n,,y,1\n3,4,,1\n").dataset
    let error = #expect(throws: EncodingError.self) { try FeatureEncoder.encode(dataset) }
    #expect(
      error
        == .missingValues([
          .init(column: "a", count: 1, firstRow: 1), .init(column: "b", count: 2, firstRow: 0),
          .init(column: "c", count: 1, firstRow: 2),
        ]))
    let text = "4 cells (column 'a' 1, in row 2; 'b' 2, from row 1 on; 'c' 1, in row 3; rows from 1"
    #expect(error?.description.contains(text) == true)
    let moved = error?.inFile(rows: [4, 7, 9]).description
    #expect(moved?.contains("'a' 1, in row 8; 'b' 2, from row 5 on; 'c' 1, in row 10") == true)
  }

  @Test func infiniteCellsAreAnError() throws {
    let dataset = try readText("a,target\n1,0\ninf,1\n2,0\n").dataset
    #expect(throws: EncodingError.infiniteValues([.init(column: "a", count: 1, firstRow: 1)])) {
      try FeatureEncoder.encode(dataset)
    }
  }

  @Test func aTableOfLabelAndIdentifierHasNoFeatures() throws {
    let dataset = try readText("id,target\n1,0\n2,1\n").dataset
    #expect(throws: EncodingError.noFeatures) { try FeatureEncoder.encode(dataset) }
  }

  @Test func namesThatWouldBeEqualAreToldApart() throws {
    let dataset = try readText("a_x,a,target\n1.5,x,0\n2.5,y,1\n").dataset
    #expect(try FeatureEncoder(dataset).columns.map(\.name) == ["a_x", "a_x_2", "a_y"])
  }

  @Test func aMatrixBecomesATable() throws {
    let matrix = Matrix([[1, 0.25, 0], [2, 0.5, 1]])
    let label = ClassLabels(codes: [1, 0], levels: ["0", "1"]).column(named: "target")
    let dataset = try Dataset(names: ["n", "d", "b"], matrix: matrix, label: label)
    #expect(dataset.names == ["n", "d", "b", "target"])
    #expect(dataset.columns.map(\.kind) == [.integer, .decimal(decimals: 2), .boolean, .boolean])
    #expect(dataset.schema.label == 3)
    #expect(try FeatureEncoder.encode(dataset).matrix == matrix)
    #expect(throws: DatasetError.duplicateName("n")) {
      try Dataset(names: ["n", "n", "b"], matrix: matrix, label: label)
    }
  }
}

@Suite struct MinMaxScalerTests {
  /// What scikit-learn makes of a small matrix.
  private struct Expected: Decodable {
    let rows: [String]
    let scaled: [String]
    let scale: String
    let offset: String
  }

  @Test func resultsEqualThoseOfScikitLearnBitForBit() throws {
    let expected: Expected = try Fixture.load("minmax.json", besides: #filePath)
    let matrix = Fixture.matrix(expected.rows)
    let scaler = MinMaxScaler(fitting: matrix)
    #expect(scaler.scale == Fixture.doubles(expected.scale))
    #expect(scaler.shift == Fixture.doubles(expected.offset))
    #expect(scaler.transform(matrix) == Fixture.matrix(expected.scaled))
  }

  /// scikit-learn 1.9.1, MinMaxScaler((-1, 1)): a constant column, and one whose range is as
  /// small as rounding errors, are not stretched.
  @Test func constantAndNearlyConstantColumnsAreNotStretched() {
    let matrix = Matrix([
      [0.1, 5, 3, 1e-15], [0.7, 5, -2.5, 2e-15], [0.33, 5, 11, 0], [1.9, 5, 0.123456789, 1e-15],
    ])
    let scaler = MinMaxScaler(fitting: matrix)
    let scaled = scaler.transform(matrix)
    #expect(scaler.scale == [1.1111111111111112, 2, 0.14814814814814814, 2])
    #expect(
      scaled.storage == [
        -1, -1, -0.18518518518518523, -0.999999999999998, -0.33333333333333337, -1, -1,
        -0.999999999999996, -0.7444444444444445, -1, 0.9999999999999999, -1, 1, -1,
        -0.611339734962963, -0.999999999999998,
      ])
    #expect(
      scaler.inverse(scaled).storage == [
        0.10000000000000003, 5, 3, 9.992007221626409e-16, 0.7, 5, -2.5, 1.9984014443252818e-15,
        0.33, 5, 11, 0, 1.9, 5, 0.12345678899999982, 9.992007221626409e-16,
      ])
  }

  @Test func anotherRangeIsReached() {
    let scaler = MinMaxScaler(fitting: Matrix([[2.0], [4], [3]]), to: 0...1)
    #expect(scaler.transform(Matrix([[2.0], [4], [3]])).storage == [0, 1, 0.5])
  }
}
