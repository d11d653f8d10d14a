import Jobs

/// Which values of a secret the rows of each class have, in the table released.
struct SecretDistribution: Sendable {
  /// Of the secret.
  let column: ColumnCodes
  /// For each class the rows of each value: code and count, codes ascending; empty for a class
  /// without rows.
  let ofClasses: [[(code: Int32, count: Int)]]
  /// Rows of each code in the whole table.
  let ofTable: [Int]

  /// - Throws: `MeasureError.unknownColumn`, `CancellationError`.
  /// - Complexity: O(rows log rows).
  init(
    of name: String, in classes: TupleClasses, of input: MeasureInput, bins: Int,
    in context: RunContext<Fraction>
  ) throws {
    let column = try ColumnCodes(name, of: input, bins: bins, in: context)
    let codes = column.codes[.synthetic] ?? []
    let numbers = classes.classes[.synthetic] ?? []
    var rowsOfClasses = [[Int32]](repeating: [], count: classes.count)
    var ofTable = [Int](repeating: 0, count: column.count)
    for row in codes.indices {
      if row % 16_384 == 0 { try context.checkCancellation() }
      rowsOfClasses[Int(numbers[row])].append(codes[row])
      ofTable[Int(codes[row])] += 1
    }
    self.column = column
    self.ofTable = ofTable
    ofClasses = rowsOfClasses.map(Self.counted)
  }

  private static func counted(_ codes: [Int32]) -> [(code: Int32, count: Int)] {
    var counts: [(code: Int32, count: Int)] = []
    for code in codes.sorted() {
      if counts.last?.code == code {
        counts[counts.count - 1].count += 1
      } else {
        counts.append((code, 1))
      }
    }
    return counts
  }

  /// People in a class with a badness whose own secret is among those of the class.
  func badness(
    of table: Table, _ ofClass: [Double?], in classes: TupleClasses
  ) -> [Double?] {
    let numbers = classes.classes[table] ?? []
    let codes = column.codes[table] ?? []
    return numbers.indices.map { row in
      let number = Int(numbers[row])
      guard let bad = ofClass[number] else { return nil }
      return ofClasses[number].contains { $0.code == codes[row] } ? bad : nil
    }
  }
}
