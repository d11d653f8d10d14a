import Attacks
import Experiments
import Numeric
import Oversampling
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
  private let publication: Publication

  /// Nil if there are no claims yet, or no plane, or if it is that of other data or units.
  init?(_ session: Session) {
    guard let prepared = session.preparedPicture, let publication = session.picture.publication,
      publication.minorityRows.count * 2 == prepared.minorityPlaces.count,
      Self.isInUnits(of: prepared.data, publication)
    else { return nil }
    self.session = session
    self.prepared = prepared
    self.publication = publication
    let attacks = session.picture.attacks
    guard attacks.indices.contains(session.selectedAttack) else { return }
    let attack = attacks[session.selectedAttack]
    let claims = attack.claims.prefix(Self.limit)
    for (claim, place) in zip(claims, places(of: Array(claims), attack.kind)) {
      guard let place else { continue }
      if claim.record == nil {
        unmatched += [place.x, place.y]
      } else {
        matched += [place.x, place.y]
      }
    }
  }

  /// Where the attacks see all columns, those must be scaled as the plane is.
  private static func isInUnits(of data: PreparedData, _ publication: Publication) -> Bool {
    let scales = publication.truth(.augmented).scales
    return scales.count != data.scales.count || scales == data.scales
  }

  /// The place of a minority row of a release: of a real one where it really lies.
  func place(ofRow row: Int, of kind: ReleaseKind) -> (x: Double, y: Double)? {
    switch session.picture.origin(ofRow: row, of: kind) {
    case .real(let number):
      position(of: number) { publication.minorityRows[$0] }
        .flatMap { Self.pair($0, of: prepared.minorityPlaces) }
    case .synthetic(let number): Self.pair(number, of: session.picture.syntheticPlaces)
    case nil: nil
    }
  }

  func place(of claim: ScoredClaim, _ kind: ReleaseKind) -> (x: Double, y: Double)? {
    places(of: [claim], kind).first ?? nil
  }

  /// A rebuilt record lies where its values say. If it has not all columns of the plane, it lies
  /// where the real record is that it matches, or nowhere.
  private func places(
    of claims: [ScoredClaim], _ kind: ReleaseKind
  ) -> [(x: Double, y: Double)?] {
    let width = prepared.map.center.count
    var rebuilt: [Double] = []
    for case .record(let values) in claims.map(\.guess.claim) where values.count == width {
      rebuilt += values
    }
    let count = width > 0 ? rebuilt.count / width : 0
    let places = prepared.map.places(of: Matrix(rows: count, columns: width, storage: rebuilt))
    var next = 0
    return claims.map { claim in
      switch claim.guess.claim {
      case .real(let row): return place(ofRow: row, of: kind)
      case .record(let values):
        guard values.count == width else {
          return claim.record.flatMap { place(ofRecord: $0, kind) }
        }
        defer { next += 1 }
        return Self.pair(next, of: places)
      }
    }
  }

  /// The place of a different real record.
  private func place(ofRecord record: Int, _ kind: ReleaseKind) -> (x: Double, y: Double)? {
    let rows = publication.truth(kind).datasetRows
    guard rows.indices.contains(record) else { return nil }
    let sources = prepared.data.sourceRows
    return position(of: rows[record]) { sources[publication.minorityRows[$0]] }
      .flatMap { Self.pair($0, of: prepared.minorityPlaces) }
  }

  /// Where among the minority rows the one is for which `number` has that value; it grows with the
  /// position, so halving finds it.
  private func position(of value: Int, _ number: (Int) -> Int) -> Int? {
    var (low, high) = (0, publication.minorityRows.count)
    while low < high {
      let middle = (low + high) / 2
      if number(middle) < value { low = middle + 1 } else { high = middle }
    }
    return low < publication.minorityRows.count && number(low) == value ? low : nil
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
    claim = places.place(of: selected.claim, selected.kind)
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
    return places.place(of: selected.attack.claims[number], selected.kind)
  }
}
