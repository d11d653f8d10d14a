import Jobs
import Learners
import Numeric
import Tabular

/// Trees that learn a secret column from known ones.
struct SecretModel: Sendable {
  var trees: BoostedTrees
  let known: [String]
  let secret: String
  /// Levels of a secret that get a model each; a person with a rarer one is never guessed right.
  private static let mostLevels = 32

  init(trees: BoostedTrees, known: [String], secret: String) {
    self.trees = trees
    self.known = known
    self.secret = secret
  }

  func isNumber(in table: Dataset) -> Bool { table.column(named: secret)?.isNumber ?? false }

  /// A guess for every row of every table of people, as a `PlainTable` made of the release and these
  /// people in the order of the scene has it: levels are numbered from the release's own.
  ///
  /// - Throws: `LearnerError`, `CancellationError`.
  func guesses(
    about people: [Dataset], from release: Dataset, in context: RunContext<Fraction>
  ) throws -> [[Double]] {
    let features = ModelFeatures(release, columns: known)
    let queries = people.map { features.matrix($0) }
    let all = queries.dropFirst().reduce(queries[0]) { $0.stacked(on: $1) }
    let answers = try answers(to: all, features.matrix(release), release, in: context)
    var start = 0
    return people.map { table in
      defer { start += table.rowCount }
      return Array(answers[start..<start + table.rowCount])
    }
  }

  private func answers(
    to queries: Matrix, _ rows: Matrix, _ release: Dataset, in context: RunContext<Fraction>
  ) throws -> [Double] {
    let truths = PlainTable.make([release], columns: [secret])[0].columns[0]
    let present = truths.indices.filter { !truths[$0].isNaN }
    let learned = present.map { truths[$0] }
    let kept = rows.rows(present)
    let trees = trees
    if isNumber(in: release) {
      return try abandonable(in: context) {
        try trees.numbers(of: queries, grownOn: kept, targets: learned)
      }
    }
    let levels = Self.frequent(learned)
    guard levels.count > 1 else {
      return Array(repeating: levels.first ?? .nan, count: queries.rows)
    }
    let done = ProgressCounter(of: levels.count, in: context)
    let chances = try parallelMap(levels.count, in: context) { place in
      defer { done.add(1) }
      return try abandonable(in: context) {
        try trees.probabilities(
          of: queries, grownOn: kept, isPositive: learned.map { $0 == levels[place] })
      }
    }
    return (0..<queries.rows).map { row in
      let best = levels.indices.max { (chances[$0][row], $1) < (chances[$1][row], $0) }
      return levels[best ?? 0]
    }
  }

  /// The levels that occur, the most frequent first.
  private static func frequent(_ values: [Double]) -> [Double] {
    var counts: [Double: Int] = [:]
    for value in values { counts[value, default: 0] += 1 }
    let order = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return Array(order.map(\.key).prefix(mostLevels))
  }
}

/// Columns as trees take them: numbers as they are, a column for each level of the release.
struct ModelFeatures: Sendable {
  private let columns: [(name: String, levels: [String]?)]

  init(_ release: Dataset, columns names: [String]) {
    columns = names.compactMap { name in
      guard let column = release.column(named: name) else { return nil }
      if case .categorical(_, let levels) = column.values { return (name, levels) }
      return (name, nil)
    }
  }

  /// One row per row of the table; a missing value is NaN, a level that the release does not have is
  /// none of the release's.
  func matrix(_ table: Dataset) -> Matrix {
    let features = columns.flatMap { column -> [[Double]] in
      switch (table.column(named: column.name)?.values, column.levels) {
      case (.numeric(let numbers), nil): [numbers]
      case (.categorical(let codes, let own), let levels?):
        levels.map { level in
          let code = own.firstIndex(of: level).map { Int32($0) } ?? -2
          return codes.map { $0 < 0 ? .nan : $0 == code ? 1 : 0 }
        }
      default: [Array(repeating: .nan, count: table.rowCount)]
      }
    }
    var matrix = Matrix(rows: table.rowCount, columns: features.count)
    for (place, values) in features.enumerated() {
      for row in 0..<table.rowCount { matrix[row, place] = values[row] }
    }
    return matrix
  }
}
