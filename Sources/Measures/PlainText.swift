import Tabular

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Numbers for sentences, short enough to be read aloud.
package enum PlainText {
  /// Three significant digits.
  package static func number(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : "undefined" }
    let digits = 2 - Int(log10(abs(value)).rounded(.down))
    let unit = pow(10, Double(abs(digits)))
    let rounded = digits < 0 ? (value / unit).rounded() * unit : (value * unit).rounded() / unit
    return NumberText.shortest(rounded)
  }

  /// A share in percent with at most one decimal: `12.5 %`.
  static func percent(_ share: Double) -> String {
    NumberText.shortest((share * 1000).rounded() / 10) + " %"
  }
}
