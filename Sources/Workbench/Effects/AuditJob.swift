import Attacks
import Experiments
import Jobs
import Tabular

/// Audits a table as somebody's release.
package struct AuditJob: Sendable {
  private let dataset: Dataset
  private let minority: String?
  private let seeds: [UInt32]
  private let reference: Dataset?

  /// - Parameters:
  ///   - minority: the class to look at; nil to look for the one with the strongest signs.
  ///   - seeds: values of `random_state` to try.
  ///   - reference: the real table, for scoring; nil if there is none.
  package init(
    dataset: Dataset, minority: String? = nil, seeds: [UInt32] = SeedList.usual,
    reference: Dataset? = nil
  ) {
    self.dataset = dataset
    self.minority = minority
    self.seeds = seeds
    self.reference = reference
  }

  /// The audit; after every step all that is known so far is reported.
  ///
  /// - Throws: a reason why the table cannot be audited; `CancellationError`.
  package func work(in context: RunContext<AuditWork>) throws -> AuditWork {
    let silent: RunContext<Fraction> = context.silenced()
    let (dataset, minority, seeds) = (dataset, minority, seeds)
    let reference = reference.map { AuditReference.table($0, like: dataset) }
    let file = try abandonable(in: context) {
      try AuditFile(dataset, minority: minority, seeds: seeds, reference: reference)
    }
    guard let (request, notes) = try file.choose(in: silent) else { throw AuditError.noCompleteRow }
    let weights = Proof.weights(of: request.minority)
    let picture = try ReleaseAudit.run(
      request,
      in: context.folding {
        AuditWork(request: request, picture: $0, weights: weights, notes: notes)
      })
    return AuditWork(request: request, picture: picture, weights: weights, notes: notes)
  }
}
