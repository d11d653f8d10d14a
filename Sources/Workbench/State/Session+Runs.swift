import Attacks
import Experiments
import Jobs

extension Session {
  /// Starts a run with the present settings in place of the one that goes on; first prepares the
  /// dataset anew if that was done in another way. Of a test part nothing is made.
  mutating func startRun() -> [Effect] {
    guard let openDataset else { return [] }
    guard !openDataset.isTestPart else {
      say(.warning, openDataset.testPartRefusal)
      return []
    }
    // A timer that is still under way has nothing to start any more.
    changeCount += 1
    guard let preparedPicture, preparedPicture.data.preparation == wantedPreparation else {
      return prepare(thenRun: true)
    }
    let jobs = [activeRun, people.state.job].compactMap(\.self)
    if people.state.job != nil { stopPeople(.stopped) }
    let old = jobs.map { Effect.cancel($0) }
    let job = newJob()
    activeRun = job
    making = nil
    run = .running(job)
    return old + [.run(job, plan)]
  }

  /// Prepares the open dataset as the settings say.
  mutating func prepare(thenRun runs: Bool) -> [Effect] {
    guard let openDataset else { return [] }
    let old = [preparing, activeRun].compactMap(\.self).map { Effect.cancel($0) }
    let job = newJob()
    preparing = job
    activeRun = nil
    runsWhenPrepared = runs
    if runs { run = .settling }
    if preparedPicture == nil { prepared = .running(job, Fraction(0)) }
    return old + [.prepare(job, path: openDataset.path, wantedPreparation)]
  }

  /// Looks for the methods that suit the prepared data, beside the run.
  mutating func advise() -> [Effect] {
    let old = advising.map { [Effect.cancel($0)] } ?? []
    let job = newJob()
    advising = job
    return old + [.advise(job)]
  }

  /// Whether there is anything of a run to look at.
  package var hasPicture: Bool { picture.publication != nil || !picture.attacks.isEmpty }

  /// Finds out whether the picture was made with the settings on screen.
  mutating func noteStaleness() {
    guard hasPicture, let made = picture.plan, let preparedPicture else {
      isStale = false
      return
    }
    isStale =
      made != plan || preparedPicture.data.preparation != wantedPreparation
      || picture.knows.map { $0 != threat.knows } ?? false
      || picture.targets.map { $0 != threat.targets } ?? false
  }

  /// Whether anything goes on in the background.
  package var isBusy: Bool {
    activeRun != nil || preparing != nil || opening != nil || audit.job != nil
      || exposure.state.job != nil || measures.state.job != nil || people.state.job != nil
  }

  /// Shows another picture. The selected claim stays the same one, wherever it stands now; what was
  /// revealed is masked if it is not there any more.
  mutating func show(_ newer: RunPicture) {
    let old = selectedClaim(in: picture)
    picture = newer
    noteStaleness()
    clampSelection()
    guard let old, selectedClaim(in: newer)?.guess.claim != old.guess.claim else {
      if old == nil { revealedClaim = nil }
      return
    }
    let claims =
      newer.attacks.indices.contains(selectedAttack) ? newer.attacks[selectedAttack].claims : []
    let place = claims.firstIndex { $0.guess.claim == old.guess.claim }
    revealedClaim = revealedClaim == nil ? nil : place
    selectedClaim = place ?? 0
  }

  private func selectedClaim(in picture: RunPicture) -> ScoredClaim? {
    guard picture.attacks.indices.contains(selectedAttack) else { return nil }
    let claims = picture.attacks[selectedAttack].claims
    return claims.indices.contains(selectedClaim) ? claims[selectedClaim] : nil
  }
}

extension OpenDataset {
  /// Why nothing is made of a test part.
  package var testPartRefusal: String {
    "\(name) was kept apart, and oversampling never touches a holdout or a test part: open the "
      + "training part"
  }
}
