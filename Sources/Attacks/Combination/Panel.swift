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

  /// Takes away the rows that a member does not claim, if it claims any and `isTrusted`.
  mutating func hear(
    _ attack: any Attack, _ title: String, at start: Double,
    trustedIf isTrusted: (Set<Int>, Panel) throws -> Bool = { _, _ in true }
  ) throws {
    let verdicts = try RowVerdicts(
      of: attack, title, on: view, part: (start, Self.share), in: context)
    if let obstacle = verdicts.obstacle {
      account.append("\(title) was not used: \(obstacle)")
      return
    }
    let claims = positions(verdicts.claims)
    let taken = real.count(where: { claims[$0] == nil })
    guard taken > 0, !claims.isEmpty else {
      account.append("\(title): proves no further row synthetic")
      return
    }
    guard try isTrusted(Set(claims.keys), self) else {
      account.append("\(title) was not used: it explains too few of the rows it takes for made")
      return
    }
    real = real.filter { claims[$0] != nil }
    for (position, guess) in claims where reasons[position] == nil { reasons[position] = guess }
    estimates.append(verdicts.estimate)
    account.append("\(title): proves \(taken) rows synthetic")
    account += verdicts.remarks.map { "\(title): \($0)" }
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

  /// Share of the rows outside of `claims` that lie on lines of two rows in it.
  func explains(_ claims: Set<Int>) throws -> Double {
    let taken = real.filter { !claims.contains($0) }.sorted()
    return try ExplainedRows.share(
      of: taken, by: real.intersection(claims).sorted(), in: unique.rows, context: context)
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
        evidence: (proven[position] ?? reasons[position])?.evidence
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
