import Attacks
import Experiments
import Terminal

/// The proof of a claim about a file whose original nobody has shown us.
struct AuditProofText {
  private let session: Session
  private let work: AuditWork
  private let claim: AuditClaim
  private let firstColumn: Int
  private let proof: Proof
  private var isMasked: Bool { session.isMaskedInAudit(session.audit.selected) }

  /// Nil if no claim is selected.
  init?(_ session: Session, firstColumn: Int) {
    guard let work = session.audit.work, let claim = session.audit.claim else { return nil }
    self.session = session
    self.work = work
    self.claim = claim
    proof = work.proof(of: claim)
    self.firstColumn = firstColumn
  }

  func lines(width: Int) -> [StyledLine] {
    let text = ProofText(proof: proof, width: width)
    return heading(width: width) + [.blank] + text.story(remark: Self.seen) + [.blank]
      + text.table(rows) + record
  }

  private static let seen = "Only the file itself was looked at, not what it was made from."

  /// What is claimed, how surely, and whether it is so.
  private func heading(width: Int) -> [StyledLine] {
    let what =
      switch claim.guess.claim {
      case .record: "Claim: a real record of these values was among the data behind this file."
      case .real(let row): "Claim: row \(work.fileRow(row)) of the file is a real record."
      }
    var sentences = [what]
    sentences.append(
      claim.guess.certainty == .certain
        ? "The attack is certain of it." : "The attack holds it for probable.")
    if case .record(let values) = claim.guess.claim, let row = work.row(with: values) {
      sentences.append("Row \(work.fileRow(row)) of the file has these very values.")
    }
    if let isTrue = claim.isTrue {
      sentences.append(
        isTrue ? "The reference has this record: it is true." : "The reference has no such record.")
    }
    return StyledLine.wrapped(sentences.joined(separator: " "), .risk, width: width)
  }

  /// The record itself, last: who reads a proof wants the reasons first.
  private var record: [StyledLine] {
    guard let values = work.values(of: claim) else { return [] }
    let names = columnNames
    let nameWidth = min(28, max(6, names.map { TextWidth.of($0) }.max() ?? 6))
    let title = isMasked ? "The record (R shows its values)" : "The record"
    return [.blank, StyledLine(title, .title)]
      + values.indices.map { column in
        var line = StyledLine("  ")
        line.add(names[column], .label, width: nameWidth)
        let text = MaskText.of(Self.text(values[column]), isMasked: isMasked)
        line.add(text, isMasked ? .masked : .value, width: 16, alignment: .right)
        return line
      } + categories
  }

  /// Levels of categories that the record probably has.
  private var categories: [StyledLine] {
    guard let released = work.request.categories else { return [] }
    return claim.guess.categories.compactMap { guess in
      guard released.names.indices.contains(guess.column),
        released.levels[guess.column].indices.contains(guess.level)
      else { return nil }
      var line = StyledLine("  ")
      line.add(released.names[guess.column], .label, width: 28)
      let text = MaskText.of(released.levels[guess.column][guess.level], isMasked: isMasked)
      line.add(text, isMasked ? .masked : .value, width: 16, alignment: .right)
      line.add("  \(NumberFormat.percent(guess.share, digits: 0)) of its rows agree", .dim)
      return line
    }
  }

  private var columnNames: [String] { work.request.columnNames }

  private static func text(_ value: Double) -> String {
    NumberFormat.significant(value, digits: 7)
  }

  private var rows: ProofText.Rows {
    let work = work
    return ProofText.Rows(
      columnNames: columnNames, names: work.names, firstColumn: firstColumn, isMasked: isMasked,
      text: { value, _ in NumberFormat.significant(value, digits: 5) },
      values: { work.values(ofRow: $0) }, isReal: { work.looksReal($0) })
  }

  /// The plane of its lines; nil where there is nothing to draw.
  var picture: ProofPicture? {
    let same = work.claims(of: claim.attack)
    func rebuilt(_ number: Int) -> [Double]? {
      guard same.indices.contains(number), case .record(let values) = same[number].guess.claim
      else { return nil }
      return values
    }
    return ProofPicture(
      record: work.values(of: claim),
      lines: proof.lines.map { line in
        ProofPicture.Line(
          rows: line.rows.compactMap { work.values(ofRow: $0) },
          end: line.otherEnd.isEmpty ? line.record.flatMap(rebuilt) : line.otherEnd)
      }, scales: work.weights, isMatched: claim.isTrue ?? true)
  }
}
