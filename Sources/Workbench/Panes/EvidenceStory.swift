import Attacks

/// How a claim follows from the released rows, in sentences. Says nothing of any value.
package enum EvidenceStory {
  /// More lines than this are only counted.
  private static let limit = 8
  /// Of a line with more rows than this the nearest ones are named.
  private static let rowLimit = 6

  /// What shows it, step by step.
  package static func sentences(for evidence: Evidence, kind: ReleaseKind) -> [String] {
    switch evidence.reason {
    case .meetingLines: meeting(evidence.lines, kind)
    case .repeatedRow: repeated(evidence.lines, kind)
    case .endOfLines: ending(evidence.lines, kind)
    case .onNoLine:
      [
        "No line of other rows passes through this row.",
        "A synthetic row lies inside such a line, so this row was not made: it is real.",
      ]
    case .oneRow, .fittedLines, .replayedDraws: meeting(evidence.lines, kind)
    case .format: ["Its values have no more digits than real ones have."]
    case .order: ["It stands before the block of synthetic rows."]
    case .outsideOfTriangles: ["It lies outside of every triangle that other rows span around it."]
    case .outsideOfBoxes: ["It lies outside of every box that two other rows span."]
    case .severalLines: ending(evidence.lines, kind)
    }
  }

  /// What the attack was given.
  ///
  /// - Parameters:
  ///   - rows: minority rows of the release.
  ///   - columns: those it works on; nil if they are all that there are.
  package static func seen(_ kind: ReleaseKind, rows: Int, columns: Int?) -> String {
    let part = columns.map { " Of their columns it used the \($0) of numbers." } ?? ""
    switch kind {
    case .synthetic:
      return "The attacker saw the " + NumberFormat.count(rows, "synthetic row")
        + " and nothing else." + part
    case .augmented:
      return "The attacker saw a table of " + NumberFormat.count(rows, "row")
        + " of the class, and not which of them are real." + part
    }
  }

  private static func meeting(_ lines: [EvidenceLine], _ kind: ReleaseKind) -> [String] {
    let told = lines.prefix(limit).enumerated().map { number, line in
      let other = number == 0 ? "one line" : "another"
      guard let record = line.record else {
        return "\(rows(line, kind)) on \(other) (\(name(number)))."
      }
      return "\(rows(line, kind)) on \(other) (\(name(number))), "
        + "which leads to the record of claim \(record + 1)."
    }
    return told + more(lines.count)
      + [
        "They meet in one point: this record. Every synthetic row lies between two real "
          + "records, so lines meet where a record is."
      ]
  }

  private static func repeated(_ lines: [EvidenceLine], _ kind: ReleaseKind) -> [String] {
    let numbers = lines.first.map { named($0.rows) } ?? ""
    return [
      "\(ClaimText.rowNoun(kind).capitalizedFirst)s \(numbers) have the same values.",
      "Equal rows are made between two equal records only, so the row is a real record.",
    ]
  }

  private static func ending(_ lines: [EvidenceLine], _ kind: ReleaseKind) -> [String] {
    let told = lines.prefix(limit).enumerated().map { number, line in
      "\(rows(line, kind)) on a line (\(name(number))) that ends in this row."
    }
    return told + more(lines.count)
      + [
        "No row follows on the other side. A synthetic row lies inside its line, so this row is "
          + "real."
      ]
  }

  /// `Synthetic rows 17, 203 and 981 lie`.
  private static func rows(_ line: EvidenceLine, _ kind: ReleaseKind) -> String {
    let noun = ClaimText.rowNoun(kind).capitalizedFirst
    let isOne = line.rows.count == 1
    return "\(noun)\(isOne ? "" : "s") \(named(line.rows)) \(isOne ? "lies" : "lie")"
  }

  private static func named(_ rows: [Int]) -> String {
    let shown = rows.prefix(rowLimit).map { $0 + 1 }
    let rest = rows.count - shown.count
    guard rest > 0 else { return NumberFormat.list(shown) }
    return shown.map { "\($0)" }.joined(separator: ", ") + " and \(rest) more"
  }

  /// The name of a line in the text and in the table of its rows.
  static func name(_ line: Int) -> String { "L\(line + 1)" }

  private static func more(_ count: Int) -> [String] {
    count > limit ? ["And \(NumberFormat.count(count - limit, "more line"))."] : []
  }
}
