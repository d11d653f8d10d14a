import Jobs

/// What one attack says about the rows of an augmented release.
struct RowVerdicts: Sendable {
  let title: String
  /// Its claims by row.
  let claims: [Int: Guess]
  /// How much each row looks real, if it ranks rows.
  let scores: [Double]?
  let remarks: [String]
  let estimate: SettingsEstimate
  /// Why it says nothing, as a clause; nil if it ran.
  let obstacle: String?

  private struct Gathered: Sendable {
    var claims: [Int: Guess] = [:]
    var scores: [Double]?
    var remarks: [String] = []
  }

  /// Runs `attack` and gathers what it says; only its stages are passed on.
  ///
  /// - Throws: `CancellationError`.
  init(
    of attack: any Attack, _ title: String, on view: AttackerView,
    part: (start: Double, share: Double), in context: RunContext<AttackUpdate>
  ) throws {
    let gathered = Locked(Gathered())
    let inner = RunContext<AttackUpdate>(
      threads: context.threads, isCancelled: { context.isCancelled }
    ) { update in
      switch update {
      case .stage(let name, let fraction):
        context.report(
          .stage("\(title): \(name)", Fraction(part.start + part.share * fraction.value)))
      case .guesses(let guesses):
        gathered.withLock { gathered in
          for guess in guesses {
            if case .real(let row) = guess.claim { gathered.claims[row] = guess }
          }
        }
      case .scores(let scores): gathered.withLock { $0.scores = scores }
      case .remark(let remark): gathered.withLock { $0.remarks.append(remark) }
      }
    }
    var estimate = SettingsEstimate()
    var obstacle: String?
    do {
      estimate = try attack.run(on: view, in: inner)
    } catch let error as AttackError {
      obstacle = error.obstacle
    }
    let all = gathered.withLock { $0 }
    self.title = title
    claims = all.claims
    scores = all.scores
    remarks = all.remarks
    self.estimate = estimate
    self.obstacle = obstacle
  }
}
