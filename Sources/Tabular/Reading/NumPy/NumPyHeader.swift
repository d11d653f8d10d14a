/// The header of an NPY array: what its elements are, and its shape.
struct NumPyHeader: Equatable {
  let element: NumPyElement
  let isBigEndian: Bool
  let isColumnMajor: Bool
  let shape: [Int]
  /// Where the elements begin.
  let dataOffset: Int

  /// - Throws: `ReadError` if the header is broken or describes what cannot be a table column.
  init(_ bytes: FileBytes) throws(ReadError) {
    guard bytes.has(FormatDetector.numpyMagic, at: 0), bytes.count >= 10 else {
      throw Self.broken("no NumPy header", "expected the bytes of numpy.save")
    }
    let version = bytes.array(6..<8)
    guard (1...3).contains(version[0]) else {
      throw ReadError(
        .unsupported, found: "NPY version \(version[0]).\(version[1])",
        expected: "expected version 1, 2 or 3")
    }
    let width = version[0] == 1 ? 2 : 4
    guard bytes.count >= 8 + width else {
      throw Self.broken("a header of \(bytes.count) bytes", "expected more")
    }
    let length = bytes.array(8..<8 + width).reversed().reduce(0) { $0 << 8 | Int($1) }
    dataOffset = 8 + width + length
    guard dataOffset <= bytes.count, length <= 1 << 16 else {
      throw Self.broken(
        "a header that claims \(length) bytes", "expected at most \(bytes.count - 8 - width)")
    }
    let text = String(decoding: bytes.array(8 + width..<dataOffset), as: UTF8.self)
    let entries = try PythonLiteral.dictionary(text)
    guard case .flag(let isColumnMajor)? = entries["fortran_order"],
      case .integers(let shape)? = entries["shape"], let description = entries["descr"]
    else {
      throw Self.broken(
        "a header without descr, fortran_order or shape", "expected all three of them")
    }
    guard case .text(let type) = description else {
      throw ReadError(
        .unsupported, found: "an array of records", expected: "expected an array of numbers",
        remedy: "save the fields as separate arrays")
    }
    element = try NumPyElement(type)
    isBigEndian = type.hasPrefix(">")
    self.isColumnMajor = isColumnMajor
    self.shape = shape
    try checkSize(bytes.count - dataOffset)
  }

  /// Elements in the array.
  var count: Int { shape.reduce(1, *) }

  /// The claimed shape must be what the file holds; nothing is allocated before this is known.
  private func checkSize(_ available: Int) throws(ReadError) {
    var size = element.size
    for extent in shape {
      let (product, overflow) = size.multipliedReportingOverflow(by: extent)
      guard extent >= 0, !overflow else {
        throw Self.broken("the shape \(shape)", "expected one that fits the file")
      }
      size = product
    }
    guard size == available else {
      throw ReadError(
        size > available ? .truncated : .badHeader,
        found: "\(available) bytes of data for the shape \(shape)",
        expected: "expected \(size) bytes", remedy: "write the array again; the file is damaged")
    }
  }

  private static func broken(_ found: String, _ expected: String) -> ReadError {
    ReadError(.badHeader, found: found, expected: expected, remedy: "write the array again")
  }
}

/// The element types that can be numbers of a table.
enum NumPyElement: String, CaseIterable {
  case float64 = "f8"
  case float32 = "f4"
  case int64 = "i8"
  case int32 = "i4"
  case int16 = "i2"
  case int8 = "i1"
  case uint64 = "u8"
  case uint32 = "u4"
  case uint16 = "u2"
  case uint8 = "u1"
  case bool = "b1"

  init(_ type: String) throws(ReadError) {
    let name = VisibleText.quoted(type)
    if type.contains("O") {
      throw ReadError(
        .unsupported, found: "an array of Python objects (\(name))",
        expected: "expected numbers", remedy: "convert it first: array.astype(float)")
    }
    guard let first = type.first, "<>|=".contains(first),
      let element = NumPyElement(rawValue: String(type.dropFirst()))
    else {
      throw ReadError(
        .unsupported, found: "elements of type \(name)",
        expected: "expected " + Self.allCases.map(\.rawValue).joined(separator: ", "),
        remedy: "convert it first: array.astype(float)")
    }
    self = element
  }

  var size: Int { Int(rawValue.dropFirst()) ?? 1 }
  var isFloatingPoint: Bool { self == .float64 || self == .float32 }
}
