import Numeric

/// How a record follows from a row of the release, or from several of one segment.
struct Derivation: Sendable {
  /// Rows of the segment.
  let rows: [Int]
  /// Whether the record is the base, where the segment starts, or the neighbor.
  let isBase: Bool
  /// The record at the other end.
  let otherEnd: Int
}

/// The records found so far, each once, with what they follow from.
struct ReplayedRecords: Sendable {
  private(set) var places: [SolvedPlace] = []
  private(set) var derivations: [[Derivation]] = []
  /// Where each lies along an axis in general position.
  private(set) var along: [Double] = []
  /// The records before are known from elsewhere.
  private(set) var knownCount = 0
  /// Sum of the absolute coordinates of that axis: along it a place is off by as many errors.
  let axisSum: Double
  private let axis: [Double]
  private var drawers: [Double: [Int]] = [:]
  /// Extent of a drawer: places that are one lie in the same or in the next.
  private let extent: Double

  /// Derivations kept per record: enough to show, few enough to read.
  private static let mostDerivations = 4

  init(width: Int) {
    var random = NumPyRandom(seed: 17)
    let axis = (0..<width).map { _ in random.normal() }
    self.axis = axis
    axisSum = axis.reduce(0) { $0 + abs($1) }
    extent = 4 * SegmentSolver.largestError * axis.reduce(1) { $0 + abs($1) }
  }

  /// Takes in a record known from elsewhere.
  mutating func addKnown(_ place: SolvedPlace) {
    _ = add(place)
    knownCount = places.count
  }

  /// The number of the record at that place, a new one if there is none.
  ///
  /// A place that is known better than before replaces it. O(width).
  mutating func add(_ place: SolvedPlace) -> Int {
    if let number = number(at: place) {
      if place.error < places[number].error { places[number] = place }
      return number
    }
    let position = position(of: place.values)
    drawers[(position / extent).rounded(.down), default: []].append(places.count)
    places.append(place)
    along.append(position)
    derivations.append([])
    return places.count - 1
  }

  /// Notes how a record follows, unless enough is noted.
  mutating func note(_ derivation: Derivation, of record: Int) {
    if derivations[record].count < Self.mostDerivations { derivations[record].append(derivation) }
  }

  /// Where a place lies along the axis.
  func position(of values: [Double]) -> Double {
    var sum = 0.0
    for column in values.indices { sum += values[column] * axis[column] }
    return sum
  }

  /// Where a row lies along the axis.
  func position(of row: Int, in rows: Matrix) -> Double {
    var sum = 0.0
    for column in axis.indices { sum += rows[row, column] * axis[column] }
    return sum
  }

  private func number(at place: SolvedPlace) -> Int? {
    let drawer = (position(of: place.values) / extent).rounded(.down)
    for near in [drawer - 1, drawer, drawer + 1] {
      for number in drawers[near] ?? [] where isOne(number, place) { return number }
    }
    return nil
  }

  private func isOne(_ number: Int, _ place: SolvedPlace) -> Bool {
    let tolerance = 2 * (places[number].error + place.error)
    for column in place.values.indices
    where abs(places[number].values[column] - place.values[column]) > tolerance { return false }
    return true
  }
}
