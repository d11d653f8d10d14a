import Attacks
import Jobs
import Numeric

/// A table to be audited: what somebody else released.
public struct AuditRequest: Sendable {
  /// The rows of one class, or of the whole file where it has no class; in the order of the file.
  public let minority: Matrix
  /// The rows of all other classes; none where the file has one class.
  public let others: Matrix
  /// One per column.
  public let columnNames: [String]
  /// Name of the class audited; nil where the file has none.
  public let className: String?
  /// Categories beside the numbers, where the file has them.
  public let categories: ReleasedCategories?
  /// Seeds to try.
  public let seeds: [UInt32]
  /// The real rows of the class, for scoring; never shown to an attack.
  public let reference: Matrix?
  /// Where each row of `minority` stands in the file, from 0.
  public let sourceRows: [Int]
  /// Classes of the file that are looked at, this one included: the more are, the more one of them
  /// has to show.
  public let classesTested: Int

  /// - Parameters:
  ///   - minority, others, reference: as wide as there are names.
  ///   - sourceRows: one per row of `minority`.
  ///   - classesTested: 1 or more.
  public init(
    minority: Matrix, others: Matrix, columnNames: [String], className: String?,
    categories: ReleasedCategories? = nil, seeds: [UInt32] = SeedList.usual,
    reference: Matrix? = nil, sourceRows: [Int], classesTested: Int = 1
  ) {
    self.minority = minority
    self.others = others
    self.columnNames = columnNames
    self.className = className
    self.categories = categories
    self.seeds = seeds
    self.reference = reference
    self.sourceRows = sourceRows
    self.classesTested = max(1, classesTested)
  }
}

/// How one question of an audit stands.
public enum AuditState: Sendable, Equatable {
  /// Not begun.
  case waiting
  /// What is being done, and how much of that.
  case running(String, Fraction)
  /// Answered.
  case done
  /// The reason, as a clause.
  case doesNotApply(String)
}

/// One question of an audit and what is known of the answer.
public struct AuditStage: Sendable, Equatable {
  /// The question: "Was it oversampled?", "What was done against attacks?".
  public let title: String
  /// Whether it is answered.
  public var state: AuditState
  /// The answer, in sentences that a reader understands who has never heard of SMOTE. They say
  /// nothing of any value of a row.
  public var sentences: [String]

  /// A question; nothing is known yet unless it is said.
  public init(title: String, state: AuditState = .waiting, sentences: [String] = []) {
    self.title = title
    self.state = state
    self.sentences = sentences
  }
}

/// Whether rows were made from others.
public enum AuditVerdict: String, Sendable, CaseIterable {
  /// Rows were made from other rows.
  case oversampled
  /// Nothing shows that rows were made from others, which is no proof that none were.
  case noSign = "no sign of oversampling"
  /// Too few rows or columns to say.
  case undecided
}

/// The kind of method that rows look made by.
public enum MethodFamily: String, Sendable, CaseIterable {
  /// Copies of rows.
  case duplication
  /// Rows on the line between two rows of the class.
  case smote
  /// On such a line and beyond its ends.
  case smoteWithExtrapolation = "svm-smote"
  /// On lines towards rows of other classes too.
  case smoteAcrossClasses = "borderline-smote-2"
  /// On such lines in the columns of numbers, with categories by vote.
  case smoteOfMixedData = "smote-nc"
  /// Inside triangles of three rows.
  case trianglesOfThree = "triangle"
  /// Inside the box of two rows, with a step of its own in every column.
  case stepPerFeature = "step-per-feature"
  /// Made from other rows in a way that is not known.
  case unknown
}

/// A claim of an audit: nobody knows the truth unless a reference was given.
public struct AuditClaim: Sendable, Equatable {
  /// Name of the attack that made it.
  public let attack: String
  /// The claim and what it follows from; rows are numbers in `AuditRequest.minority`.
  public let guess: Guess
  /// Whether it is a real record; nil without a reference.
  public let isTrue: Bool?

  /// - Parameter isTrue: nil without a reference.
  public init(attack: String, guess: Guess, isTrue: Bool?) {
    self.attack = attack
    self.guess = guess
    self.isTrue = isTrue
  }
}

/// An audit as far as it has come; the last picture is the result.
public struct AuditPicture: Sendable, Equatable {
  /// In the order in which they are answered.
  public var stages: [AuditStage] = []
  /// Nil until it is known.
  public var verdict: AuditVerdict?
  /// Chance that rows without any synthetic one among them would look so, at most; nil if not known.
  public var falseAlarm: Double?
  /// Share of the rows that lie on lines with others.
  public var shareOnLines: Double?
  /// What that share would be by chance.
  public var shareOnLinesByChance: Double?
  /// Nil until it is known, and where nothing was made.
  public var family: MethodFamily?
  /// What is in the file: synthetic rows alone, or real ones too.
  public var kind: ReleaseKind?
  /// k and the ratio.
  public var estimate = SettingsEstimate()
  /// Defences that were seen, as sentences: "values are rounded to 3 decimals".
  public var defences: [String] = []
  /// The seed that the rows were drawn with, if one proved itself.
  public var seed: UInt32?
  /// Rows of the class that look original, ascending.
  public var originals: [Int] = []
  /// Everything claimed, records rebuilt and rows that look original.
  public var claims: [AuditClaim] = []
  /// With a reference: how each attack fares.
  public var scores: [String: AttackScore] = [:]

  /// Nothing is known yet.
  public init() {}
}
