import Jobs
import Tabular

/// Some of a number of rows.
struct RowSet: Sendable {
  private var words: [UInt64]

  /// None of `count` rows.
  init(count: Int) { words = Array(repeating: 0, count: (count + 63) / 64) }

  func contains(_ row: Int) -> Bool { words[row >> 6] >> UInt64(row & 63) & 1 == 1 }

  mutating func insert(_ row: Int) { words[row >> 6] |= 1 << UInt64(row & 63) }

  mutating func formUnion(_ other: RowSet) {
    for index in words.indices { words[index] |= other.words[index] }
  }
}

/// What sets of as many columns tell about the training rows.
struct UniqueTally: Sendable {
  /// For each row the sets in which it is alone, and in none that lacks one of their columns.
  fileprivate(set) var counts: [Int32]
  /// For each row where its values in one of these sets came out again.
  fileprivate(set) var found: [Reappearance]
  /// For each column how often it is in a set of a row.
  fileprivate(set) var uses: [Int]
  /// The rows that are alone in each set, minimal or not; bit i of a set stands for column i.
  fileprivate(set) var alone: [UInt64: RowSet] = [:]

  fileprivate init(rows: Int, columns: Int) {
    counts = Array(repeating: 0, count: rows)
    found = Array(repeating: [], count: rows)
    uses = Array(repeating: 0, count: columns)
  }
}

/// Looks for training rows that are alone with their values in sets of columns.
///
/// Released and holdout rows go along, to be met in the class of a row that is alone: then its values
/// came out again.
struct UniqueSearch: Sendable {
  /// Training rows.
  let people: Int
  /// For each column the codes of the training, the released and the holdout rows, in that order.
  private let codes: [[Int32]]
  private let codeCounts: [Int]
  private let missing: [Int32]
  /// What each of these rows stands for.
  private let marks: [Reappearance]

  /// Rows that are not alone yet, in classes of equal values.
  private struct Crowd {
    let rows: [Int32]
    let classes: [Int32]
    let classCount: Int
  }

  init(_ columns: [ColumnCodes], of input: MeasureInput) {
    let samples = EqualSamples(of: input)
    people = input.training.rowCount
    codes = columns.map { column in Table.allCases.flatMap { column.codes[$0] ?? [] } }
    codeCounts = columns.map(\.count)
    missing = columns.map(\.missing)
    marks = input.tables.flatMap { table in
      Reappearance.marks(of: table, samples, rows: input.dataset(named: table)?.rowCount ?? 0)
    }
  }

  /// What all sets of `size` columns tell whose last is `last`.
  ///
  /// - Parameter known: who is alone in the sets of one column less.
  /// - Throws: `CancellationError`.
  func tally(
    ofSize size: Int, with last: Int, aloneInSmaller known: [UInt64: RowSet],
    in context: RunContext<Fraction>
  ) throws -> UniqueTally {
    let everybody = Crowd(
      rows: Array(0..<Int32(marks.count)), classes: Array(repeating: 0, count: marks.count),
      classCount: 1)
    var tally = UniqueTally(rows: people, columns: codes.count)
    try extend(everybody, 0, by: last, left: size, known, &tally, in: context)
    return tally
  }

  /// Adds a column to a set, and columns before it until the set is large enough.
  private func extend(
    _ crowd: Crowd, _ columns: UInt64, by column: Int, left: Int, _ known: [UInt64: RowSet],
    _ tally: inout UniqueTally, in context: RunContext<Fraction>
  ) throws {
    guard left - 1 <= column else { return }
    let (smaller, alone) = try split(crowd, by: column, in: context)
    let set = columns | 1 << UInt64(column)
    if left == 1 { return settle(set, alone, known, &tally) }
    for next in 0..<column {
      try extend(smaller, set, by: next, left: left - 1, known, &tally, in: context)
    }
  }

  /// The classes after one more column, without those of one person, who are told apart now.
  private func split(
    _ crowd: Crowd, by column: Int, in context: RunContext<Fraction>
  ) throws -> (Crowd, alone: [(row: Int, marks: Reappearance)]) {
    var numbers = PairNumbers(crowd.classCount, codeCounts[column])
    var classes = [Int32](repeating: -1, count: crowd.rows.count)
    for index in crowd.rows.indices {
      if index % 16_384 == 0 { try context.checkCancellation() }
      let code = codes[column][Int(crowd.rows[index])]
      if code != missing[column] {
        classes[index] = numbers.number(crowd.classes[index], code)
      }
    }
    var persons = [Int32](repeating: 0, count: numbers.count)
    var person = [Int32](repeating: -1, count: numbers.count)
    var met = [Reappearance](repeating: [], count: numbers.count)
    for index in classes.indices where classes[index] >= 0 {
      let (row, number) = (crowd.rows[index], Int(classes[index]))
      if row < people {
        persons[number] += 1
        person[number] = row
      } else {
        met[number].formUnion(marks[Int(row)])
      }
    }
    let kept = classes.indices.filter { classes[$0] >= 0 && persons[Int(classes[$0])] > 1 }
    let alone = persons.indices.filter { persons[$0] == 1 }.map { number in
      (row: Int(person[number]), marks: met[number])
    }
    let rest = Crowd(
      rows: kept.map { crowd.rows[$0] }, classes: kept.map { classes[$0] },
      classCount: numbers.count)
    return (rest, alone)
  }

  /// Enters those that became alone and are alone in no smaller set.
  private func settle(
    _ set: UInt64, _ fresh: [(row: Int, marks: Reappearance)], _ known: [UInt64: RowSet],
    _ tally: inout UniqueTally
  ) {
    let columns = codes.indices.filter { set >> UInt64($0) & 1 == 1 }
    let smaller = columns.compactMap { known[set & ~(1 << UInt64($0))] }
    var alone = RowSet(count: people)
    for set in smaller { alone.formUnion(set) }
    for (row, marks) in fresh where !alone.contains(row) {
      alone.insert(row)
      tally.counts[row] += 1
      tally.found[row].formUnion(marks)
      for column in columns { tally.uses[column] += 1 }
    }
    tally.alone[set] = alone
  }
}
