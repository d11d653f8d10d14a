import Attacks
import Experiments
import Terminal

/// The plane through a claimed record and two of the lines that lead to it.
///
/// Every column counts by its range. Rows of the two lines lie in the plane, those of the others
/// are shown where they fall on it. No axis has a number: the picture tells no value.
struct EvidencePlane {
  private let scales: [Double]
  private let origin: [Double]
  private let selected: SelectedClaim
  private let picture: RunPicture
  private static let lineLimit = 12

  /// Nil where the claim or the truth is not known.
  init?(_ session: Session, _ selected: SelectedClaim) {
    guard let values = selected.values, let truth = session.picture.truth,
      truth.scales.count == values.count
    else { return nil }
    self.selected = selected
    picture = session.picture
    scales = truth.scales
    origin = values
  }

  var plot: ScatterPlot {
    let lines = selected.evidence.lines.prefix(Self.lineLimit).map(offsets)
    let axes = axes(along: lines.compactMap(\.last))
    var plot = ScatterPlot(hasEqualScales: true)
    for line in lines {
      let places = line.map { place($0, axes) }
      plot.layers.append(.init(points: places, role: .plotSynthetic, mark: "+"))
      if let end = places.last { plot.segments.append(.init(from: (0, 0), to: end)) }
    }
    let ends = selected.evidence.lines.prefix(Self.lineLimit).compactMap(endRecord)
    plot.layers.append(
      .init(points: ends.map { place($0, axes) }, role: .plotMinority, mark: "o"))
    let isMatched = selected.claim.record != nil
    plot.layers.append(
      .init(
        points: [(0, 0)], role: isMatched ? .plotMatched : .plotReconstructed,
        mark: isMatched ? "◆" : "X"))
    plot.bounds = PlotBounds(around: plot.layers.map(\.coordinates))?.zoomed(by: 0.9)
    return plot
  }

  /// From the record to each row of a line and to the record at its other end.
  private func offsets(_ line: EvidenceLine) -> [[Double]] {
    let rows = line.rows.compactMap { picture.values(ofRow: $0, of: selected.kind) }
    return (rows.map(offset) + [endRecord(line)].compactMap(\.self))
  }

  private func endRecord(_ line: EvidenceLine) -> [Double]? {
    guard let number = line.record, selected.attack.claims.indices.contains(number),
      case .record(let values) = selected.attack.claims[number].guess.claim
    else { return nil }
    return offset(values)
  }

  private func offset(_ values: [Double]) -> [Double] {
    values.indices.map { (values[$0] - origin[$0]) * scales[$0] }
  }

  private func place(_ offset: [Double], _ axes: [[Double]]) -> (x: Double, y: Double) {
    (dot(offset, axes[0]), dot(offset, axes[1]))
  }

  /// Two unit vectors at a right angle: along the longest direction, and towards the one that
  /// leaves it most. Zero where there is none.
  private func axes(along directions: [[Double]]) -> [[Double]] {
    let none = [Double](repeating: 0, count: origin.count)
    guard let longest = directions.max(by: { dot($0, $0) < dot($1, $1) }) else {
      return [none, none]
    }
    let first = unit(longest)
    let rests = directions.map { direction in
      let share = dot(direction, first)
      return zip(direction, first).map { $0 - share * $1 }
    }
    let second = rests.max { dot($0, $0) < dot($1, $1) } ?? none
    // A rest of rounding errors is no direction.
    let isDirection = dot(second, second) > 1e-12 * dot(longest, longest)
    return [first, isDirection ? unit(second) : none]
  }

  private func unit(_ vector: [Double]) -> [Double] {
    let length = dot(vector, vector).squareRoot()
    return length > 0 ? vector.map { $0 / length } : vector
  }

  private func dot(_ one: [Double], _ other: [Double]) -> Double {
    zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
