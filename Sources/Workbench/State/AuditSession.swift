import Attacks
import Experiments
import Jobs
import Numeric

/// What is audited, and what is known of it so far.
package struct AuditWork: Sendable {
  package let request: AuditRequest
  package let picture: AuditPicture
  /// 1 / range of each column of the release.
  package let weights: [Double]

  /// What was left out and why, and what was seen of other classes; sentences.
  package let notes: [String]

  /// - Parameter weights: as `Proof.weights(of:)` gives them, computed once for all pictures.
  package init(
    request: AuditRequest, picture: AuditPicture, weights: [Double], notes: [String] = []
  ) {
    self.notes = notes
    self.request = request
    self.picture = picture
    self.weights = weights
  }

  /// What rows are called: readers know them as rows of the file.
  package var names: RowNames {
    RowNames("row", numbers: request.sourceRows.map { $0 + 1 })
  }

  /// The number of a row of the file, from 1, header not counted. O(1).
  package func fileRow(_ row: Int) -> Int {
    request.sourceRows.indices.contains(row) ? request.sourceRows[row] + 1 : row + 1
  }

  /// Claims by the number that an attack's own evidence means: those of the same attack, in order.
  /// O(claims).
  func claims(of attack: String) -> [AuditClaim] { picture.claims.filter { $0.attack == attack } }

  /// What a claim says, and what it follows from. O(claims + rows of the evidence × columns).
  package func proof(of claim: AuditClaim) -> Proof {
    let places = picture.claims.indices.filter { picture.claims[$0].attack == claim.attack }
    let same = places.map { picture.claims[$0] }
    return Proof(
      claim.guess, release: request.minority,
      names: RowNames(
        "row", numbers: request.sourceRows.map { $0 + 1 }, claims: places.map { $0 + 1 }),
      weights: weights
    ) { number in
      guard same.indices.contains(number), case .record(let values) = same[number].guess.claim
      else { return nil }
      return values
    }
  }

  /// The values that are claimed to be real: the rebuilt record's, or the row's. O(columns).
  package func values(of claim: AuditClaim) -> [Double]? {
    switch claim.guess.claim {
    case .record(let values): values
    case .real(let row): values(ofRow: row)
    }
  }

  /// The values of a row of the class. O(columns).
  package func values(ofRow row: Int) -> [Double]? {
    (0..<request.minority.rows).contains(row) ? request.minority.row(row) : nil
  }

  /// Whether a row looks original, or has the very values of a record that is claimed: then it is
  /// masked as one. O(claims × columns).
  package func looksReal(_ row: Int) -> Bool {
    guard let values = values(ofRow: row) else { return true }
    return picture.originals.contains(row)
      || picture.claims.contains { claim in
        switch claim.guess.claim {
        case .real(let other): other == row
        case .record(let record): isSame(record, values)
        }
      }
  }

  /// The first row of the class that has these values. O(rows), O(rows × columns) at worst.
  func row(with values: [Double]) -> Int? {
    guard values.count == request.minority.columns else { return nil }
    return (0..<request.minority.rows).first { row in
      values.indices.allSatisfy {
        abs(values[$0] - request.minority[row, $0]) * weights[$0] < Evaluator.tolerance
      }
    }
  }

  private func isSame(_ one: [Double], _ other: [Double]) -> Bool {
    one.count == other.count
      && one.indices.allSatisfy { abs(one[$0] - other[$0]) * weights[$0] < Evaluator.tolerance }
  }
}

/// The audit of the open file, as if somebody else had released it.
package struct AuditSession: Sendable {
  package var state = LookState.idle
  package var work: AuditWork?
  /// The claim that is pointed at, by number in the picture.
  package var selected = 0
  /// The claim whose values are shown though the file is not public.
  package var revealed: Int?

  package init() {}

  /// An audit that has just begun.
  init(_ job: JobID) { state = .running(job) }

  package var job: JobID? { state.job }

  package var claims: [AuditClaim] { work?.picture.claims ?? [] }

  /// The claim that is pointed at; nil if there is none.
  package var claim: AuditClaim? { claims.indices.contains(selected) ? claims[selected] : nil }

  /// The question that is being worked on.
  package var current: AuditStage? {
    work?.picture.stages.first { if case .running = $0.state { true } else { false } }
  }
}

extension Session {
  /// Whether the values of a claim of the audit must not be drawn.
  package func isMaskedInAudit(_ claim: Int) -> Bool {
    openDataset?.isPublic != true && audit.revealed != claim
  }

  /// Whether values of somebody real are on screen.
  package var isRevealing: Bool { revealedClaim != nil || audit.revealed != nil }

  /// Audits the open file, in place of an audit that goes on.
  mutating func startAudit() -> [Effect] {
    guard openDataset != nil else {
      say(
        .warning,
        opening == nil
          ? "there is nothing to audit: press o to open a file"
          : "the file is still being read: r audits it when it is there")
      return []
    }
    var effects: [Effect] = []
    if let old = audit.job { effects.append(.cancel(old)) }
    let job = newJob()
    audit = AuditSession(job)
    effects.append(.audit(job))
    return effects
  }
}
