import Jobs

/// The joint values of two columns in the training and the synthetic rows.
struct ContingencyTable: Sendable {
  private let training: [Int32]
  private let synthetic: [Int32]
  private let cells: Int

  /// - Throws: `CancellationError`.
  init(
    _ one: ColumnCodes, _ other: ColumnCodes, of input: MeasureInput,
    in context: RunContext<Fraction>
  ) throws {
    let pairs = try TupleClasses(oneClassFor: input).refined(by: one, in: context)
      .refined(by: other, in: context)
    training = pairs.classes[.training] ?? []
    synthetic = pairs.classes[.synthetic] ?? []
    cells = pairs.count
  }

  /// `1 − ½ Σ |P − Q|` over all cells, for rows that count so often. O(rows + cells).
  func similarity(_ weights: RowWeights) -> Double? {
    let real = Self.counts(training, weights.training, cells)
    let made = Self.counts(synthetic, weights.synthetic, cells)
    let realRows = Double(real.reduce(0, +))
    let madeRows = Double(made.reduce(0, +))
    guard realRows > 0, madeRows > 0 else { return nil }
    let apart = (0..<cells).reduce(0.0) { sum, cell in
      sum + abs(Double(real[cell]) / realRows - Double(made[cell]) / madeRows)
    }
    return 1 - apart / 2
  }

  private static func counts(_ codes: [Int32], _ weights: [Int32], _ cells: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: cells)
    for row in codes.indices { counts[Int(codes[row])] += Int(weights[row]) }
    return counts
  }
}
