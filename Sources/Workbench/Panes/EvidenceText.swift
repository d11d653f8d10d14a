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

  init(_ session: Session, _ selected: SelectedClaim, width: Int, firstColumn: Int) {
    self.session = session
    self.selected = selected
    self.width = width
    self.firstColumn = firstColumn
    columns = ReleaseColumns(session)
  }

  var lines: [StyledLine] {
    guard let proof = selected.proof else { return record }
    let text = ProofText(proof: proof, width: width)
    return record + [.blank] + text.story(remark: seen) + [.blank] + text.table(rows)
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
    if selected.claim.isOther {
      sentences.append("It is a real record of another class; the nearest of this class is shown.")
    } else if selected.claim.record == nil {
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
    if let certainty { sentences.append(certainty) }
    return sentences.flatMap { StyledLine.wrapped($0, width: width) }
  }

  /// Said only where attacks tell certain claims from others.
  private var certainty: String? {
    guard let score = selected.attack.score, score.certainClaims < score.claims else { return nil }
    return selected.claim.guess.certainty == .certain
      ? "The attack is certain of it." : "The attack holds it for probable."
  }

  // MARK: - The proof

  private var seen: String {
    guard let publication = session.picture.publication else { return "" }
    return ClaimText.seen(
      selected.kind, rows: publication.release(selected.kind).minority.rows,
      columns: columns.flatMap { $0.unseen > 0 ? $0.names.count : nil })
  }

  private var rows: ProofText.Rows {
    let kind = selected.kind
    let picture = session.picture
    return ProofText.Rows(
      columnNames: columnNames, names: RowNames(kind), firstColumn: firstColumn,
      isMasked: isMasked, text: { text($0, column: $1) },
      values: { picture.values(ofRow: $0, of: kind) },
      isReal: { picture.isRealRecord(row: $0, of: kind) })
  }
}
