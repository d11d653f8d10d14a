import Attacks
import Experiments
import Jobs
import Numeric
import Tabular
import Workbench

/// How an attack did on a release that is measured.
struct LeakProof: Encodable {
  let name: String
  let precision: Double
  let precisionInterval: [Double]
  let recall: Double
  let claims: Int
  let trueClaims: Int
  let records: Int
  /// Whether it gives people away beyond doubt.
  let succeeded: Bool

  /// - Parameter realShare: share of real rows among the rows it could pick; 0 where it picks none.
  init(_ name: String, _ score: AttackScore, realShare: Double) {
    self.name = name
    precision = score.precision
    precisionInterval = [score.precisionInterval.low, score.precisionInterval.high]
    recall = score.recall
    claims = score.claims
    trueClaims = score.trueClaims
    records = score.records
    succeeded = score.isProof(realShare: realShare)
  }

  /// Of attacks on a release that was made here: those on synthetic rows alone, which is what
  /// measures look at, come first.
  static func all(_ reports: [AttackReport], realShare: Double) -> [LeakProof] {
    let alone = reports.filter { $0.kind == .synthetic }
    let together = reports.filter { $0.kind == .augmented }
    return alone.map { LeakProof($0.attack, $0.score, realShare: 0) }
      + together.map { LeakProof($0.attack, $0.score, realShare: realShare) }
  }

  /// Of attacks on a file that somebody else released, scored by the real rows. None where the file
  /// is nothing that attacks by lines can work on.
  ///
  /// - Throws: `CancellationError`.
  static func all(
    released: Dataset, real: Dataset, className: String?, threads: Int, _ progress: ProgressLine
  ) throws -> [LeakProof] {
    let context: RunContext<AuditWork> = Interruption.context(threads: threads) { _ in
      progress.show("attacking")
    }
    do {
      let work = try AuditJob(
        dataset: released, minority: className, seeds: [], reference: real
      ).work(in: context)
      return work.picture.scores.sorted { $0.key < $1.key }.map {
        LeakProof($0.key, $0.value, realShare: 0)
      }
    } catch let error as CancellationError {
      throw error
    } catch {
      return []
    }
  }
}
