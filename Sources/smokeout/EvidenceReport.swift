import Attacks
import Experiments
import Foundation

/// What each claim follows from, as a file.
struct EvidenceReport: Encodable {
  struct Line: Encodable {
    /// Rows of the release, from 1, in order along the line.
    let rows: [Int]
    /// The claim, from 1, that the line ends in.
    let endsInClaim: Int?
  }

  struct ClaimReport: Encodable {
    let claim: Int
    /// The row of the release that is claimed to be real, from 1.
    let releaseRow: Int?
    /// The record rebuilt, by column.
    let values: [String: Double]?
    let reason: String
    let lines: [Line]
    let isTrue: Bool
    /// The real record it is: its row in the dataset, from 1, without the header.
    let datasetRow: Int?
    /// Largest coordinate difference to it, in scaled units.
    let distance: Double?
  }

  struct AttackEvidence: Encodable {
    let name: String
    let release: String
    let claims: [ClaimReport]
  }

  let dataset: String
  let attacks: [AttackEvidence]

  static func json(
    _ reports: [AttackReport], _ publication: Publication, _ data: InputData
  ) throws -> [UInt8] {
    let report = EvidenceReport(
      dataset: data.path,
      attacks: reports.map { report in
        let rows = publication.truth(report.kind).datasetRows
        return AttackEvidence(
          name: report.attack, release: report.kind.rawValue,
          claims: report.claims.enumerated().map { number, scored in
            claim(number, scored, publication.columnNames, datasetRows: rows)
          })
      })
    return Array(try JSONOutput.data(report))
  }

  private static func claim(
    _ number: Int, _ scored: ScoredClaim, _ columns: [String], datasetRows: [Int]
  ) -> ClaimReport {
    var row: Int?
    var record: [String: Double]?
    switch scored.guess.claim {
    case .real(let claimed): row = claimed + 1
    case .record(let values):
      record = Dictionary(zip(columns, values), uniquingKeysWith: { first, _ in first })
    }
    return ClaimReport(
      claim: number + 1, releaseRow: row, values: record,
      reason: scored.guess.evidence.reason.rawValue,
      lines: scored.guess.evidence.lines.map { line in
        Line(rows: line.rows.map { $0 + 1 }, endsInClaim: line.record.map { $0 + 1 })
      },
      isTrue: scored.record != nil, datasetRow: scored.record.map { datasetRows[$0] + 1 },
      distance: scored.distance)
  }
}
