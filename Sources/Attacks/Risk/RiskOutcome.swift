import Numeric

/// How often something succeeded.
public struct SuccessRate: Sendable, Equatable {
  /// Times it succeeded.
  public let successes: Int
  /// Times it was tried.
  public let trials: Int
  /// Successes to be expected on as many rows as the training table has, where the chance of one
  /// depends on the number of rows; nil where it does not.
  public let corrected: Double?

  /// - Precondition: `0 <= successes <= trials`; this is not checked.
  public init(_ successes: Int, of trials: Int, corrected: Double? = nil) {
    self.successes = successes
    self.trials = trials
    self.corrected = corrected
  }

  /// The share in 0...1; 0 without trials.
  public var rate: Double { trials == 0 ? 0 : min(count / Double(trials), 1) }
  /// Wilson interval at 95 %, of this share alone.
  public var interval: Interval { estimate().interval }

  /// The share as Wilson's interval sees it.
  ///
  /// - Parameter looks: shares that are looked at together and hold jointly at 95 %.
  public func estimate(looks: Int = 1) -> WilsonEstimate {
    WilsonEstimate(count, of: trials, looks: looks)
  }

  private var count: Double { corrected ?? Double(successes) }
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
  /// What answers cost that it asked for; nil where it asked for none or they were exact.
  public let payment: AnswerPayment?

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

    /// The residual risk before clipping; without a holdout the share itself. What the sets are
    /// ranked by.
    public var excess: Double {
      guard let control else { return attack.estimate().center }
      return ResidualRisk(attack: attack, control: control).excess
    }
  }

  /// Whether it asks about all people together, such as their share with a property: then there is
  /// no control, with a holdout or without.
  public let isAboutEverybody: Bool

  /// - Parameters:
  ///   - searched: in the order tried.
  ///   - isAboutEverybody: whether there is nobody who could be the control.
  public init(
    attack: SuccessRate, baseline: SuccessRate, control: SuccessRate?,
    searched: [ColumnSearch] = [], remarks: [String] = [], isAboutEverybody: Bool = false,
    payment: AnswerPayment? = nil
  ) {
    self.isAboutEverybody = isAboutEverybody
    self.attack = attack
    self.baseline = baseline
    self.control = control
    self.searched = searched
    self.remarks = remarks
    self.payment = payment
  }

  /// The sets that were searched, the most dangerous first.
  public var ranked: [ColumnSearch] {
    searched.enumerated()
      .sorted { ($1.element.excess, $0.offset) < ($0.element.excess, $1.offset) }.map(\.element)
  }

  /// The most dangerous set of columns; nil if none was searched.
  public var worst: ColumnSearch? { ranked.first }

  /// The set in the middle, of two middle ones the more dangerous; nil if none was searched.
  public var median: ColumnSearch? { searched.isEmpty ? nil : ranked[(searched.count - 1) / 2] }
}
