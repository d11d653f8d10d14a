/// Why saved shadow runs cannot be gone on with. The description is shown to the user as it is.
public enum ShadowStateError: Error, Equatable, Sendable {
  /// The first line is not that of saved shadow runs.
  case notSavedRuns
  /// A line in the middle cannot be read; counted from 1.
  case malformed(line: Int)
  /// The runs were made with other data, another attack or another plan.
  case otherRuns
}

extension ShadowStateError: CustomStringConvertible {
  /// A sentence for the user.
  public var description: String {
    switch self {
    case .notSavedRuns:
      "the first line does not name saved shadow runs; expected '\(ShadowState.mark) …'; start anew "
        + "with another file"
    case .malformed(let line):
      "line \(line) of the saved shadow runs cannot be read; delete it and all that follow, and the "
        + "rest is gone on with"
    case .otherRuns:
      "the saved shadow runs were made with other data, another attack or other settings; start anew "
        + "with another file"
    }
  }
}

/// The shadow runs that are done, so that an interrupted study can go on.
///
/// As text it is a line that says what the study is about and a line for each person that is done:
/// a file of it only ever grows. A last line that has no end was cut short and is ignored; whoever
/// goes on writes `text` anew first.
public struct ShadowState: Sendable, Equatable {
  /// Of the attack, its settings, the plan, the program and the data.
  public let fingerprint: UInt64
  /// Those that are done, in order.
  public private(set) var finished: [ShadowScores]

  /// How the text starts.
  static let mark = "smokeout-shadow-runs 1"

  /// - Parameter finished: in the order they were done.
  public init(fingerprint: UInt64, finished: [ShadowScores] = []) {
    self.fingerprint = fingerprint
    self.finished = finished
  }

  /// Takes in people that were just done.
  public mutating func append(_ scores: [ShadowScores]) { finished += scores }

  /// What the attack found out about all of them.
  public var outcome: ShadowOutcome { ShadowOutcome(finished.compactMap(\.target)) }

  // MARK: - As text

  /// The first line, with its end.
  public var header: String { Self.mark + " " + String(fingerprint, radix: 16) + "\n" }

  /// The line of one person, with its end: row, number of runs of a side, scores of both sides.
  /// Numbers read back equal.
  public static func line(for scores: ShadowScores) -> String {
    let words =
      ["\(scores.row)", "\(scores.with.count)"] + (scores.with + scores.without).map { "\($0)" }
    return words.joined(separator: " ") + "\n"
  }

  /// All of it.
  public var text: String { finished.reduce(into: header) { $0 += Self.line(for: $1) } }

  /// Reads what was saved.
  ///
  /// - Throws: `ShadowStateError`.
  public init(text: String) throws(ShadowStateError) {
    // What follows the last end of a line is empty, or was cut short.
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    guard let header = lines.popFirst(), header.hasPrefix(Self.mark + " "),
      let fingerprint = UInt64(header.dropFirst(Self.mark.count + 1), radix: 16)
    else { throw .notSavedRuns }
    self.fingerprint = fingerprint
    finished = []
    for (index, line) in lines.enumerated() {
      guard let scores = Self.scores(line) else { throw .malformed(line: index + 2) }
      finished.append(scores)
    }
  }

  private static func scores(_ line: Substring) -> ShadowScores? {
    let words = line.split(separator: " ")
    guard words.count > 2, let row = Int(words[0]), row >= 0, let runs = Int(words[1]), runs > 0,
      runs <= words.count, words.count == 2 * runs + 2
    else { return nil }
    let scores = words[2...].compactMap { Float($0) }
    guard scores.count == 2 * runs else { return nil }
    return ShadowScores(row: row, with: Array(scores[..<runs]), without: Array(scores[runs...]))
  }
}
