import Numeric

/// Rows between two rows of categories, where categories stand as columns of zeros and ones.
///
/// Two such rows mostly differ in one category, and along one column no row is in line with others
/// by anything but chance. But what stands between two categories, nobody recorded; and whoever is
/// drawn between two rows has one step for all columns: its values are zeros, ones, the step and
/// one less the step. Shares that were measured (of men and women, of young and old) are
/// independent of each other and have steps of their own.
struct CategorySigns: Sendable, Equatable {
  /// Share of the different rows that stand between two rows of categories.
  let share: Double
  /// Chance of so few rows with two steps, if the columns were blurred independently, times the
  /// number of tests done.
  let falseAlarm: Double
  /// Whether the rows of categories themselves are in the table, or only what stands between them.
  let hasEnds: Bool

  private static let fewest = 8
  private static let leastShare = 0.02
  /// Of the rows with values that are neither zero nor one, these have one step.
  private static let leastWithOneStep = 0.9
  /// Steps that are no prior filled in for lack of a value: of so many rows they differ.
  private static let leastDifferent = 0.5
  /// A row in which several categories are blurred alike speaks for itself, and so does it if
  /// categories are blurred, but never two of a row.
  private static let fewestOfSeveral = 4
  private static let fewestCategories = 3
  private static let leastEnds = 0.5

  /// Nil where there are no signs, and where a value is below zero or above one. O(rows × columns).
  init?(_ table: DetectionTable, tests: Int, level: Double) {
    guard table.rows.storage.allSatisfy({ (0...1).contains($0) }) else { return nil }
    let precision = 4 * max(table.units.max() ?? 0, 1e-12)
    let blends = (0..<table.rows.rows).map { Blend(table.rows.row($0), precision: precision) }
    let blurred = blends.filter { !$0.columns.isEmpty }
    let between = blurred.filter(\.isTelling)
    let steps = Set(between.map { ($0.step / precision).rounded() })
    share = Double(between.count) / Double(max(1, blends.count))
    guard between.count >= Self.fewest, share >= Self.leastShare,
      Double(between.count) >= Self.leastWithOneStep * Double(blurred.count),
      Double(steps.count) >= Self.leastDifferent * Double(between.count)
    else { return nil }
    let categories = Self.categories(between)
    guard
      categories.count >= Self.fewestCategories
        || between.count(where: { $0.columns.count > 2 }) >= Self.fewestOfSeveral
    else { return nil }
    falseAlarm = min(1, Double(tests) * Self.chance(blends, categories))
    guard falseAlarm <= level else { return nil }
    let whole = Set((0..<table.rows.rows).map { table.rows.row($0) })
    let ended = between.count { blend in blend.ends.allSatisfy { whole.contains($0) } }
    hasEnds = Double(ended) >= Self.leastEnds * Double(between.count)
  }

  /// Columns that are blurred together: the levels of a category.
  private static func categories(_ blends: [Blend]) -> [Set<Int>] {
    blends.filter { $0.columns.count == 2 }.reduce(into: [Set<Int>]()) { groups, blend in
      let joined = groups.filter { !$0.isDisjoint(with: blend.columns) }
      groups.removeAll { !$0.isDisjoint(with: blend.columns) }
      groups.append(joined.reduce(Set(blend.columns)) { $0.union($1) })
    }
  }

  /// Chance of so few rows with two categories blurred each for itself, if each is blurred as often
  /// as it is and regardless of the others.
  private static func chance(_ blends: [Blend], _ categories: [Set<Int>]) -> Double {
    let blurs = blends.map { blend in
      categories.indices.filter { !categories[$0].isDisjoint(with: blend.columns) }
    }
    let clashes = zip(blends, blurs).count { $0.1.count > 1 && !$0.0.isTelling }
    let rates = categories.indices.map { category in
      Double(blurs.count { $0.contains(category) }) / Double(blends.count)
    }
    // Chances that none and that one of the categories seen so far is blurred.
    let (none, one) = rates.reduce((1.0, 0.0)) { chances, rate in
      (chances.0 * (1 - rate), chances.1 * (1 - rate) + chances.0 * rate)
    }
    return ChanceTest.binomialTail(
      blends.count - clashes, of: blends.count, rate: min(1, none + one))
  }
}

/// A row that may stand between two rows of zeros and ones.
private struct Blend {
  /// Columns whose values are neither zero nor one.
  let columns: [Int]
  /// The first of these values; 0 where there is none.
  let step: Double
  /// Whether all these values are the step and one less the step, as many of either, and the step
  /// is no simple share that counting could lead to.
  let isTelling: Bool
  /// The two rows of zeros and ones, where it is telling.
  let ends: [[Double]]

  /// Shares with denominators up to this are simple.
  private static let simpleDenominators = 12

  init(_ row: [Double], precision: Double) {
    columns = row.indices.filter { row[$0] > precision && row[$0] < 1 - precision }
    let step = columns.first.map { row[$0] } ?? 0
    self.step = step
    let rising = columns.filter { abs(row[$0] - step) <= precision }
    let falling = columns.filter { abs(row[$0] + step - 1) <= precision }
    let isSimple = (1...Self.simpleDenominators).contains { denominator in
      let part = step * Double(denominator)
      return abs(part - part.rounded()) <= precision * Double(denominator)
    }
    isTelling =
      !isSimple && rising.count == falling.count && !rising.isEmpty
      && rising.count + falling.count == columns.count
    var first = row.map { $0.rounded() }
    for column in rising { first[column] = 1 }
    for column in falling { first[column] = 0 }
    var second = first
    for column in columns { second[column] = 1 - first[column] }
    ends = [first, second]
  }
}
