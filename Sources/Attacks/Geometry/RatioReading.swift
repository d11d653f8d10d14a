import Foundation

/// The ratio of synthetic rows to real ones, of which not all are known.
struct RatioReading {
  private let records: Int
  private let released: Double
  private let isAugmented: Bool
  /// Rows looked at that lie between two known records or on one, over all looked at.
  let explainedShare: Double
  /// Released rows that equal a record, by its number.
  private var copies: [Int: Int] = [:]
  /// Steps until numbers of records and the ratio agree; each halves what is left, at least.
  private static let steps = 60
  /// Share of the rows that a share of records leaves unexplained, in shares of records.
  private static let rowsPerMissing = 1.5
  /// Standard deviations of the number of copies that the range allows for.
  private static let deviations = 3.0

  /// - Parameters:
  ///   - records: different records found.
  ///   - released: synthetic rows released.
  ///   - seen: of these, the different ones looked at; of which `explained` lie between two
  ///     records found or on one.
  ///   - shown: how often each record is among the released rows, where records are released too.
  init(records: Int, released: Int, seen: Int, explained: Int, shown: [Int]?) {
    self.records = records
    self.released = Double(released)
    isAugmented = shown != nil
    explainedShare = min(1, Double(explained) / Double(seen))
    for (record, times) in (shown ?? []).enumerated() where times > 1 { copies[record] = times }
  }

  /// Counts released rows that equal a record.
  mutating func add(_ rows: Int, copiesOf record: Int) { copies[record, default: 0] += rows }

  /// The ratio if the rows that no known records explain have one of their parents among these.
  ///
  /// - Parameter k: neighbors, if known; without them a record with copies counts twice.
  func value(k: Int?) -> Double {
    let range = range(k: k)
    // All rows that start from a missing record are unexplained, and those that lead to it: as
    // many again for the usual record, but few lead to one that is missing. Between once and
    // twice its share, that is.
    let real = people(k: k) / pow(explainedShare, 1 / Self.rowsPerMissing)
    return min(max(ratio(of: real), range.lowerBound), range.upperBound)
  }

  /// The ratios that the evidence allows.
  func range(k: Int?) -> ClosedRange<Double> {
    // Rows between no two known records speak of records not found, two at most each.
    let unknown = 2 * (1 - explainedShare) * released
    let most = ratio(of: Double(records))
    return min(most, ratio(of: people(k: k, deviations: Self.deviations) + unknown))...most
  }

  /// Synthetic rows per real one if there are so many real ones.
  private func ratio(of real: Double) -> Double {
    guard isAugmented else { return released / real }
    let again = Double(copies.values.reduce(0, +)) - Double(copies.count)
    return max(0, (released + Double(records) + again) / real - 1)
  }

  /// Records of the class that the known ones stand for, repetitions included.
  private func people(k: Int?, deviations: Double = 0) -> Double {
    let multiplicity = RecordMultiplicity(k: k, isAugmented: isAugmented)
    let counts = copies.values.sorted().map { Double($0) + deviations * Double($0).squareRoot() }
    var people = Double(records + copies.count)
    for _ in 0..<Self.steps {
      let ratio = ratio(of: people)
      let next = counts.reduce(Double(records)) {
        $0 + multiplicity.times(rows: $1, ratio: ratio) - 1
      }
      guard abs(next - people) > 1e-9 * people else { break }
      people = next
    }
    return people
  }
}

/// How often a record stands in its class, by the released rows that equal it.
///
/// Such a row was drawn between two equal records. A record that is there m times is the base of m r
/// rows, and min(m - 1, k) of the k neighbors of each base are its equals: m r min(m - 1, k) / k rows
/// equal it, and m more where real records are released too.
struct RecordMultiplicity {
  let k: Int?
  let isAugmented: Bool

  /// - Parameters:
  ///   - rows: released rows that equal the record.
  ///   - ratio: synthetic rows per real one.
  /// - Returns: 2 or more: one such row alone shows that there are two.
  func times(rows: Double, ratio: Double) -> Double {
    guard let k, ratio > 0 else { return 2 }
    let own = isAugmented ? 1.0 : 0
    let slope = ratio / Double(k)
    let linear = own - slope
    let few = (-linear + (linear * linear + 4 * slope * rows).squareRoot()) / (2 * slope)
    return max(2, few <= Double(k + 1) ? few : rows / (own + ratio))
  }
}
