import Jobs
import Numeric

/// Hears several attacks on one augmented release and joins their verdicts.
struct Panel {
  private let unique: UniqueRows
  private let view: AttackerView
  private let context: RunContext<AttackUpdate>
  /// Position among the different rows, by row of the release.
  private let position: [Int: Int]
  /// Positions that no prover has taken away, and the first claim of each.
  private var real: Set<Int>
  private var reasons: [Int: Guess] = [:]
  /// Claims that are proven one by one.
  private var proven: [Int: Guess] = [:]
  private var account: [String] = []
  private var estimates: [SettingsEstimate] = []

  /// Progress that one member makes of the whole.
  private static let share = 0.1

  init(unique: UniqueRows, view: AttackerView, context: RunContext<AttackUpdate>) {
    self.unique = unique
    self.view = view
    self.context = context
    var position: [Int: Int] = [:]
    for (number, rows) in unique.occurrences.enumerated() {
      for row in rows { position[row] = number }
    }
    self.position = position
    real = Set(unique.occurrences.indices)
  }

  /// Share of the different rows that are proven synthetic so far.
  var shareTakenAway: Double {
    1 - Double(real.count) / Double(max(1, unique.occurrences.count))
  }

  /// What a member says; nothing follows from it yet.
  func verdicts(
    of attack: any Attack, _ title: String, at start: Double
  ) throws -> RowVerdicts {
    try RowVerdicts(of: attack, title, on: view, part: (start, Self.share), in: context)
  }

  /// Takes away the rows that a member does not claim, if it claims any.
  mutating func take(_ verdicts: RowVerdicts) {
    if let obstacle = verdicts.obstacle {
      account.append("\(verdicts.title) was not used: \(obstacle)")
      return
    }
    let claims = positions(verdicts.claims)
    let taken = real.count(where: { claims[$0] == nil })
    for (position, guess) in claims where isBetter(guess, than: reasons[position]) {
      reasons[position] = guess
    }
    if !claims.isEmpty { estimates.append(verdicts.estimate) }
    guard taken > 0, !claims.isEmpty else {
      account.append("\(verdicts.title): proves no further row synthetic")
      return
    }
    real = real.filter { claims[$0] != nil }
    account.append("\(verdicts.title): proves \(taken) rows synthetic")
    account += verdicts.remarks.map { "\(verdicts.title): \($0)" }
  }

  /// Of two reasons for one row, lines that can be looked at say more than a trace.
  private func isBetter(_ guess: Guess, than known: Guess?) -> Bool {
    guard let known else { return true }
    return known.evidence.lines.isEmpty && !guess.evidence.lines.isEmpty
  }

  /// Whether rows lie beyond their parents: a member for such rows takes away at least the share
  /// `least` of all rows that the other leaves, and lines explain at least the share `explained`
  /// of all that it takes away.
  func isExtrapolated(
    _ beyond: RowVerdicts, than between: RowVerdicts, least: Double, explained: Double
  ) throws -> Bool {
    guard beyond.obstacle == nil, !beyond.claims.isEmpty else { return false }
    let claims = Set(positions(beyond.claims).keys)
    let further = positions(between.claims).keys.count { !claims.contains($0) }
    guard Double(further) >= least * Double(unique.occurrences.count) else { return false }
    let taken = unique.occurrences.indices.filter { !claims.contains($0) }
    return try ExplainedRows.share(
      of: taken, by: claims.sorted(), in: unique.rows, context: context) >= explained
  }

  /// Says that a member was not heard.
  mutating func leaveOut(_ title: String, because reason: String) {
    account.append("\(title) were not used: \(reason)")
  }

  /// Takes in claims that are proven one by one.
  mutating func hearSound(_ attack: any Attack, _ title: String, at start: Double) throws {
    let verdicts = try RowVerdicts(
      of: attack, title, on: view, part: (start, Self.share), in: context)
    if let obstacle = verdicts.obstacle {
      account.append("\(title) was not used: \(obstacle)")
      return
    }
    for (position, guess) in positions(verdicts.claims) { proven[position] = guess }
    account.append("\(title): proves \(verdicts.claims.count) rows real")
  }

  /// Makes the claims and ranks the rows; the estimate that leaves least open.
  ///
  /// - Parameters:
  ///   - scores: of the rows of the release, to order those with equal verdicts.
  ///   - isTold: whether the rows not taken away are claimed, not only those proven one by one.
  func conclude(_ scores: [Double]?, isTold: Bool) throws -> SettingsEstimate {
    let claimed = isTold ? real : Set(proven.keys)
    let guesses = claimed.sorted().map { position in
      Guess(
        .real(row: unique.occurrences[position][0]),
        evidence: (isTold ? reasons[position] : proven[position])?.evidence
          ?? Evidence(reason: .onNoLine, lines: []))
    }
    if !isTold { context.report(.remark("no member tells the synthetic rows apart as a whole")) }
    for remark in account { context.report(.remark(remark)) }
    context.report(.guesses(guesses))
    context.report(.scores(ranks(claimed, scores)))
    return estimates.min { width($0) < width($1) } ?? SettingsEstimate()
  }

  private func width(_ estimate: SettingsEstimate) -> Int { estimate.kRange?.count ?? .max }

  /// Claims by position among the different rows.
  private func positions(_ claims: [Int: Guess]) -> [Int: Guess] {
    var result: [Int: Guess] = [:]
    for row in claims.keys.sorted() {
      if let position = position[row], result[position] == nil { result[position] = claims[row] }
    }
    return result
  }

  /// One score per row: claimed rows first, rows of either kind by `scores`.
  private func ranks(_ claimed: Set<Int>, _ scores: [Double]?) -> [Double] {
    let count = view.release.minority.rows
    let fine = scores ?? Array(repeating: 0, count: count)
    let order = (0..<count).sorted { fine[$0] < fine[$1] }
    var ranks = [Double](repeating: 0, count: count)
    var start = 0
    while start < count {
      var end = start + 1
      while end < count, fine[order[end]] == fine[order[start]] { end += 1 }
      // Equal scores have equal ranks, below 1: a verdict outweighs them.
      for place in start..<end { ranks[order[place]] = Double(start) / Double(count) }
      start = end
    }
    return (0..<count).map { row in
      ranks[row] + (position[row].map(claimed.contains) == true ? 1 : 0)
    }
  }
}
