import Attacks
import Experiments
import Numeric
import Oversampling
import Terminal

/// The evidence of one claim as lines of text: the record, how it was found, the rows used.
struct EvidenceText {
  private let session: Session
  private let selected: SelectedClaim
  private let width: Int
  /// Columns of the rows used that are scrolled out at the left.
  private let firstColumn: Int
  private let columns: ReleaseColumns?
  private var isMasked: Bool { session.isMasked(claim: selected.number) }

  /// Columns a value takes in the table of rows.
  private static let valueWidth = 10
  private static let rowLimit = 200

  init(_ session: Session, _ selected: SelectedClaim, width: Int, firstColumn: Int) {
    self.session = session
    self.selected = selected
    self.width = width
    self.firstColumn = firstColumn
    columns = ReleaseColumns(session)
  }

  var lines: [StyledLine] {
    record + [.blank] + story + [.blank] + rowsUsed
  }

  private func heading(_ text: String) -> StyledLine { StyledLine(text, .title) }

  private var columnNames: [String] {
    let count = selected.values?.count ?? 0
    let names = columns?.names ?? []
    return names.count == count ? names : (0..<count).map { "column \($0 + 1)" }
  }

  private func text(_ value: Double, column: Int) -> String {
    let decimals = columns?.decimals ?? []
    let known = decimals.indices.contains(column) ? decimals[column] : nil
    return NumberFormat.value(value, decimals: known)
  }

  // MARK: - The record

  private var record: [StyledLine] {
    guard let values = selected.values, let real = selected.counterpart else {
      return [StyledLine("The record is not known yet.", .dim)]
    }
    let isExact = selected.claim.record != nil
    let table = values.indices.map { column in
      line(of: column, claimed: values[column], real: real.values[column])
    }
    return [heading("Record"), head(isExact: isExact)] + table + summary(values, real)
  }

  private var nameWidth: Int {
    let widest = columnNames.map { TextWidth.of($0) }.max() ?? 0
    return max(6, min(widest, width - 2 - 3 * 13))
  }

  private func head(isExact: Bool) -> StyledLine {
    let claimed = selected.kind == .synthetic ? "rebuilt" : "released"
    var line = StyledLine("  ", .header)
    line.add("column", .header, width: nameWidth)
    for title in [claimed, isExact ? "real" : "nearest", "difference"] {
      line.add(title, .header, width: 13, alignment: .right)
    }
    return line
  }

  private func line(of column: Int, claimed: Double, real: Double) -> StyledLine {
    let difference = claimed - real
    let isSame = isSame(difference, column)
    let role: Role = isMasked ? .masked : .value
    var line = StyledLine(isSame ? "= " : "x ", isSame ? .risk : .warning)
    line.add(columnNames[column], .label, width: nameWidth)
    for value in [claimed, real] {
      let shown = MaskText.of(text(value, column: column), isMasked: isMasked)
      line.add(shown, role, width: 13, alignment: .right)
    }
    let isNothing = scaled(difference, column) < ClaimText.roundingError
    line.add(
      NumberFormat.significant(isNothing ? 0 : difference, digits: 2), .value, width: 13,
      alignment: .right)
    return line
  }

  /// A difference in a column that spans −1 to 1.
  private func scaled(_ difference: Double, _ column: Int) -> Double {
    let scales = session.picture.truth?.scales ?? []
    return abs(difference) * (scales.indices.contains(column) ? scales[column] : 1)
  }

  private func isSame(_ difference: Double, _ column: Int) -> Bool {
    scaled(difference, column) < Evaluator.tolerance
  }

  private func summary(_ values: [Double], _ real: RealRecord) -> [StyledLine] {
    let same = values.indices.filter { isSame(values[$0] - real.values[$0], $0) }.count
    var sentences = ["\(same) of \(values.count) columns exact."]
    if selected.claim.record == nil {
      sentences.append(
        "No real record has these values; the nearest, \(ClaimText.fileRow(real.fileRow)), is "
          + "\(ClaimText.distance(real.distance)) of a column's range away.")
    } else {
      sentences.append(
        "Real record: \(ClaimText.fileRow(real.fileRow)) of the file, off by "
          + "\(ClaimText.distance(of: selected.claim)) of a column's range.")
    }
    if let other = selected.nextNearest {
      sentences.append(
        "The nearest other real record is \(ClaimText.distance(other.distance)) of a column's "
          + "range away.")
    }
    return sentences.flatMap { StyledLine.wrapped($0, width: width) }
  }

  // MARK: - How it was found

  private var story: [StyledLine] {
    let steps = EvidenceStory.sentences(for: selected.evidence, kind: selected.kind)
    let numbered = steps.enumerated().flatMap { number, step in
      StyledLine.wrapped("\(number + 1) \(step)", width: width, indent: 2)
    }
    var seen: [StyledLine] = []
    if let publication = session.picture.publication {
      let sentence = EvidenceStory.seen(
        selected.kind, rows: publication.release(selected.kind).minority.rows,
        columns: columns.flatMap { $0.unseen > 0 ? $0.names.count : nil })
      seen = StyledLine.wrapped(sentence, .dim, width: width)
    }
    return [heading("How it was found")] + numbered + seen
  }

  // MARK: - The rows used

  private var rowsUsed: [StyledLine] {
    let lines = selected.evidence.lines
    guard !lines.isEmpty else { return [] }
    let noun = ClaimText.rowNoun(selected.kind).capitalizedFirst
    let used = lines.enumerated().flatMap { number, line in line.rows.map { (number, $0) } }
    let rows = used.prefix(Self.rowLimit).map { number, row in line(ofRow: row, onLine: number) }
    let rest = used.count - rows.count
    let more = rest > 0 ? [StyledLine("... and \(rest) more", .dim)] : []
    return [heading("\(noun)s used"), rowHead] + rows + more + columnsNote
  }

  private var shownColumns: Range<Int> {
    let count = columnNames.count
    let room = max(1, (width - 12) / Self.valueWidth)
    let first = max(0, min(firstColumn, count - room))
    return first..<min(count, first + room)
  }

  private var rowHead: StyledLine {
    var line = StyledLine()
    line.add("line", .header, width: 5)
    line.add("row", .header, width: 7, alignment: .right)
    for column in shownColumns {
      line.add(" ", .header)
      line.add(
        columnNames[column], .header, width: Self.valueWidth - 1, alignment: .right)
    }
    return line
  }

  /// Released values are public, unless they are those of a real record.
  private func line(ofRow row: Int, onLine number: Int) -> StyledLine {
    let isHidden = isMasked && session.picture.isRealRecord(row: row, of: selected.kind)
    var line = StyledLine()
    line.add(EvidenceStory.name(number), .label, width: 5)
    line.add("\(row + 1)", .value, width: 7, alignment: .right)
    guard let values = session.picture.values(ofRow: row, of: selected.kind) else { return line }
    for column in shownColumns where values.indices.contains(column) {
      let shown = MaskText.of(text(values[column], column: column), isMasked: isHidden)
      line.add(" ")
      line.add(
        shown, isHidden ? .masked : .value, width: Self.valueWidth - 1, alignment: .right)
    }
    return line
  }

  private var columnsNote: [StyledLine] {
    let shown = shownColumns
    guard shown.count < columnNames.count else { return [] }
    let note =
      "columns \(shown.lowerBound + 1) to \(shown.upperBound) of \(columnNames.count); "
      + "left and right show others"
    return StyledLine.wrapped(note, .dim, width: width)
  }
}
