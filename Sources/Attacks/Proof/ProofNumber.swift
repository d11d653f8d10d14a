import Foundation

/// Numbers as a proof says them; none is the value of a cell.
enum ProofNumber {
  /// `0.0016`, `0.312`, `1.2e-13`: `digits` that count.
  static func significant(_ value: Double, digits: Int = 3) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : "\(value)" }
    let exponent = Int(log10(abs(value)).rounded(.down))
    guard (-4..<6).contains(exponent) else {
      return String(format: "%.\(max(0, digits - 1))e", value)
        .replacingOccurrences(of: "e-0", with: "e-").replacingOccurrences(of: "e+", with: "e")
    }
    return String(format: "%.\(max(0, digits - 1 - exponent))f", value)
  }

  /// A share of the way from one end of a line to the other: `0.313`, and `<0.001` near 0.
  static func step(_ value: Double) -> String {
    if value != 0, abs(value) < 0.0005 { return value < 0 ? "-<0.001" : "<0.001" }
    return String(format: "%.3f", value)
  }

  /// `1 line`, `12 lines`.
  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  /// How often something of that natural logarithm of probability happens per release: `once in
  /// 1e12 releases`.
  static func rarity(log probability: Double) -> String {
    let powers = -probability / log(10)
    guard powers >= 1 else { return "about \(significant(exp(probability), digits: 2)) times" }
    let isLarge = powers >= 6
    let times = isLarge ? "1e\(Int(powers.rounded(.down)))" : "\(Int(exp(-probability)))"
    return "about once in \(times)"
  }
}
