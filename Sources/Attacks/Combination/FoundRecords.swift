import Numeric

/// The records that the members of a combination have claimed, each once.
struct FoundRecords: Sendable {
  private(set) var guesses: [Guess] = []
  private var places: KnownPlaces
  private let scales: [Double]

  /// Records nearer than this are one, in columns divided by their largest absolute value.
  private static let sameRecord = 1e-7

  /// - Parameter rows: the release; its largest values make the columns comparable.
  init(_ rows: Matrix) {
    scales = PointCloud.scales(of: rows)
    places = KnownPlaces(width: rows.columns, distance: Self.sameRecord)
  }

  /// Takes in a claim with its claim numbers in this list; whether it is new. O(width).
  mutating func add(_ guess: Guess) -> Bool {
    guard let values = guess.values, places.insert(scaled(values)) else { return false }
    guesses.append(guess)
    return true
  }

  /// The values, one row per record; nil if there are none.
  var records: Matrix? {
    guesses.isEmpty ? nil : Matrix(guesses.compactMap(\.values))
  }

  private func scaled(_ values: [Double]) -> [Double] { zip(values, scales).map { $0 * $1 } }
}

extension Guess {
  /// The values of the record that is claimed, or nil for a row of the release.
  var values: [Double]? {
    if case .record(let values) = claim { values } else { nil }
  }

  /// The same claim where the claims that its lines end in have other numbers; nil for one that is
  /// not in the list.
  func renumbered(_ numbers: [Int?]) -> Guess {
    let lines = evidence.lines.map { line in
      let number = line.record.flatMap { numbers.indices.contains($0) ? numbers[$0] : nil }
      return EvidenceLine(
        rows: line.rows, record: number, steps: line.steps, otherEnd: line.otherEnd)
    }
    return Guess(
      claim,
      evidence: Evidence(
        reason: evidence.reason, lines: lines, premise: evidence.premise,
        ruledOut: evidence.ruledOut),
      error: error, certainty: certainty, categories: categories)
  }
}
