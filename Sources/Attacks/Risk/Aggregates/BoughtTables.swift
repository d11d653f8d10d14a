import DifferentialPrivacy
import Numeric

/// Two tables about the same people like those of `AggregateTables`, but every number in them has to
/// be bought.
///
/// What the numbers are about is public: cells are the attacker's own questions, and the levels or
/// the range of the secret are those that the release shows. Values outside that range count as its
/// ends.
struct BoughtTables {
  private enum Secret {
    case levels([Double])
    case number(low: Double, width: Double)
  }

  /// Parts that the range of a number is cut into, so that sums are whole numbers.
  private static let parts = 10_000

  private let tables: AggregateTables
  private let secret: Secret
  private let smallest: Int

  /// - Parameters:
  ///   - groups: the columns that make the cells.
  ///   - secrets: one per row; a missing one counts as a person and adds nothing.
  ///   - released: the column in the release.
  ///   - smallest: cells that seem to have fewer people are not published; 0 for no such rule.
  init(groups: PlainTable, secrets: [Double], released: [Double], isNumber: Bool, smallest: Int) {
    let shown = released.filter { !$0.isNaN }
    let low = shown.min() ?? 0
    secret =
      isNumber
      ? .number(low: low, width: (shown.max() ?? 0) - low) : .levels(Set(shown).sorted())
    self.smallest = smallest
    let secret = secret
    tables = AggregateTables(
      groups: groups, secrets: secrets.map { Self.counted($0, as: secret) }, isNumber: isNumber,
      smallest: 0, noise: 0, seed: 0)
  }

  /// The secret that the difference of two tables shows; nil if nobody seems to have been added, or
  /// the cell seems too small. As many as four answers are bought.
  ///
  /// - Parameters:
  ///   - cell: the person's group.
  ///   - isIn: whether the person is in the second table; if not, both are about the same people.
  func difference(
    cell: [Double], secret value: Double, isIn: Bool, from answers: inout PaidAnswers
  ) throws(PrivacyError) -> Double? {
    let (with, without) = tables.pair(
      cell: cell, secret: Self.counted(value, as: secret), isIn: isIn)
    let more = try answers.answer(with.people)
    let fewer = try answers.answer(without.people)
    let areLarge = smallest == 0 || (more >= smallest && fewer >= smallest)
    guard areLarge, more - fewer >= 1 else { return nil }
    switch secret {
    case .number(let low, let width):
      let sum = try answers.answer(Int(with.sum), sensitivity: Self.parts)
      let rest = try answers.answer(Int(without.sum), sensitivity: Self.parts)
      return low + width * Double(sum - rest) / Double(Self.parts)
    case .levels(let levels):
      guard !levels.isEmpty else { return nil }
      let sums = try answers.counts(with.levels, of: levels)
      let added = zip(sums, try answers.counts(without.levels, of: levels)).map { $0 - $1 }
      let most = added.indices.max { (added[$0], $1) < (added[$1], $0) } ?? 0
      return added[most] >= 1 ? levels[most] : .nan
    }
  }

  /// A number in parts of the public range, a category as it is.
  private static func counted(_ value: Double, as secret: Secret) -> Double {
    guard case .number(let low, let width) = secret, !value.isNaN else { return value }
    guard width > 0 else { return 0 }
    return (min(max((value - low) / width, 0), 1) * Double(parts)).rounded()
  }
}
