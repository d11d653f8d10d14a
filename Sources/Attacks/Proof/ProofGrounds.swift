/// What a proof takes for granted, and what it rules out, in sentences.
enum ProofGrounds {
  /// Nil if nothing is taken for granted.
  ///
  /// - Parameter weights: 1 / range of each column.
  static func premise(_ premise: Premise, weights: [Double]) -> String? {
    switch premise {
    case .none: nil
    case .grid(let steps, _): grid(steps)
    case .seed(let seed, let k, let classSize):
      "Taken for granted: the rows were drawn with random_state=\(seed), from a class of "
        + "\(classSize) records, each with its \(k) nearest neighbors."
    case .noise(let amplitudes):
      "Taken for granted: released values are off by up to about "
        + share(amplitudes, weights) + " of a column's range."
    }
  }

  /// Steps are how finely something is measured: they say nothing of anybody.
  private static func grid(_ steps: [Double]) -> String {
    let known = steps.filter { $0 > 0 }
    var counts: [Double: Int] = [:]
    for step in known { counts[step, default: 0] += 1 }
    let told = counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.prefix(3).map {
      "\(ProofNumber.significant($0.key)) in \(ProofNumber.count($0.value, "column"))"
    }
    let rest = counts.count > 3 ? ", other steps in other columns" : ""
    let unknown = steps.count - known.count
    let part = unknown > 0 ? " (\(unknown) not used)" : ""
    return "Taken for granted: real values are whole multiples of a step: "
      + told.joined(separator: ", ") + rest + part + "."
  }

  private static func share(_ amplitudes: [Double], _ weights: [Double]) -> String {
    let largest = zip(amplitudes, weights).map { $0 * $1 }.max() ?? 0
    return ProofNumber.significant(largest, digits: 2)
  }

  static func sentence(_ ruledOut: RuledOut) -> String {
    switch ruledOut {
    case .insideOfSegment:
      return "A place between two records: then two of its lines would leave it in opposite "
        + "directions, and none do."
    case .chance(let logProbability):
      return "Chance: it would happen " + ProofNumber.rarity(log: logProbability)
        + " releases by accident."
    case .flatSpot(let rows):
      return "A flat spot, where lines cross by chance: "
        + (rows == 0
          ? "no other row lies in the plane of the lines."
          : "only \(ProofNumber.count(rows, "other row")) "
            + "\(rows == 1 ? "lies" : "lie") in the plane of the lines.")
    case .otherSteps(let tried):
      return "Another step: \(tried) others were tried on the row's values, and none fits all "
        + "columns."
    case .gridPointBetween(let tried):
      return "A round point between the two records: \(ProofNumber.count(tried, "such point")) "
        + "along the line \(tried == 1 ? "was" : "were") looked at."
    case .otherSeeds(let tried, let agreements, let expected):
      return
        "Another seed: \(tried) were tried; this one agrees with the rows \(agreements) times, "
        + "where \(ProofNumber.significant(expected, digits: 2)) would be chance."
    case .synthetic(let lines):
      return "A synthetic row: \(ProofNumber.count(lines, "line")) of other rows "
        + "\(lines == 1 ? "passes" : "pass") within the noise of it; one that "
        + "was made has more."
    }
  }
}
