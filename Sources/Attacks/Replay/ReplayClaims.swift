import Numeric

/// The claims that follow from a seed that proved itself.
struct ReplayClaims {
  private let finding: SeedReplay.Finding
  private let cloud: PointCloud
  private let premise: Premise
  private let ruledOut: [RuledOut]

  /// Share of a column's range by which a claimed coordinate may be off.
  private static let largestError = 2.5e-9

  init(_ finding: SeedReplay.Finding, rows: Matrix) {
    self.finding = finding
    cloud = PointCloud(rows)
    premise = .seed(finding.seed, k: finding.k, classSize: finding.likelyBases)
    ruledOut = [
      .otherSeeds(
        tried: finding.hypothesesTried, agreements: finding.agreements,
        expected: finding.falseAlarms)
    ]
  }

  /// One claim per record that is known sharply enough and was not known before.
  func guesses() -> [Guess] {
    let sharpness = Self.largestError * narrowestRange
    let records = finding.records
    var claimOfRecord: [Int: Int] = [:]
    var guesses: [Guess] = []
    for record in records.knownCount..<records.places.count {
      let place = records.places[record]
      guard place.error <= sharpness else { continue }
      let lines = records.derivations[record].map { line($0, claimOfRecord) }
      claimOfRecord[record] = guesses.count
      guesses.append(
        Guess(
          .record(values: cloud.released(place.values[...])),
          evidence: Evidence(
            reason: .replayedDraws, lines: lines, premise: premise, ruledOut: ruledOut),
          error: 2 * place.error))
    }
    return guesses
  }

  private func line(_ derivation: Derivation, _ claims: [Int: Int]) -> EvidenceLine {
    let steps = finding.cells.draws.steps
    let marked = derivation.rows.map { row in
      (step: derivation.isBase ? steps[row] : 1 - steps[row], row: row)
    }.sorted { ($0.step, $0.row) < ($1.step, $1.row) }
    return EvidenceLine(
      rows: marked.map(\.row), record: claims[derivation.otherEnd], steps: marked.map(\.step),
      otherEnd: cloud.released(finding.records.places[derivation.otherEnd].values[...]))
  }

  /// The least range of a column that varies at all, in the scale of the rows.
  private var narrowestRange: Double {
    (0..<cloud.coordinates.columns).map { column in
      let range = cloud.coordinates.range(ofColumn: column)
      return range.upperBound - range.lowerBound
    }.filter { $0 > 0 }.min() ?? 1
  }
}
