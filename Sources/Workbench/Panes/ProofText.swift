import Attacks
import Terminal

/// A proof as lines of text: the reasoning, what it rests on, and the rows that it follows from.
struct ProofText {
  let proof: Proof
  let width: Int

  /// Columns a value takes in the table of rows.
  private static let valueWidth = 10
  private static let rowLimit = 200

  /// The reasoning, what is taken for granted and what was ruled out.
  ///
  /// - Parameter remark: a last sentence, dim; empty for none.
  func story(remark: String) -> [StyledLine] {
    let numbered = proof.steps.enumerated().flatMap { number, step in
      StyledLine.wrapped("\(number + 1) \(step)", width: width, indent: 2)
    }
    let premise = proof.premise.map { StyledLine.wrapped($0, width: width) } ?? []
    return [StyledLine("How it follows", .title)] + numbered + premise + ruledOut
      + StyledLine.wrapped(remark, .dim, width: width)
  }

  private var ruledOut: [StyledLine] {
    guard !proof.ruledOut.isEmpty else { return [] }
    return [.blank, StyledLine("What else it could have been", .title)]
      + proof.ruledOut.flatMap { StyledLine.wrapped("- " + $0, width: width, indent: 2) }
  }

  /// What is known of the rows of a release, for the table of those that a proof names.
  struct Rows {
    let columnNames: [String]
    let names: RowNames
    /// Columns that are scrolled out at the left.
    let firstColumn: Int
    /// Whether real and rebuilt values are hidden.
    let isMasked: Bool
    let text: (Double, Int) -> String
    let values: (Int) -> [Double]?
    /// Whether a row is, or may be, a real record.
    let isReal: (Int) -> Bool
  }

  /// The rows that the proof names, with the released values; those of real records are masked.
  func table(_ rows: Rows) -> [StyledLine] {
    let used = proof.lines.enumerated().flatMap { number, line in
      line.rows.indices.map { (number: number, place: $0, line: line) }
    }
    guard !used.isEmpty else { return [] }
    let hasSteps = used.contains { !$0.line.steps.isEmpty }
    let shown = shownColumns(rows, hasSteps: hasSteps)
    let told = used.prefix(Self.rowLimit).flatMap { entry -> [StyledLine] in
      let row = line(of: entry, rows, shown, hasSteps: hasSteps)
      let isLast = entry.place == entry.line.rows.count - 1
      let end = isLast ? self.end(entry.number, entry.line, rows, shown, hasSteps: hasSteps) : nil
      return [row] + [end].compactMap(\.self)
    }
    let rest = used.count - min(used.count, Self.rowLimit)
    let more = rest > 0 ? [StyledLine("... and \(rest) more", .dim)] : []
    return [StyledLine("The \(rows.names.noun)s it follows from", .title)]
      + [head(rows, shown, hasSteps: hasSteps)] + told + more + note(rows, shown)
  }

  private func shownColumns(_ rows: Rows, hasSteps: Bool) -> Range<Int> {
    let count = rows.columnNames.count
    let room = max(1, (width - (hasSteps ? 19 : 12)) / Self.valueWidth)
    let first = max(0, min(rows.firstColumn, count - room))
    return first..<min(count, first + room)
  }

  private func head(_ rows: Rows, _ shown: Range<Int>, hasSteps: Bool) -> StyledLine {
    var line = start("line", "row", hasSteps ? "step" : nil, .header)
    for column in shown {
      line.add(" ", .header)
      line.add(
        rows.columnNames[column], .header, width: Self.valueWidth - 1, alignment: .right)
    }
    return line
  }

  private func start(
    _ line: String, _ row: String, _ step: String?, _ role: Role
  ) -> StyledLine {
    var text = StyledLine()
    text.add(line, role == .header ? .header : .label, width: 5)
    text.add(row, role, width: 7, alignment: .right)
    if let step { text.add(step, role, width: 7, alignment: .right) }
    return text
  }

  private func line(
    of entry: (number: Int, place: Int, line: EvidenceLine), _ rows: Rows, _ shown: Range<Int>,
    hasSteps: Bool
  ) -> StyledLine {
    let row = entry.line.rows[entry.place]
    let steps = entry.line.steps
    let step =
      steps.indices.contains(entry.place)
      ? NumberFormat.fixed(steps[entry.place], digits: 3) : ""
    let text = start(
      Proof.name(ofLine: entry.number), "\(rows.names.number(row))", hasSteps ? step : nil, .value)
    return filled(
      text, rows.values(row), isHidden: rows.isMasked && rows.isReal(row), rows, shown)
  }

  /// The record at the other end, where the proof gives it: as personal as the record itself.
  private func end(
    _ number: Int, _ line: EvidenceLine, _ rows: Rows, _ shown: Range<Int>, hasSteps: Bool
  ) -> StyledLine? {
    guard !line.otherEnd.isEmpty else { return nil }
    let text = start(Proof.name(ofLine: number), "end", hasSteps ? "1" : nil, .dim)
    return filled(text, line.otherEnd, isHidden: rows.isMasked, rows, shown)
  }

  private func filled(
    _ line: StyledLine, _ values: [Double]?, isHidden: Bool, _ rows: Rows, _ shown: Range<Int>
  ) -> StyledLine {
    var line = line
    guard let values else { return line }
    for column in shown where values.indices.contains(column) {
      let text = MaskText.of(rows.text(values[column], column), isMasked: isHidden)
      line.add(" ")
      line.add(
        text, isHidden ? .masked : .value, width: Self.valueWidth - 1, alignment: .right)
    }
    return line
  }

  private func note(_ rows: Rows, _ shown: Range<Int>) -> [StyledLine] {
    guard shown.count < rows.columnNames.count else { return [] }
    let note =
      "columns \(shown.lowerBound + 1) to \(shown.upperBound) of \(rows.columnNames.count); "
      + "left and right show others"
    return StyledLine.wrapped(note, .dim, width: width)
  }
}
