import Attacks
import Experiments
import Numeric

/// What each claim follows from, as a file. Rows are those of the released class, from 1; in an
/// audit they are rows of the file, from 1, the header not counted.
struct EvidenceReport: Encodable {
  struct Line: Encodable {
    /// In order along the line, nearest to the claim first.
    let rows: [Int]
    /// Where each row lies between the record (0) and the other end (1), where that is known.
    let steps: [Double]?
    /// The claim, from 1, that the line ends in.
    let endsInClaim: Int?
    /// The values at the other end, by column.
    let otherEnd: [String: Double]?
  }

  struct ProofReport: Encodable {
    /// The fewest rows that the claim follows from.
    let rows: [Int]
    /// Claims, from 1, that it leans on.
    let claims: [Int]
    let steps: [String]
    let premise: String?
  }

  struct Category: Encodable {
    let column: String
    let level: String
    /// Share of the rows that speak for it.
    let share: Double
  }

  struct ClaimReport: Encodable {
    let claim: Int
    /// The row of the release that is claimed to be real, from 1.
    let releaseRow: Int?
    /// The record rebuilt, by column.
    let values: [String: Double]?
    let categories: [Category]?
    let certainty: String
    let reason: String
    let lines: [Line]
    let proof: ProofReport
    let premise: PremiseReport?
    let ruledOut: [String]
    /// How far the proof's rows are off: the largest difference in a column, as a share of its range.
    let residual: Double?
    /// Nil where the truth is not known.
    let isTrue: Bool?
    /// Whether it is a real record of another class.
    let isOtherClass: Bool?
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

  /// The evidence of attacks on a release that was made here.
  init(_ reports: [AttackReport], _ publication: Publication, path: String) {
    dataset = path
    attacks = reports.map { report in
      let release = publication.release(report.kind)
      let rows = publication.truth(report.kind).datasetRows
      let writer = ClaimWriter(
        release: release, names: RowNames(report.kind), guesses: report.claims.map(\.guess))
      return AttackEvidence(
        name: report.attack, release: report.kind.rawValue,
        claims: report.claims.enumerated().map { number, scored in
          writer.report(
            number,
            Truth(
              isTrue: scored.isTrue, isOther: scored.isOther,
              datasetRow: scored.record.map { rows[$0] + 1 }, distance: scored.distance))
        })
    }
  }

  /// The evidence of an audit.
  init(_ request: AuditRequest, _ picture: AuditPicture, path: String) {
    dataset = path
    let kind = picture.kind ?? .augmented
    let release = Release(
      kind: kind, minority: request.minority, others: request.others,
      columnNames: request.columnNames, categories: request.categories)
    let names = RowNames("row", numbers: request.sourceRows.map { $0 + 1 })
    var order: [String] = []
    for claim in picture.claims where !order.contains(claim.attack) { order.append(claim.attack) }
    attacks = order.map { attack in
      let claims = picture.claims.filter { $0.attack == attack }
      let writer = ClaimWriter(release: release, names: names, guesses: claims.map(\.guess))
      return AttackEvidence(
        name: attack, release: kind.rawValue,
        claims: claims.enumerated().map { number, claim in
          writer.report(number, Truth(isTrue: claim.isTrue))
        })
    }
  }

  /// As a file of this name: CSV if it ends in `.csv`, else JSON.
  func bytes(for path: String) throws -> [UInt8] {
    path.lowercased().hasSuffix(".csv")
      ? Array(EvidenceTable(self).text.utf8) : Array(try JSONOutput.data(self))
  }

  /// What is known of a claim beyond the release.
  fileprivate struct Truth {
    var isTrue: Bool?
    var isOther: Bool?
    var datasetRow: Int?
    var distance: Double?
  }
}

/// A premise with its numbers.
struct PremiseReport: Encodable {
  let kind: String
  var steps: [Double]?
  var offsets: [Double]?
  var seed: UInt32?
  var k: Int?
  var classSize: Int?
  var amplitudes: [Double]?

  /// Nil if nothing is taken for granted.
  init?(_ premise: Premise) {
    switch premise {
    case .none: return nil
    case .grid(let steps, let offsets):
      kind = "grid"
      self.steps = steps
      self.offsets = offsets
    case .seed(let seed, let k, let classSize):
      kind = "seed"
      self.seed = seed
      self.k = k
      self.classSize = classSize
    case .noise(let amplitudes):
      kind = "noise"
      self.amplitudes = amplitudes
    }
  }
}

/// Writes the claims of one attack.
private struct ClaimWriter {
  let release: Release
  let names: RowNames
  /// All that the attack has claimed, by number.
  let guesses: [Guess]
  private let weights: [Double]

  init(release: Release, names: RowNames, guesses: [Guess]) {
    self.release = release
    self.names = names
    self.guesses = guesses
    weights = Proof.weights(of: release.minority)
  }

  func report(_ number: Int, _ truth: EvidenceReport.Truth) -> EvidenceReport.ClaimReport {
    let guess = guesses[number]
    let evidence = guess.evidence
    let proof = Proof(
      guess, release: release.minority, names: names, weights: weights, record: values)
    return EvidenceReport.ClaimReport(
      claim: number + 1, releaseRow: row(guess), values: values(number).map(byColumn),
      categories: categories(guess), certainty: guess.certainty.rawValue,
      reason: evidence.reason.rawValue, lines: evidence.lines.map(line),
      proof: EvidenceReport.ProofReport(
        rows: proof.rows.map { names.number($0) }, claims: proof.claims.map { $0 + 1 },
        steps: proof.steps, premise: proof.premise),
      premise: PremiseReport(evidence.premise), ruledOut: proof.ruledOut,
      residual: proof.residual, isTrue: truth.isTrue, isOtherClass: truth.isOther,
      datasetRow: truth.datasetRow, distance: truth.distance)
  }

  private func row(_ guess: Guess) -> Int? {
    if case .real(let row) = guess.claim { names.number(row) } else { nil }
  }

  private func values(_ number: Int) -> [Double]? {
    guard guesses.indices.contains(number), case .record(let values) = guesses[number].claim else {
      return nil
    }
    return values
  }

  private func byColumn(_ values: [Double]) -> [String: Double] {
    Dictionary(zip(release.columnNames, values), uniquingKeysWith: { first, _ in first })
  }

  private func categories(_ guess: Guess) -> [EvidenceReport.Category]? {
    guard let released = release.categories, !guess.categories.isEmpty else { return nil }
    return guess.categories.map { told in
      EvidenceReport.Category(
        column: released.names[told.column], level: released.levels[told.column][told.level],
        share: told.share)
    }
  }

  private func line(_ line: EvidenceLine) -> EvidenceReport.Line {
    EvidenceReport.Line(
      rows: line.rows.map { names.number($0) }, steps: line.steps.isEmpty ? nil : line.steps,
      endsInClaim: line.record.map { $0 + 1 },
      otherEnd: line.otherEnd.isEmpty ? nil : byColumn(line.otherEnd))
  }
}
