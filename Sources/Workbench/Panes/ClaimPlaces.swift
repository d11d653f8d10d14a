import Attacks
import Experiments
import Numeric
import Projection
import Terminal

/// Where the claims of one attack lie in the plane.
///
/// Computed anew for every frame: O(claims × columns), for at most `limit` claims.
struct ClaimPlaces {
  /// Claims that are real records, and all others, as x, y, x, y, …
  private(set) var matched: [Double] = []
  private(set) var unmatched: [Double] = []

  static let limit = 5000

  private let session: Session
  private let prepared: PreparedPicture

  /// Nil if the claims belong to other data than those prepared, or to the same in other units.
  init?(_ session: Session) {
    guard let prepared = session.preparedPicture, let truth = session.picture.truth,
      truth.scales == prepared.data.scales
    else { return nil }
    self.session = session
    self.prepared = prepared
    let attacks = session.picture.attacks
    guard attacks.indices.contains(session.selectedAttack) else { return }
    let attack = attacks[session.selectedAttack]
    let claims = attack.claims.prefix(Self.limit)
    for (claim, place) in zip(claims, places(of: claims.map(\.guess.claim), attack.kind)) {
      guard let place else { continue }
      if claim.record == nil {
        unmatched += [place.x, place.y]
      } else {
        matched += [place.x, place.y]
      }
    }
  }

  /// The place of a minority row of a release.
  func place(ofRow row: Int, of kind: ReleaseKind) -> (x: Double, y: Double)? {
    switch session.picture.releaseRow(row, of: kind) {
    case .real(let number): Self.pair(number, of: prepared.minorityPlaces)
    case .synthetic(let number): Self.pair(number, of: session.picture.syntheticPlaces)
    }
  }

  func place(of claim: Claim, _ kind: ReleaseKind) -> (x: Double, y: Double)? {
    places(of: [claim], kind).first ?? nil
  }

  private func places(of claims: [Claim], _ kind: ReleaseKind) -> [(x: Double, y: Double)?] {
    let width = prepared.map.center.count
    var rebuilt: [Double] = []
    for case .record(let values) in claims where values.count == width { rebuilt += values }
    let count = width > 0 ? rebuilt.count / width : 0
    let places = prepared.map.places(of: Matrix(rows: count, columns: width, storage: rebuilt))
    var next = 0
    return claims.map { claim in
      switch claim {
      case .real(let row): return place(ofRow: row, of: kind)
      case .record(let values):
        guard values.count == width else { return nil }
        defer { next += 1 }
        return Self.pair(next, of: places)
      }
    }
  }

  private static func pair(_ number: Int, of places: [Double]) -> (x: Double, y: Double)? {
    guard number >= 0, 2 * number + 1 < places.count else { return nil }
    return (places[2 * number], places[2 * number + 1])
  }
}

/// The lines and rows that the selected claim follows from, in the plane.
struct EvidencePlaces {
  /// Where the claim itself lies.
  private(set) var claim: (x: Double, y: Double)?
  private(set) var segments: [ScatterPlot.Segment] = []
  /// The rows on its lines, as x, y, x, y, …
  private(set) var rows: [Double] = []

  /// More lines than this are a tangle.
  private static let limit = 40

  init(_ selected: SelectedClaim, in places: ClaimPlaces) {
    claim = places.place(of: selected.claim.guess.claim, selected.kind)
    guard let claim else { return }
    for line in selected.evidence.lines.prefix(Self.limit) {
      let onLine = line.rows.compactMap { places.place(ofRow: $0, of: selected.kind) }
      rows += onLine.flatMap { [$0.x, $0.y] }
      if let end = Self.end(of: line, selected, in: places) ?? onLine.last {
        segments.append(ScatterPlot.Segment(from: claim, to: end))
      }
    }
  }

  /// The record at the other end of a line, where that is known.
  private static func end(
    of line: EvidenceLine, _ selected: SelectedClaim, in places: ClaimPlaces
  ) -> (x: Double, y: Double)? {
    guard let number = line.record, selected.attack.claims.indices.contains(number) else {
      return nil
    }
    return places.place(of: selected.attack.claims[number].guess.claim, selected.kind)
  }
}
