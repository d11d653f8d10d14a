/// Evidence as a table for spreadsheets: a line for each line of evidence, and one for a claim that
/// has none. Lists stand in one cell, between spaces.
struct EvidenceTable {
  private let report: EvidenceReport
  private static let head =
    "attack,claim,certainty,reason,line,rows,steps,ends_in_claim,is_true,dataset_row,distance,residual"

  init(_ report: EvidenceReport) { self.report = report }

  /// CSV with a header. No cell holds text of a file, so none needs quotes or a guard.
  var text: String {
    let lines = report.attacks.flatMap { attack in
      attack.claims.flatMap { claim in cells(of: claim, attack.name) }
    }
    return ([Self.head] + lines).joined(separator: "\n") + "\n"
  }

  private func cells(of claim: EvidenceReport.ClaimReport, _ attack: String) -> [String] {
    let start = [attack, "\(claim.claim)", claim.certainty, claim.reason]
    let truth = claim.isTrue.map { $0 ? "true" : "false" } ?? ""
    let end = [
      truth, claim.datasetRow.map { "\($0)" } ?? "", claim.distance.map { "\($0)" } ?? "",
      claim.residual.map { "\($0)" } ?? "",
    ]
    guard !claim.lines.isEmpty else {
      let row = claim.releaseRow.map { "\($0)" } ?? ""
      return [(start + ["", row, "", ""] + end).joined(separator: ",")]
    }
    return claim.lines.enumerated().map { number, line in
      let rows = line.rows.map { "\($0)" }.joined(separator: " ")
      let steps = (line.steps ?? []).map { "\($0)" }.joined(separator: " ")
      let record = line.endsInClaim.map { "\($0)" } ?? ""
      return (start + ["\(number + 1)", rows, steps, record] + end).joined(separator: ",")
    }
  }
}
