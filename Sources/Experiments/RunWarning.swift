import Attacks
import Numeric
import Oversampling
import Parameters

/// Something the user should know about a release, beside the setting that causes it.
public struct RunWarning: Sendable, Equatable {
  /// What causes it.
  public enum Cause: Sendable, Equatable {
    /// The method as such.
    case method
    /// A parameter of the method, by name.
    case parameter(String)
    /// How many rows are made.
    case goal
    /// A defence, by name.
    case defence(String)
    /// The data.
    case data
  }

  /// What to change if it is not wanted.
  public let cause: Cause
  /// A sentence: what happened, and what can be done.
  public let text: String

  /// - Parameters:
  ///   - cause: what to change if it is not wanted.
  ///   - text: what happened, and what can be done.
  public init(_ cause: Cause, _ text: String) {
    self.cause = cause
    self.text = text
  }
}

extension RunWarning {
  /// All that is to be said about a release, the most important first.
  ///
  /// - Parameter findings: nil if nobody has looked yet.
  public static func all(
    _ publication: Publication, _ plan: ExperimentPlan, findings: ReleaseFindings?
  ) -> [RunWarning] {
    publication.remarks.map { RunWarning(cause(of: $0, plan), "\($0)") }
      + (findings.map { found($0, publication, plan) } ?? [])
  }

  private static func count(_ rows: [Int], of all: Int) -> String {
    "\(rows.count) of \(all) synthetic rows \(rows.count == 1 ? "is" : "are each")"
  }

  private static func cause(of remark: OversamplingRemark, _ plan: ExperimentPlan) -> Cause {
    if case .missedCount = remark { return .goal }
    guard let name = remark.setting, plan.parameters[name] != nil else { return .method }
    return .parameter(name)
  }

  private static func found(
    _ findings: ReleaseFindings, _ publication: Publication, _ plan: ExperimentPlan
  ) -> [RunWarning] {
    let all = publication.synthetic.rows.rows
    var warnings: [RunWarning] = []
    if !findings.copies.isEmpty {
      warnings.append(
        RunWarning(
          .method,
          "\(count(findings.copies, of: all)) an exact copy of a real row of its class; the defence "
            + "drop-copies takes such rows out"))
    }
    if !findings.onOtherSide.isEmpty {
      warnings.append(
        RunWarning(
          .method,
          "\(count(findings.onOtherSide, of: all)) nearest to a real row of another class: that may "
            + "mislead a model trained on the release"))
    }
    return warnings
  }
}
