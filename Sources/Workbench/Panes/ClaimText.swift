import Attacks
import Terminal

/// Words and signs for claims.
package enum ClaimText {
  /// `=` for a claim that is a real record, `x` for a wrong one.
  package static func mark(_ claim: ScoredClaim) -> String { claim.isTrue ? "=" : "x" }

  package static func role(_ claim: ScoredClaim) -> Role {
    claim.isTrue ? .risk : .warning
  }

  /// What a claim follows from, in a few words: `4 lines, 17 rows`.
  package static func short(_ evidence: Evidence) -> String {
    let rows = Set(evidence.lines.flatMap(\.rows)).count
    switch evidence.reason {
    case .onNoLine: return "on no line"
    case .repeatedRow:
      let count = evidence.lines.first?.rows.count ?? 0
      return count == 1 ? "a row that is round" : "same row \(count) times"
    case .format, .order, .outsideOfTriangles, .outsideOfBoxes: return evidence.reason.rawValue
    case .oneRow, .replayedDraws: return NumberFormat.count(rows, "row") + " alone"
    case .endOfLines, .meetingLines, .fittedLines, .severalLines:
      return NumberFormat.count(evidence.lines.count, "line") + ", "
        + NumberFormat.count(rows, "row")
    }
  }

  /// Distances below this are rounding errors of the arithmetic.
  package static let roundingError = 1e-12

  /// A distance in columns that span −1 to 1, as a share of a column's range.
  package static func distance(_ distance: Double?) -> String {
    guard let distance else { return NumberFormat.none }
    if distance < roundingError { return distance == 0 ? "0" : "<1e-12" }
    return NumberFormat.significant(distance / 2, digits: 2)
  }

  /// How far a claim is off. A rebuilt record is never known to the last bit.
  package static func distance(of claim: ScoredClaim) -> String {
    if case .record = claim.guess.claim, claim.distance == 0 {
      return distance(roundingError / 2)
    }
    return distance(claim.distance)
  }

  /// The number of a row of the file as people count: from 1, the header not counted.
  package static func fileRow(_ row: Int) -> String { "row \(row + 1)" }

  /// What rows of a release are called.
  package static func rowNoun(_ kind: ReleaseKind) -> String {
    kind == .synthetic ? "synthetic row" : "released row"
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
}
