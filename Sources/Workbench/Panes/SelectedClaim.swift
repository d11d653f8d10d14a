import Attacks
import Experiments
import Numeric

/// The claim that the session points at, with what it is about.
package struct SelectedClaim: Sendable {
  package let attack: AttackPicture
  package let kind: ReleaseKind
  /// From 0.
  package let number: Int
  package let claim: ScoredClaim
  private let picture: RunPicture

  /// Nil while there is no such claim.
  package init?(_ session: Session) {
    let attacks = session.picture.attacks
    guard attacks.indices.contains(session.selectedAttack) else { return nil }
    attack = attacks[session.selectedAttack]
    guard attack.claims.indices.contains(session.selectedClaim) else { return nil }
    kind = attack.kind
    number = session.selectedClaim
    claim = attack.claims[number]
    picture = session.picture
  }

  package var evidence: Evidence { claim.guess.evidence }

  /// What is claimed: the rebuilt record, or the released row. O(columns).
  package var values: [Double]? {
    switch claim.guess.claim {
    case .record(let values): values
    case .real(let row): picture.values(ofRow: row, of: kind)
    }
  }

  /// The real record it is compared with: the one it is, or the nearest; and how far off it is.
  /// O(records × columns).
  package var counterpart: RealRecord? {
    guard let truth = picture.truth, let values else { return nil }
    if let record = claim.record, (0..<truth.records.rows).contains(record) {
      return RealRecord(record, at: claim.distance ?? 0, in: truth)
    }
    return RealRecord.nearest(to: values, in: truth)
  }

  /// What it follows from; nil while nothing has been released. O(rows of the evidence × columns).
  package var proof: Proof? {
    guard let publication = picture.publication, let scales = picture.truth?.scales else {
      return nil
    }
    return Proof(
      claim.guess, release: publication.release(kind).minority, names: RowNames(kind),
      weights: scales.map { $0 / 2 }, record: rebuiltValues)
  }

  /// The values of a record that the same attack has rebuilt, by the number of the claim.
  func rebuiltValues(_ number: Int) -> [Double]? {
    guard attack.claims.indices.contains(number),
      case .record(let values) = attack.claims[number].guess.claim
    else { return nil }
    return values
  }

  /// The values of a row of the release.
  func releasedValues(ofRow row: Int) -> [Double]? { picture.values(ofRow: row, of: kind) }

  /// The nearest real record besides `counterpart`. O(records × columns).
  package var nextNearest: RealRecord? {
    guard let truth = picture.truth, let values, let record = counterpart?.number else {
      return nil
    }
    return RealRecord.nearest(to: values, in: truth, except: record)
  }
}

/// A real record and its distance from a claim.
package struct RealRecord: Sendable, Equatable {
  /// Number among the different real records.
  package let number: Int
  /// Row of the file, from 0, header not counted.
  package let fileRow: Int
  package let values: [Double]
  /// Largest difference in a column; the columns span −1 to 1.
  package let distance: Double

  fileprivate init(_ number: Int, at distance: Double, in truth: GroundTruth) {
    self.number = number
    fileRow = truth.datasetRows[number]
    values = truth.records.row(number)
    self.distance = distance
  }

  fileprivate static func nearest(
    to values: [Double], in truth: GroundTruth, except excluded: Int? = nil
  ) -> RealRecord? {
    guard values.count == truth.records.columns else { return nil }
    var best: (number: Int, distance: Double)?
    for number in 0..<truth.records.rows where number != excluded {
      var largest = 0.0
      for column in values.indices {
        let difference = abs(values[column] - truth.records[number, column])
        largest = max(largest, difference * truth.scales[column])
      }
      if largest < best?.distance ?? .infinity { best = (number, largest) }
    }
    return best.map { RealRecord($0.number, at: $0.distance, in: truth) }
  }
}
