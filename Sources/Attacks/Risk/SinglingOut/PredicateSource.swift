import Jobs
import Numeric
import Tabular

/// Makes predicates that single out one row of a release.
struct PredicateSource {
  private let release: Dataset
  private let columns: [Column]
  private let counter: PredicateCounter
  /// Attempts at a predicate of several columns, for each one wanted.
  private static let patience = 100

  /// - Parameter names: columns that predicates may be about.
  init(_ release: Dataset, columns names: [String]) {
    self.release = release
    columns = names.compactMap { release.column(named: $0) }
    counter = PredicateCounter(release)
  }

  /// Predicates about one column each: the smallest and the largest value, values that occur once,
  /// and a value missing once; at most `count`, at random.
  ///
  /// - Throws: `CancellationError`.
  func univariate<Update>(
    _ count: Int, random: inout NumPyRandom, in context: RunContext<Update>
  ) throws -> [Predicate] {
    var predicates: [Predicate] = []
    for column in columns {
      var clauses: [Predicate.Clause] = []
      if column.missingCount == 1 { clauses.append(.init(column.name, .equal, .missing)) }
      if case .numeric(let numbers) = column.values {
        let present = numbers.filter { !$0.isNaN }
        if let low = present.min(), let high = present.max() {
          clauses.append(.init(column.name, .atMost, .number(low)))
          clauses.append(.init(column.name, .atLeast, .number(high)))
        }
      }
      clauses += try Self.counted(column, in: context).filter { $0.count == 1 }
        .map { .init(column.name, .equal, $0.cell) }
      predicates += clauses.map { Predicate([$0]) }
    }
    var isolating: [Predicate] = []
    for place in random.permutation(predicates.count) where isolating.count < count {
      try context.checkCancellation()
      if counter.count(predicates[place], most: 2) == 1 { isolating.append(predicates[place]) }
    }
    return isolating
  }

  /// Predicates about `width` columns each: a random row's values, numbers as at least or at most,
  /// whichever is the way out of the middle; at most `count` different ones.
  ///
  /// - Throws: `CancellationError`.
  func multivariate<Update>(
    _ count: Int, width: Int, random: inout NumPyRandom, in context: RunContext<Update>
  ) throws -> [Predicate] {
    let medians = columns.map(Self.median)
    var predicates: [Predicate] = []
    var seen = Set<Predicate>()
    for _ in 0..<count * Self.patience where predicates.count < count {
      try context.checkCancellation()
      let row = random.integer(below: release.rowCount)
      let chosen = random.permutation(columns.count).prefix(width).sorted()
      let predicate = Predicate(
        chosen.map { place in
          let cell = Self.cell(columns[place], row)
          var relation = Predicate.Relation.equal
          if case .number(let value) = cell {
            relation = value > medians[place] ? .atLeast : .atMost
          }
          return .init(columns[place].name, relation, cell)
        })
      guard seen.insert(predicate).inserted, counter.count(predicate, most: 2) == 1 else {
        continue
      }
      predicates.append(predicate)
    }
    return predicates
  }

  /// Predicates about `width` random columns, with random relations to random values that occur:
  /// what somebody would try who knows the columns' values and nothing of how they go together.
  ///
  /// - Throws: `CancellationError`.
  func blind<Update>(
    _ count: Int, width: Int, random: inout NumPyRandom, in context: RunContext<Update>
  ) throws -> [Predicate] {
    let values = try columns.map { try Self.counted($0, in: context).map(\.cell) }
    return (0..<count).map { _ in
      Predicate(
        random.permutation(columns.count).prefix(width).sorted().compactMap { place in
          guard !values[place].isEmpty else { return nil }
          let cell = values[place][random.integer(below: values[place].count)]
          let relations: [Predicate.Relation] =
            if case .number = cell { Predicate.Relation.allCases } else { [.equal, .different] }
          return .init(
            columns[place].name, relations[random.integer(below: relations.count)], cell)
        })
    }
  }

  private static func cell(_ column: Column, _ row: Int) -> Predicate.Cell {
    guard !column.isMissing(row) else { return .missing }
    return switch column.values {
    case .numeric(let numbers): .number(numbers[row])
    case .categorical(let codes, let levels): .level(levels[Int(codes[row])])
    }
  }

  /// The different values of a column in the order they come, and how often each does.
  private static func counted<Update>(
    _ column: Column, in context: RunContext<Update>
  ) throws -> [(cell: Predicate.Cell, count: Int)] {
    var places: [Predicate.Cell: Int] = [:]
    var cells: [(cell: Predicate.Cell, count: Int)] = []
    for row in 0..<column.count where !column.isMissing(row) {
      if row % 1024 == 0 { try context.checkCancellation() }
      let cell = cell(column, row)
      if let place = places[cell] {
        cells[place].count += 1
      } else {
        places[cell] = cells.count
        cells.append((cell, 1))
      }
    }
    return cells
  }

  private static func median(_ column: Column) -> Double {
    guard case .numeric(let numbers) = column.values else { return 0 }
    let sorted = numbers.filter { !$0.isNaN }.sorted()
    guard !sorted.isEmpty else { return 0 }
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }
}
