/// Numbers as people read them. ASCII only, without any locale.
package enum NumberFormat {
  /// What stands for a number that there is none of.
  package static let none = "-"

  /// `value` with exactly `digits` (0...15) digits after the point, halves rounded away from zero.
  ///
  /// A value too large for that is written as Swift writes it, one that is not a number as `-`.
  package static func fixed(_ value: Double, digits: Int) -> String {
    guard !value.isNaN else { return none }
    let digits = min(max(digits, 0), 15)
    let power = (0..<digits).reduce(1.0) { product, _ in product * 10 }
    let scaled = (value.magnitude * power).rounded()
    guard scaled < 1e15 else { return "\(value)" }
    let number = Int(scaled)
    let sign = value < 0 && number > 0 ? "-" : ""
    guard digits > 0 else { return sign + "\(number)" }
    let rest = "\(number % Int(power))"
    let zeros = String(repeating: "0", count: digits - rest.count)
    return sign + "\(number / Int(power))." + zeros + rest
  }

  /// `value` with `digits` digits that count, in powers of ten where that is shorter: `0.0016`,
  /// `27.3`, `1.2e-13`.
  package static func significant(_ value: Double, digits: Int = 3) -> String {
    guard value != 0 else { return "0" }
    guard value.isFinite else { return value.isNaN ? none : "\(value)" }
    let digits = min(max(digits, 1), 15)
    var exponent = 0
    var mantissa = value.magnitude
    while mantissa >= 10 {
      mantissa /= 10
      exponent += 1
    }
    while mantissa < 1 {
      mantissa *= 10
      exponent -= 1
    }
    if (-4..<max(6, digits)).contains(exponent) {
      return fixed(value, digits: max(0, digits - 1 - exponent))
    }
    return (value < 0 ? "-" : "") + fixed(mantissa, digits: digits - 1) + "e\(exponent)"
  }

  /// A value of a column: with its `decimals` where it has no more digits than that, else with
  /// five digits that count.
  package static func value(_ value: Double, decimals: Int?) -> String {
    guard let decimals, decimals <= 12 else { return significant(value, digits: 5) }
    let power = (0..<decimals).reduce(1.0) { product, _ in product * 10 }
    let rounded = (value * power).rounded() / power
    let isRound = abs(value - rounded) <= 1e-9 * max(1, abs(value))
    return isRound ? fixed(value, digits: decimals) : significant(value, digits: 5)
  }

  /// A share in 0...1 with two digits. `1.00` is only written for all and `0.00` for nothing.
  package static func share(_ share: Double) -> String {
    guard !share.isNaN else { return none }
    if share < 1, share >= 0.995 { return "0.99" }
    if share > 0, share < 0.005 { return "0.01" }
    return fixed(share, digits: 2)
  }

  /// `[0.92, 1.00]`; each bound rounded outwards, so that the interval is never too narrow.
  package static func interval(low: Double, high: Double) -> String {
    let below = (low * 100 + 1e-9).rounded(.down) / 100
    let above = (high * 100 - 1e-9).rounded(.up) / 100
    return "[\(fixed(below, digits: 2)), \(fixed(above, digits: 2))]"
  }

  /// `61 %`.
  package static func percent(_ share: Double, digits: Int = 0) -> String {
    fixed(100 * share, digits: digits) + " %"
  }

  /// How much is done, rounded down: 100 % is only written when all is.
  package static func progress(_ share: Double) -> String {
    share.isFinite ? "\(Int(100 * min(max(share, 0), 1))) %" : none
  }

  /// `<0.01 s`, `0.02 s`, `12.3 s`, `2:05 min`, `1:02:05 h`.
  package static func seconds(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 1e9 else { return none }
    if seconds > 0, seconds < 0.005 { return "<0.01 s" }
    if seconds < 9.995 { return fixed(seconds, digits: 2) + " s" }
    if seconds < 99.95 { return fixed(seconds, digits: 1) + " s" }
    let whole = Int(seconds.rounded())
    let inHour = whole / 60 % 60
    guard whole >= 3600 else { return "\(inHour):\(twoDigits(whole % 60)) min" }
    return "\(whole / 3600):\(twoDigits(inHour)):\(twoDigits(whole % 60)) h"
  }

  /// A time still to come, in whole seconds and never less than there is: `1 s`, `48 s`, `2:05 min`.
  package static func remaining(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 1e9 else { return none }
    let whole = max(1, seconds.rounded(.up))
    return whole < 100 ? "\(Int(whole)) s" : self.seconds(whole)
  }

  /// `1,284,000`.
  package static func thousands(_ number: Int) -> String {
    let digits = Array("\(number.magnitude)")
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }

  /// `1 record`, `1,110 records`.
  package static func count(_ number: Int, _ noun: String) -> String {
    thousands(number) + " " + noun + (number == 1 ? "" : "s")
  }

  /// `17, 203 and 981`.
  package static func list(_ numbers: [Int]) -> String {
    guard let last = numbers.last else { return "" }
    let front = numbers.dropLast().map { "\($0)" }.joined(separator: ", ")
    return front.isEmpty ? "\(last)" : front + " and \(last)"
  }

  /// `812 B`, `4.4 kB`, `106 MB`.
  package static func bytes(_ count: Int) -> String {
    let units = ["B", "kB", "MB", "GB", "TB"]
    var value = Double(max(0, count))
    var unit = 0
    while value >= 999.5, unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    return fixed(value, digits: unit > 0 && value < 99.95 ? 1 : 0) + " " + units[unit]
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
