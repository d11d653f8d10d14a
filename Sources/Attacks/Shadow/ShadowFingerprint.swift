import Numeric
import Parameters

/// A number that says which study saved runs belong to (FNV-1a, 64 bits, a word at a time).
struct ShadowFingerprint {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ word: UInt64) {
    value = (value ^ word) &* 0x0000_0100_0000_01b3
    // Multiplication carries upwards only.
    value ^= value >> 32
  }

  mutating func add(_ number: Int) { add(UInt64(bitPattern: Int64(number))) }

  mutating func add(_ text: String) {
    add(text.utf8.count)
    for byte in text.utf8 { add(UInt64(byte)) }
  }

  mutating func add(_ values: ParameterValues) {
    for spec in values.specs { add("\(spec.name)=\(values[spec.name] ?? spec.defaultValue)") }
  }

  mutating func add(_ matrix: Matrix) {
    add(matrix.rows)
    add(matrix.columns)
    for number in matrix.storage { add(number.bitPattern) }
  }
}
