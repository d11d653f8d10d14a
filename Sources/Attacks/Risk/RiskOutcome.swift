import Numeric

/// How often something succeeded.
public struct SuccessRate: Sendable, Equatable {
  /// Times it succeeded.
  public let successes: Int
  /// Times it was tried.
  public let trials: Int

  /// - Precondition: `0 <= successes <= trials`; this is not checked.
  public init(_ successes: Int, of trials: Int) {
    self.successes = successes
    self.trials = trials
  }

  /// The share in 0...1; 0 without trials.
  public var rate: Double { trials == 0 ? 0 : Double(successes) / Double(trials) }
  /// Wilson interval at 95 %.
  public var interval: Interval { .wilson(successes, of: trials) }
}

/// How often an attack that guesses about people is right, beside guessing blindly and beside people
/// whose data was not used.
public struct RiskOutcome: Sendable, Equatable {
  /// About people in the training rows.
  public let attack: SuccessRate
  /// Guessing without looking at the release.
  public let baseline: SuccessRate
  /// The same attack on people of the holdout; what it finds out there it finds out about
  /// everybody. Nil without a holdout.
  public let control: SuccessRate?
  /// Sets of columns that were tried, and what came out for each; one if nothing was searched.
  public let searched: [ColumnSearch]
  /// What the user should know, in sentences.
  public let remarks: [String]

  /// One set of columns that the attacker might know.
  public struct ColumnSearch: Sendable, Equatable {
    /// In words: `age, zip → diagnosis`.
    public let columns: String
    /// About people in the training rows.
    public let attack: SuccessRate
    /// About people of the holdout.
    public let control: SuccessRate?

    /// The outcome for one set.
    public init(columns: String, attack: SuccessRate, control: SuccessRate?) {
      self.columns = columns
      self.attack = attack
      self.control = control
    }
  }

  /// - Parameter searched: in the order tried.
  public init(
    attack: SuccessRate, baseline: SuccessRate, control: SuccessRate?,
    searched: [ColumnSearch] = [], remarks: [String] = []
  ) {
    self.attack = attack
    self.baseline = baseline
    self.control = control
    self.searched = searched
    self.remarks = remarks
  }
}
