import CZlib

/// Writes NumPy files for tests, right ones and wrong ones.
enum NumPyFiles {
  static func array(
    _ type: String, shape: String, columnMajor: Bool = false, version: UInt8 = 1, data: [UInt8]
  ) -> [UInt8] {
    let flag = columnMajor ? "True" : "False"
    return array(
      header: "{'descr': \(type), 'fortran_order': \(flag), 'shape': \(shape), }",
      version: version, data: data)
  }

  static func array(header: String, version: UInt8 = 1, data: [UInt8]) -> [UInt8] {
    let text = Array(header.utf8) + [0x0a]
    let width = version == 1 ? 2 : 4
    return [0x93] + Array("NUMPY".utf8) + [version, 0] + little(text.count, width) + text + data
  }

  static func little(_ value: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  static func bytes(_ numbers: [Double]) -> [UInt8] {
    numbers.flatMap { little(Int(Int64(bitPattern: $0.bitPattern)), 8) }
  }

  /// A zip of stored members. `checksum` changes the recorded checksum; `claim` the sizes.
  static func archive(
    _ members: [(String, [UInt8])], checksum: UInt32 = 0, claim: Int? = nil, method: Int = 0,
    flags: Int = 0
  ) -> [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for (name, content) in members {
      let sum = Int(UInt32(truncatingIfNeeded: crc32(0, content, uInt(content.count))) ^ checksum)
      let size = claim ?? content.count
      let common =
        little(20, 2) + little(flags, 2) + little(method, 2) + little(0, 4) + little(sum, 4)
        + little(content.count, 4) + little(size, 4) + little(name.utf8.count, 2) + little(0, 2)
      let offset = file.count
      file += [0x50, 0x4b, 0x03, 0x04] + common + Array(name.utf8) + content
      directory += [0x50, 0x4b, 0x01, 0x02] + little(20, 2) + common
      directory += little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4) + little(offset, 4)
      directory += Array(name.utf8)
    }
    let start = file.count
    let count = little(members.count, 2)
    return file + directory + [0x50, 0x4b, 0x05, 0x06] + little(0, 4) + count + count
      + little(directory.count, 4) + little(start, 4) + little(0, 2)
  }

  /// numpy.savez_compressed(FILE, data=[[1.5, 2], [0.25, 4], [5, 6]], label=[-1, 1, -1]),
  /// NumPy 2.4.6.
  static let compressed = hexadecimal(
    """
    504b03042d00000008000000210044df5679ffffffffffffffff08001400646174612e6e707901001000b000000000
    0000005a000000000000009bec17ea1b10c9c850c650ad9e925a9c5ca46ea5a06e9366a1aea3a09e965f545294981
    79f5f94920a12774bcc294e058a17672416a402f91ac63a0a469a3a0ab50a64032e0630f8610fa1191c20d405285f
    00ca1781d2120e00504b03042d00000008000000210052164540ffffffffffffffff090014006c6162656c2e6e707
    90100100098000000000000004c000000000000009bec17ea1b10c9c850c650ad9e925a9c5ca46ea5a06e9369a1ae
    a3a09e965f54529498179f5f94920a12774bcc294e058a17672416a402f91ac63a9a3a0ab50a1400aeff50c0c8000
    1303e00504b01022d032d00000008000000210044df56795a000000b0000000080000000000000000000000800100
    000000646174612e6e7079504b01022d032d000000080000002100521645404c00000098000000090000000000000
    0000000008001940000006c6162656c2e6e7079504b050600000000020002006d0000001b0100000000
    """)

  private static func hexadecimal(_ text: String) -> [UInt8] {
    let digits = text.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count, by: 2).map {
      UInt8(digits[$0] << 4 | digits[$0 + 1])
    }
  }
}
