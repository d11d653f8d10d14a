/// A NumPy array whose header has been checked against its bytes.
struct NumPyArray {
  let header: NumPyHeader
  private let bytes: FileBytes

  init(_ bytes: FileBytes) throws(ReadError) {
    header = try NumPyHeader(bytes)
    self.bytes = bytes
  }

  /// Rows and columns; an array of one dimension is a column.
  var rows: Int { header.shape.first ?? 0 }
  var columns: Int { header.shape.count > 1 ? header.shape[1] : 1 }

  /// The values of one column.
  func column(_ column: Int) -> [Double] {
    let stride = header.isColumnMajor ? 1 : columns
    let first = header.isColumnMajor ? column * rows : column
    return bytes.withBytes { all in
      (0..<rows).map {
        value(at: header.dataOffset + (first + $0 * stride) * header.element.size, all)
      }
    }
  }

  private func value(at offset: Int, _ all: UnsafeRawBufferPointer) -> Double {
    switch header.element {
    case .float64: Double(bitPattern: integer(at: offset, all))
    case .float32: Double(Float(bitPattern: integer(at: offset, all)))
    case .int64: Double(integer(at: offset, all) as Int64)
    case .int32: Double(integer(at: offset, all) as Int32)
    case .int16: Double(integer(at: offset, all) as Int16)
    case .int8: Double(integer(at: offset, all) as Int8)
    case .uint64: Double(integer(at: offset, all) as UInt64)
    case .uint32: Double(integer(at: offset, all) as UInt32)
    case .uint16: Double(integer(at: offset, all) as UInt16)
    case .uint8: Double(integer(at: offset, all) as UInt8)
    case .bool: integer(at: offset, all) as UInt8 == 0 ? 0 : 1
    }
  }

  private func integer<Number: FixedWidthInteger & BitwiseCopyable>(
    at offset: Int, _ all: UnsafeRawBufferPointer
  ) -> Number {
    let stored = all.loadUnaligned(fromByteOffset: offset, as: Number.self)
    return header.isBigEndian ? Number(bigEndian: stored) : Number(littleEndian: stored)
  }
}
