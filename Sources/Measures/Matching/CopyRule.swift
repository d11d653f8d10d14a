import Numeric

/// Whether rows that are in the other table verbatim are a leak by that fact alone: one rule for all
/// measures.
///
/// A verbatim copy is the worst leak there is, whatever a measure says of it. But where people have
/// few values each, rows of people whom nothing was made from equal training rows as well, and then
/// nobody has come out again.
struct CopyRule: Sendable, Equatable {
  /// Rows that the rule is about.
  enum Subject: Sendable {
    /// Synthetic rows that equal a training row, beside holdout rows that do.
    case released
    /// Training rows that are in the release, beside holdout rows that are.
    case training
  }

  /// Rows that have a double in the other table.
  let copies: Int
  /// Rows looked at.
  let rows: Int
  let subject: Subject
  /// The probability of so many copies if the rows are no more often copies than those of unseen
  /// people (Fisher's exact test); nil without unseen people.
  private let chance: Double?
  private let unseenCopies: Int
  private let unseenRows: Int

  /// If all rows are copies, chance has to be below this: a copy of 5 rows beside 4 unseen people
  /// who have nothing in common with them is at .0079 and must not pass. Where shares are compared
  /// the level is stricter; here all of the rows have to be copies as well.
  static let level = 0.01

  static let rule =
    "every row an exact copy, unless the holdout's rows are so often equal to a training row as "
    + "well that Fisher's exact test does not tell the two apart at one in a hundred (beside 4 "
    + "unseen people a copy of 5 rows is at .0079)"

  /// - Parameters:
  ///   - copies: of `rows`, with a distance of 0.
  ///   - unseen: the same of people whom nothing was made from; nil where nobody is known.
  /// - Complexity: O(rows).
  init(
    _ copies: Int, of rows: Int, beside unseen: (copies: Int, rows: Int)?,
    _ subject: Subject = .released
  ) {
    self.copies = copies
    self.rows = rows
    self.subject = subject
    unseenCopies = unseen?.copies ?? 0
    unseenRows = unseen?.rows ?? 0
    chance = unseen.map {
      ExactShareTest.probability(copies, of: rows, against: $0.copies, of: $0.rows)
    }
  }

  /// The same of the distances to the nearest row of the other table.
  init(
    _ nearest: [Double], beside unseen: [Double]?, _ subject: Subject = .released
  ) {
    self.init(
      Self.zeros(nearest), of: nearest.count,
      beside: unseen.map { (Self.zeros($0), $0.count) }, subject)
  }

  static func zeros(_ distances: [Double]) -> Int { distances.count { $0 == 0 } }

  /// Whether there are unseen people to compare with.
  var hasUnseen: Bool { chance != nil }

  /// Whether every row has a double.
  var isCopied: Bool { rows > 0 && copies == rows }

  /// Whether that is a leak by itself: there is nobody to compare with, or unseen people do not have
  /// as many doubles.
  var isLeak: Bool { isCopied && (chance.map { $0 <= Self.level } ?? true) }

  /// Whether so many doubles, all or not, are out of reach of chance; false without unseen people.
  var isBeyondChance: Bool { chance.map { $0 <= ExactShareTest.level } ?? false }

  /// What a reader has to know; nil unless all rows are copies.
  var remark: String? {
    guard isCopied else { return nil }
    let words =
      switch subject {
      case .released: "every synthetic row equals a training row"
      case .training: "every training row is in the release"
      }
    guard chance != nil else { return words }
    let people = "\(unseenRows) \(unseenRows == 1 ? "row" : "rows") of unseen people"
    let verb =
      switch (subject, unseenCopies) {
      case (.released, 1): "does"
      case (.released, _): "do"
      case (.training, 1): "is"
      case (.training, _): "are"
      }
    return "\(words); of \(people) \(unseenCopies) \(verb)\(conclusion)"
  }

  private var conclusion: String {
    switch (isLeak, unseenCopies) {
    case (true, _): ""
    case (false, 0): ", too few to rule out chance"
    case (false, unseenRows): ": people have these rows in common"
    case (false, _): ", which chance explains"
    }
  }
}
