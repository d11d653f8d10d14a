import Tabular

/// A yes or no for everybody, taken from a secret column.
struct SecretBits: Sendable {
  /// Name of the column.
  let column: String
  /// What yes means, after "to".
  let text: String
  /// People of the training rows that are asked about.
  let people: [Bool]
  /// What most people of the training rows are, or most rows of the release.
  let usual: Bool
  /// Saying that of everybody of the training rows.
  let blind: SuccessRate
  /// Saying that of people of the holdout: the equations do not name them.
  let control: SuccessRate?

  /// Nil if no column that may be asked about tells people apart.
  ///
  /// - Parameters:
  ///   - most: people asked about.
  ///   - isPublic: whether what yes means, and what is usual, is taken from the release, which
  ///     everybody has, and not from the training rows.
  init?(_ game: RiskGame, most: Int, isPublic: Bool = false) {
    let shown = isPublic ? game.release : game.training
    let names =
      game.secret.isEmpty
      ? game.columnNames.filter { !game.known.contains($0) } : game.secret
    for name in names {
      let columns = PlainTable.make((isPublic ? [shown] : []) + game.tables, columns: [name])
        .map { $0.columns[0] }
      let tables = isPublic ? Array(columns.dropFirst()) : columns
      guard let column = shown.column(named: name) else { continue }
      guard let (says, meaning) = Self.rule(column, columns[0]) else { continue }
      let rows = Targets.rows(most, of: game.training, seed: game.seed)
      let people = rows.map { says(tables[0][$0]) }
      guard people.contains(true), people.contains(false) else { continue }
      let usual =
        isPublic
        ? 2 * columns[0].count(where: says) > columns[0].count
        : 2 * people.count(where: \.self) > people.count
      self.column = name
      text = meaning
      self.people = people
      self.usual = usual
      blind = SuccessRate(people.count { $0 == usual }, of: people.count)
      control = game.holdout.map { holdout in
        let others = Targets.rows(most, of: holdout, seed: game.seed)
        return SuccessRate(others.count { says(tables[1][$0]) == usual }, of: others.count)
      }
      return
    }
    return nil
  }

  private static func rule(
    _ column: Column, _ values: [Double]
  ) -> (says: @Sendable (Double) -> Bool, text: String)? {
    let present = values.filter { !$0.isNaN }.sorted()
    guard let first = present.first, let last = present.last, first < last else { return nil }
    if column.isNumber {
      var middle = present[(present.count - 1) / 2]
      // Half of the values or more are the largest: below it is then the other side.
      if middle == last { middle = present.last { $0 < last } ?? first }
      let threshold = middle
      return (
        { $0 > threshold }, "have \(column.name) above \(NumberText.shortest(threshold))"
      )
    }
    var counts: [Double: Int] = [:]
    for value in present { counts[value, default: 0] += 1 }
    guard let most = counts.min(by: { ($1.value, $0.key) < ($0.value, $1.key) })?.key,
      let row = values.firstIndex(of: most)
    else { return nil }
    return ({ $0 == most }, "have the \(column.name) '\(column.text(row))'")
  }
}
