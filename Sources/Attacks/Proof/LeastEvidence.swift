/// The smallest set of lines, and rows on them, that a claim follows from by its attack's own rule.
///
/// Evidence often has more than is needed; a reader checks the least. Lines and rows keep their
/// order.
enum LeastEvidence {
  /// Lines that show a record if they meet in it, whatever else is known.
  private static let meetingLines = 3
  /// Rows on one line that lie so by chance practically never: two such lines are enough.
  private static let rowsOfCertainLine = 3

  /// O(lines × log lines).
  static func lines(of evidence: Evidence, certainty: Certainty) -> [EvidenceLine] {
    switch evidence.reason {
    case .meetingLines: meeting(evidence.lines)
    case .repeatedRow: evidence.lines.prefix(1).map { shortened($0, to: 2) }
    case .oneRow: oneRow(evidence.lines, certainty)
    case .replayedDraws: replayed(evidence.lines)
    case .endOfLines: evidence.lines.prefix(2).map { shortened($0, to: 2) }
    case .severalLines: evidence.lines.prefix(2).map { shortened($0, to: 2) }
    // A fit is only as good as all of its rows.
    case .fittedLines: evidence.lines
    case .onNoLine, .format, .order, .outsideOfTriangles, .outsideOfBoxes:
      evidence.lines
    }
  }

  /// The cheapest of: two lines of three rows, two single rows on lines that end in known records,
  /// three lines of any kind.
  private static func meeting(_ lines: [EvidenceLine]) -> [EvidenceLine] {
    let certain = lines.filter { $0.rows.count >= rowsOfCertainLine }.prefix(2)
      .map { shortened($0, to: rowsOfCertainLine) }
    let known = lines.filter { $0.record != nil }.prefix(2).map { shortened($0, to: 1) }
    let shortest = lines.enumerated().map { place, line in
      (place: place, line: shortened(line, to: line.record == nil ? 2 : 1))
    }.sorted { ($0.line.rows.count, $0.place) < ($1.line.rows.count, $1.place) }
      .prefix(meetingLines).sorted { $0.place < $1.place }.map(\.line)
    let options = [
      certain.count == 2 ? Array(certain) : nil, known.count == 2 ? Array(known) : nil,
      shortest.count == meetingLines ? shortest : nil,
    ].compactMap(\.self)
    return options.min { rowCount($0) < rowCount($1) } ?? lines
  }

  /// One row tells both ends; a second one, on another line, makes it certain.
  private static func oneRow(_ lines: [EvidenceLine], _ certainty: Certainty) -> [EvidenceLine] {
    lines.prefix(certainty == .certain ? 2 : 1).map { shortened($0, to: 1) }
  }

  /// Two rows between the same two records, or one whose other end is known.
  private static func replayed(_ lines: [EvidenceLine]) -> [EvidenceLine] {
    if let line = lines.first(where: { $0.record != nil }) { return [shortened(line, to: 1)] }
    return lines.prefix(1).map { shortened($0, to: 2) }
  }

  private static func rowCount(_ lines: [EvidenceLine]) -> Int {
    lines.reduce(0) { $0 + $1.rows.count }
  }

  private static func shortened(_ line: EvidenceLine, to count: Int) -> EvidenceLine {
    EvidenceLine(
      rows: Array(line.rows.prefix(count)), record: line.record,
      steps: Array(line.steps.prefix(count)), otherEnd: line.otherEnd)
  }
}
