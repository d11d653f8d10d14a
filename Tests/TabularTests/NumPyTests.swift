import Tabular
import Testing

@Suite struct NumPyTests {
  private let numbers = [1.5, 2, 0.25, 4, 5, 6]

  @Test func anArrayBecomesNumberedColumns() throws {
    let file = NumPyFiles.array("'<f8'", shape: "(3, 2)", data: NumPyFiles.bytes(numbers))
    let result = try readBytes(file, name: "x.npy")
    #expect(result.layout.format == .npy)
    #expect(result.dataset.names == ["x0", "x1"])
    #expect(result.dataset.columns.map(\.numbers) == [[1.5, 0.25, 5], [2, 4, 6]])
    #expect(result.dataset.columns[0].kind == .decimal(decimals: 2))
    #expect(result.dataset.columns[1].kind == .integer)
  }

  @Test func columnsMayComeFirst() throws {
    let file = NumPyFiles.array(
      "'<f8'", shape: "(2, 3)", columnMajor: true, data: NumPyFiles.bytes(numbers))
    let read = try readBytes(file).dataset
    #expect(read.columns.map(\.numbers) == [[1.5, 2], [0.25, 4], [5, 6]])
  }

  @Test(arguments: [1, 2, 3] as [UInt8]) func everyVersionIsRead(_ version: UInt8) throws {
    let file = NumPyFiles.array(
      "'<f8'", shape: "(6,)", version: version, data: NumPyFiles.bytes(numbers))
    #expect(try readBytes(file).dataset.columns.map(\.numbers) == [numbers])
  }

  @Test(
    arguments: [
      ("'<i8'", [255, 255, 255, 255, 255, 255, 255, 255, 7, 0, 0, 0, 0, 0, 0, 0], [-1, 7]),
      ("'<i4'", [254, 255, 255, 255, 0, 1, 0, 0], [-2, 256]),
      ("'>i4'", [0, 0, 1, 0, 255, 255, 255, 255], [256, -1]),
      ("'<i2'", [255, 255, 1, 0], [-1, 1]),
      ("'|i1'", [128, 3], [-128, 3]),
      ("'<u2'", [255, 255, 1, 0], [65535, 1]),
      ("'|u1'", [200, 3], [200, 3]),
      ("'|b1'", [1, 0], [1, 0]),
      ("'<f4'", [0, 0, 0x80, 0x3f, 0, 0, 0x20, 0x40], [1, 2.5]),
    ] as [(String, [UInt8], [Double])])
  func everyNumberTypeIsRead(_ type: String, _ data: [UInt8], _ expected: [Double]) throws {
    let file = NumPyFiles.array(type, shape: "(2,)", data: data)
    #expect(try readBytes(file).dataset.columns.map(\.numbers) == [expected])
  }

  @Test func anArchiveOfDataAndLabelIsATable() throws {
    let result = try readBytes(NumPyFiles.compressed, name: "set.npz")
    #expect(result.layout.format == .npz)
    #expect(result.dataset.names == ["x0", "x1", "target"])
    #expect(result.dataset.columns.map(\.numbers) == [[1.5, 0.25, 5], [2, 4, 6], [-1, 1, -1]])
    #expect(result.dataset.schema.label == 2)
  }

  @Test func storedMembersAreReadToo() throws {
    let data = NumPyFiles.array("'<f8'", shape: "(3, 2)", data: NumPyFiles.bytes(numbers))
    let label = NumPyFiles.array("'<f8'", shape: "(3, 1)", data: NumPyFiles.bytes([0, 1, 0]))
    let file = NumPyFiles.archive([("y.npy", label), ("X.npy", data)])
    #expect(try readBytes(file).dataset.label?.numbers == [0, 1, 0])
  }

  @Test func anArchiveOfOneArrayIsThatArray() throws {
    let data = NumPyFiles.array("'<f8'", shape: "(3, 2)", data: NumPyFiles.bytes(numbers))
    #expect(try readBytes(NumPyFiles.archive([("a.npy", data)])).dataset.rowCount == 3)
  }
}
