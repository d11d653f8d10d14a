import CKernels

/// Finds out what separates cells, and whether numbers have a decimal comma, from the first lines.
struct DialectSniffer {
  /// Records and cells looked at.
  static let records = 100
  static let cells = 4000

  /// The candidate that divides the first lines best, or nil if none occurs in the first line.
  static func delimiter(of text: DelimitedText, from start: Int) -> UInt8? {
    let scores = Dialect.candidates.compactMap { delimiter in
      score(text.with(delimiter: delimiter, decimalMark: .point), from: start)
        .map { (delimiter, $0) }
    }
    // On a tie the earlier candidate stays.
    return scores.reduce(nil as (UInt8, Score)?) { best, next in
      guard let best else { return next }
      return best.1 < next.1 ? next : best
    }?.0
  }

  /// The decimal mark of the numbers in `sample`; ambiguous if all could have thousands commas.
  static func decimalMark(of sample: [[csv_cell]], in text: DelimitedText) -> CommaUse {
    guard text.delimiter != UInt8(ascii: ",") else { return .none }
    var use = CommaUse.none
    for cell in sample.lazy.flatMap(\.self).prefix(cells) {
      let number = CommaNumber(text.text(cell))
      switch number {
      case .point: return .none
      case .comma: use = .decimal
      case .either: if use == .none { use = .ambiguous }
      case .other: break
      }
    }
    return use
  }

  /// How commas are used inside cells.
  enum CommaUse { case none, decimal, ambiguous }

  /// How well a delimiter fits; compared from the first field on.
  private struct Score: Comparable {
    let isRegular: Bool
    let cleanShare: Double
    let regularShare: Double
    let columns: Int

    static func < (left: Score, right: Score) -> Bool {
      if left.isRegular != right.isRegular { return right.isRegular }
      if left.cleanShare != right.cleanShare { return left.cleanShare < right.cleanShare }
      if left.regularShare != right.regularShare { return left.regularShare < right.regularShare }
      return left.columns < right.columns
    }
  }

  private static func score(_ text: DelimitedText, from start: Int) -> Score? {
    let rows = sample(of: text, from: start)
    guard let columns = rows.first?.count, columns > 1 else { return nil }
    let regular = Double(rows.count { $0.count == columns }) / Double(rows.count)
    let cells = rows.joined().prefix(Self.cells)
    let others = Set(Dialect.candidates).subtracting([text.delimiter])
    let clean = cells.count { isClean($0, in: text, others: others) }
    return Score(
      isRegular: regular >= 0.9, cleanShare: Double(clean) / Double(cells.count),
      regularShare: regular, columns: columns)
  }

  /// True unless the cell looks as if another delimiter should have divided it.
  private static func isClean(
    _ cell: csv_cell, in text: DelimitedText, others: Set<UInt8>
  ) -> Bool {
    if cell.quoted { return true }
    let bytes = text.bytes.array(cell.offset..<cell.offset + min(cell.length, 4096))
    guard bytes.contains(where: others.contains) else { return true }
    return CommaNumber(String(decoding: bytes, as: UTF8.self)) != .other
  }

  /// The first records; a record that cannot be divided ends the sample.
  static func sample(of text: DelimitedText, from start: Int, count: Int = records) -> [[csv_cell]]
  {
    var rows: [[csv_cell]] = []
    var offset = start
    var seen = 0
    while offset < text.bytes.count, rows.count < count, seen < Self.cells * 50,
      let record = try? text.record(at: offset)
    {
      offset = record.next
      seen += record.cells.count
      if !record.cells.isEmpty { rows.append(record.cells) }
    }
    return rows
  }
}

/// How a cell uses point and comma, if it is a number at all.
enum CommaNumber {
  /// 1.5
  case point
  /// 1,5 and nothing else
  case comma
  /// 1,500: a decimal comma or a thousands comma
  case either
  case other

  init(_ text: String) {
    var digits =
      text.utf8.first.map { $0 == 0x2d || $0 == 0x2b } == true
      ? text.utf8.dropFirst() : text.utf8[...]
    let whole = digits.prefix { $0 >= 0x30 && $0 <= 0x39 }
    digits = digits.dropFirst(whole.count)
    guard let mark = digits.popFirst(), mark == 0x2e || mark == 0x2c else {
      self = .other
      return
    }
    let fraction = digits.prefix { $0 >= 0x30 && $0 <= 0x39 }
    let rest = digits.dropFirst(fraction.count)
    let isNumber =
      whole.count + fraction.count > 0 && (rest.isEmpty || rest.first.map { $0 | 0x20 } == 0x65)
    guard isNumber else {
      self = .other
      return
    }
    let grouped =
      fraction.count == 3 && rest.isEmpty && (1...3).contains(whole.count) && whole.first != 0x30
    self = mark == 0x2e ? .point : grouped ? .either : .comma
  }
}
