import ArgumentParser
import Attacks
import Foundation
import Jobs

/// Options that say how many shadow runs are made.
struct ShadowOptions: ParsableArguments {
  @Option(help: "Shadow runs with and without each person to learn from (the paper: 200).")
  var shadowRuns = ShadowPlan().trainingRuns
  @Option(help: "Shadow runs with and without each person to be scored on (the paper: 100).")
  var shadowTests = ShadowPlan().testRuns
  @Option(help: "People that shadow runs are made about, at most (the paper: 100).")
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
  /// Whether the file has its first line.
  private let isBegun: Locked<Bool>
  /// The runs in it; nil for a new file.
  let saved: ShadowState?

  /// - Throws: `FileProblem` for a file that cannot be read or holds something else.
  init(_ path: String) throws {
    self.path = path
    let content = FileManager.default.contents(atPath: path)
    do {
      saved = try content.map { try ShadowState(text: String(decoding: $0, as: UTF8.self)) }
    } catch {
      throw FileProblem.unfit(path, "\(error)")
    }
    isBegun = Locked(content != nil)
    // A last line that was cut short is written anew.
    if let saved { try DatasetFile.write(Array(saved.text.utf8), to: path) }
  }

  /// Adds runs that were just finished. What cannot be written is lost for going on, not for the
  /// result.
  func add(_ scores: [ShadowScores], of study: UInt64) {
    guard !scores.isEmpty else { return }
    isBegun.withLock { isBegun in
      let lines = scores.map { ShadowState.line(for: $0) }.joined()
      let text = isBegun ? lines : ShadowState(fingerprint: study).header + lines
      let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else { return }
      defer { close(descriptor) }
      isBegun = text.withCString { write(descriptor, $0, strlen($0)) } == text.utf8.count
    }
  }
}
