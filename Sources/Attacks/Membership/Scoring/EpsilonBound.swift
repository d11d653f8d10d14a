/// A lower bound on the ε of differential privacy that an attack shows, on a condition that
/// `holdsFor` names: where it is met, what made the release is not more private than this.
public struct EpsilonBound: Sendable, Equatable {
  /// How it was worked out.
  public enum Method: String, Sendable, CaseIterable {
    /// From a true and a false positive rate by Clopper-Pearson.
    case clopperPearson = "clopper_pearson"
    /// By the trade-off curve of a Gaussian mechanism.
    case gaussian
    /// From many canaries in one run (Steinke, Nasr, Jagielski, 2023).
    case oneRun = "one_run"
  }

  /// What a score was given to.
  public enum Trials: Sendable {
    /// People, all of them on one release, with sides that were drawn once.
    case people
    /// Runs of the program, each with a release of its own, with a person and without.
    case runs
  }

  /// How it was worked out.
  public let method: Method
  /// With 95 % confidence ε is not below this where the condition is met; 0 shows nothing.
  public let value: Double
  /// What the bound would be if the attack made no mistake: no more can be shown with so few
  /// trials.
  public let largest: Double
  /// The δ of differential privacy that the bound is for.
  public let delta: Double
  /// What it was measured on.
  public let trials: Trials

  /// - Parameters:
  ///   - largest: shown first, so that a small bound is not taken for safety.
  ///   - delta: 0 for pure differential privacy.
  public init(
    _ method: Method, value: Double, largest: Double, delta: Double = 0, trials: Trials = .people
  ) {
    self.method = method
    self.value = value
    self.largest = largest
    self.delta = delta
    self.trials = trials
  }

  /// The same, measured on something else.
  func measured(on trials: Trials) -> EpsilonBound {
    EpsilonBound(method, value: value, largest: largest, delta: delta, trials: trials)
  }

  /// When it is a bound, as the end of "it holds …".
  public var holdsFor: String {
    switch (method, trials) {
    case (.clopperPearson, .people):
      "for independent trials; here all people are scored on one release and were drawn into it "
        + "once, so it holds as far as people are exchangeable"
    case (.clopperPearson, .runs):
      "for independent runs of the program, with the person and without, as these are"
    case (.gaussian, _):
      "for Gaussian mechanisms only; it is no bound for SMOTE or anything else that adds no "
        + "Gaussian noise"
    case (.oneRun, .people):
      "where a fair coin put each person in or left the person out; here a random split of fixed "
        + "size did, once"
    case (.oneRun, .runs):
      "where a fair coin put the person into each run or not; here as many runs are made with as "
        + "without"
    }
  }

  /// The same in a few words, for places with little room.
  public var holdsBriefly: String {
    switch (method, trials) {
    case (.clopperPearson, .people): "if people are exchangeable"
    case (.clopperPearson, .runs): "for independent runs"
    case (.gaussian, _): "Gaussian mechanisms only"
    case (.oneRun, .people): "if fair coins put people in"
    case (.oneRun, .runs): "if fair coins chose the runs"
    }
  }
}
