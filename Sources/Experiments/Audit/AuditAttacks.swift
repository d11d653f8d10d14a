import Attacks
import Jobs
import Numeric
import Parameters

/// The attacks of an audit: those of the catalogue that fit what the release looks like.
struct AuditAttacks {
  /// What is known so far.
  struct Progress: Sendable {
    let text: String
    let fraction: Fraction
    let claims: [AuditClaim]
    let scores: [String: AttackScore]
  }

  /// What all of them found.
  struct Outcome: Sendable {
    var claims: [AuditClaim] = []
    var scores: [String: AttackScore] = [:]
    var estimate = SettingsEstimate()
    var seed: UInt32?
    /// Why attacks did not start, as sentences.
    var refusals: [String] = []

    /// Fewer records may be rebuilt by accident.
    private static let fewestRebuilt = 4

    /// Whether records were rebuilt in ways that only rows on lines allow.
    var showsLines: Bool {
      seed != nil
        || claims.count {
          guard $0.guess.certainty == .certain else { return false }
          switch $0.guess.evidence.reason {
          case .oneRow, .meetingLines, .replayedDraws: return true
          default: return false
          }
        } >= Self.fewestRebuilt
    }
  }

  private let request: AuditRequest
  private let look: ReleaseAudit.Look
  private let signs: ReleaseSigns
  private let reading: ReleaseReading
  private let truth: GroundTruth?
  private let isBlurred: Bool
  private let context: RunContext<AuditPicture>

  /// - Parameter noise: half the width of the error of each column; 0 for none.
  init(
    _ request: AuditRequest, _ look: ReleaseAudit.Look, _ signs: ReleaseSigns,
    _ reading: ReleaseReading, noise: [Double], in context: RunContext<AuditPicture>
  ) {
    self.request = request
    self.look = look
    self.signs = signs
    self.reading = reading
    self.context = context
    isBlurred = noise.contains { $0 > 0 }
    truth = request.reference.map { AuditTruth(request, reference: $0, noise: noise).truth }
  }

  /// Names of attacks, the best first: the first that is in the catalogue and has something to work
  /// on is run.
  private var candidates: [String] {
    switch (reading.kind, isBlurred) {
    case (.synthetic, false): ["strongest-reconstruction", "reconsmote"]
    case (.synthetic, true): ["strongest-reconstruction", "robust-reconstruction"]
    case (.augmented, false): ["strongest-distinguishing", "distinsmote"]
    case (.augmented, true): ["strongest-distinguishing"]
    }
  }

  func run(progress: @escaping @Sendable (Progress) -> Void) throws -> Outcome {
    if let outcome = try byLook() { return outcome }
    var outcome = Outcome()
    for name in candidates {
      guard let type = AttackCatalog.named(name), type.releaseKind == reading.kind else { continue }
      do {
        let found = try run(type, progress: progress)
        outcome.claims = found.claims
        outcome.scores = found.scores
        outcome.estimate = found.estimate
        break
      } catch let error as AttackError {
        outcome.refusals.append("\(error).")
      }
    }
    if reading.kind == .augmented, outcome.claims.isEmpty { return try byStructure(outcome) }
    let drawn = outcome.claims.lazy.compactMap { claim -> (seed: UInt32, k: Int)? in
      if case .seed(let seed, let k, _) = claim.guess.evidence.premise { (seed, k) } else { nil }
    }.first
    guard let drawn else { return outcome }
    outcome.seed = drawn.seed
    // The draws of a seed that proved itself fix k; ranks among incomplete records only limit it.
    outcome.estimate = SettingsEstimate(
      k: drawn.k, kRange: drawn.k...drawn.k, ratio: outcome.estimate.ratio,
      ratioRange: outcome.estimate.ratioRange)
    return outcome
  }

  private func run(
    _ type: any Attack.Type, progress: @escaping @Sendable (Progress) -> Void
  ) throws -> Outcome {
    var values = ParameterValues(type.parameters)
    if reading.making == .linesAcrossClasses,
      type.parameters.contains(where: { $0.name == "witnesses" })
    {
      try values.set("witnesses", text: "all")
    }
    let attack = try type.init(values)
    let release = Release(
      kind: reading.kind, minority: request.minority, others: request.others,
      columnNames: request.columnNames, categories: request.categories)
    let view = AttackerView(
      release: release, otherRows: attack.needs.contains(.otherRows) ? request.others : nil,
      seeds: attack.needs.contains(.seeds) ? request.seeds : [])
    let ledger = AuditLedger(type.name, truth, reading.kind, progress: progress)
    let estimate = try attack.run(on: view, in: ledger.context(within: context))
    let end = ledger.end()
    return Outcome(claims: end.claims, scores: end.scores, estimate: estimate)
  }

  // MARK: - Rows that are told by what was seen already

  /// Where digits or copies tell the originals apart and lines do not.
  private func byLook() throws -> Outcome? {
    guard reading.kind == .augmented else { return nil }
    let table = look.table
    switch (reading.making, look.digits) {
    case (.copies, _):
      return try outcome(
        "copies",
        table.occurrences.map { rows in
          let lines = rows.count > 1 ? [EvidenceLine(rows: rows)] : []
          return Guess(
            .real(row: rows[0]), evidence: Evidence(reason: .repeatedRow, lines: lines))
        })
    case (.triangles, .some(let digits)), (.boxes, .some(let digits)):
      return try outcome("digits", Self.short(table, digits))
    case (.lines, .some(let digits)) where isBlurred,
      (.linesWithExtrapolation, .some(let digits)), (.linesAcrossClasses, .some(let digits)):
      return try outcome("digits", Self.short(table, digits))
    default: return nil
    }
  }

  private static func short(_ table: DetectionTable, _ digits: DigitSigns) -> [Guess] {
    table.occurrences.indices.filter { !digits.long.contains($0) }.map { row in
      Guess(
        .real(row: table.occurrences[row][0]), evidence: Evidence(reason: .format, lines: []))
    }
  }

  /// Rows that lines end in, where nothing in the catalogue works at the release's noise.
  private func byStructure(_ before: Outcome) throws -> Outcome {
    guard case .lines(let scale) = signs.shape else { return before }
    let structure = try abandonable(in: context) { [look, context] in
      try LineStructure(look.table, scale: scale, in: context)
    }
    let table = look.table
    var found = try outcome(
      "line ends",
      structure.ends.map { end in
        Guess(
          .real(row: table.occurrences[end.row][0]),
          evidence: Evidence(
            reason: .endOfLines,
            lines: end.lines.map { line in
              EvidenceLine(rows: line.map { table.occurrences[$0][0] })
            }), certainty: end.lines.count >= 2 ? .certain : .probable)
      })
    found.refusals = before.refusals
    return found
  }

  private func outcome(_ name: String, _ guesses: [Guess]) throws -> Outcome {
    let ledger = AuditLedger(name, truth, reading.kind) { _ in }
    ledger.context(within: context).report(.guesses(guesses))
    let end = ledger.end()
    return Outcome(claims: end.claims, scores: end.scores)
  }

  // MARK: - Readings

  /// Rows of the release that are claimed to be real, ascending.
  static func originals(_ claims: [AuditClaim]) -> [Int] {
    claims.compactMap { claim in
      if case .real(let row) = claim.guess.claim { row } else { nil }
    }.sorted()
  }

  /// What the attack read off, or the ratio alone where the originals are told by other means.
  static func estimate(
    _ read: SettingsEstimate, _ reading: ReleaseReading, _ originals: [Int],
    _ table: DetectionTable
  ) -> SettingsEstimate {
    guard read.ratio == nil, reading.kind == .augmented, !originals.isEmpty,
      originals.count < table.released
    else { return read }
    let made = Double(table.released - originals.count)
    let ratio = made / Double(originals.count)
    // Copies of originals are counted as made; where rows were copied that is what they are.
    return SettingsEstimate(ratio: ratio, ratioRange: ratio...ratio)
  }
}
