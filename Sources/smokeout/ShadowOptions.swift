import ArgumentParser
import Attacks
import Foundation
import Jobs

/// Options that say how many shadow runs are made.
struct ShadowOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: """
      Shadow runs with and without each person to learn from (the paper: 200; default: \
      \(ShadowPlan().trainingRuns)).
      """,
    transform: NumberArgument.whole("1 or more"))
  var shadowRuns = ShadowPlan().trainingRuns
  @Option(
    parsing: .unconditional,
    help: """
      Shadow runs with and without each person to be scored on (the paper: 100; default: \
      \(ShadowPlan().testRuns)).
      """,
    transform: NumberArgument.whole("2 or more"))
  var shadowTests = ShadowPlan().testRuns
  @Option(
    parsing: .unconditional,
    help: """
      People that shadow runs are made about, at most (the paper: 100; default: \
      \(ShadowPlan().targets)).
      """,
    transform: NumberArgument.whole("1 or more"))
  var shadowTargets = ShadowPlan().targets
  @Option(
    help: """
      Keep finished shadow runs in this file and go on with those that are in it; for one shadow \
      attack.
      """)
  var shadowState: String?

  func validate() throws {
    let ranges = [
      ("--shadow-runs", shadowRuns, 1), ("--shadow-tests", shadowTests, 2),
      ("--shadow-targets", shadowTargets, 1),
    ]
    for (name, value, least) in ranges where value < least {
      throw ValidationError("\(name): found \(value), expected \(least) or more")
    }
  }

  var plan: ShadowPlan {
    var plan = ShadowPlan()
    plan.trainingRuns = shadowRuns
    plan.testRuns = shadowTests
    plan.targets = shadowTargets
    return plan
  }
}

/// A file that finished shadow runs are added to.
final class ShadowFile: Sendable {
  private let path: String
  private struct State {
    /// Whether the file has its first line.
    var isBegun: Bool
    /// Whether it was said that it cannot be written.
    var isLost = false
  }

  private let state: Locked<State>
  /// The runs in it; nil for a new file.
  let saved: ShadowState?

  /// - Throws: `FileProblem` for a file that cannot be read or written, or holds something else.
  init(_ path: String) throws {
    self.path = path
    try OutputFile.checkAppending(to: path)
    let content = FileManager.default.contents(atPath: path)
    do {
      saved = try content.map { try ShadowState(text: String(decoding: $0, as: UTF8.self)) }
    } catch {
      throw FileProblem.unfit(path, "\(error)")
    }
    state = Locked(State(isBegun: content != nil))
    // A last line that was cut short is written anew.
    if let saved { try OutputFile.write(Array(saved.text.utf8), to: path) }
  }

  /// Adds runs that were just finished. What cannot be written is lost for going on, not for the
  /// result: a line on standard error says so once.
  func add(_ scores: [ShadowScores], of study: UInt64) {
    guard !scores.isEmpty else { return }
    let lines = scores.map { ShadowState.line(for: $0) }.joined()
    let problem: Int32 = state.withLock { state in
      let text = state.isBegun ? lines : ShadowState(fingerprint: study).header + lines
      let problem = append(text)
      if problem == 0 {
        state.isBegun = true
        return 0
      }
      defer { state.isLost = true }
      return state.isLost ? 0 : problem
    }
    guard problem != 0 else { return }
    Console.fail(
      "\(FileProblem.cannotWrite(path, problem)); these shadow runs cannot be gone on with later")
  }

  /// - Returns: 0, or the number of the error.
  private func append(_ text: String) -> Int32 {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return errno }
    defer { close(descriptor) }
    return Descriptor.write(Array(text.utf8), to: descriptor)
  }
}
