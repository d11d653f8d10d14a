import Attacks
import Terminal

/// The plane through a claimed record and two of the lines that lead to it; the line itself where
/// there is one only.
///
/// Every column counts by its range. Rows of the two lines lie in the plane, those of the others
/// are shown where they fall on it. No axis has a number: the picture tells no value.
struct ProofPicture {
  /// The rows of one line, nearest to the record first, and the record at its other end.
  struct Line {
    let rows: [[Double]]
    let end: [Double]?
  }

  private let origin: [Double]
  private let scales: [Double]
  private let lines: [Line]
  private let isMatched: Bool
  private static let lineLimit = 12

  /// Nil where there is nothing to draw.
  ///
  /// - Parameters:
  ///   - scales: what a difference in each column is multiplied by.
  ///   - isMatched: whether the record is known to be a real one.
  init?(record: [Double]?, lines: [Line], scales: [Double], isMatched: Bool) {
    guard let record, record.count == scales.count, lines.contains(where: { !$0.rows.isEmpty })
    else { return nil }
    origin = record
    self.lines = Array(lines.prefix(Self.lineLimit))
    self.scales = scales
    self.isMatched = isMatched
  }

  /// The heading, the picture and what its signs mean.
  func draw(into canvas: inout Canvas, area: Rect) {
    let rows = Layout.rows(of: area, [.fixed(1), .fixed(min(22, area.height - 2)), .fixed(1)])
    let heading =
      lines.count > 1 ? "The plane of two of its lines" : "The line, and what lies on it"
    canvas.write(heading, at: rows[0].start, as: .title, in: rows[0])
    plot.draw(into: &canvas, area: rows[1])
    var legend = PlotLegend(canvas)
    legend.add("rows", .plotSynthetic)
    if lines.contains(where: { $0.end != nil }) { legend.add("other ends", .plotMinority) }
    legend.add("this record", isMatched ? .plotMatched : .plotReconstructed)
    legend.draw(into: &canvas, area: rows[2])
  }

  private var plot: ScatterPlot {
    let offsets = lines.map { line in
      (rows: line.rows.map(offset), end: line.end.map(offset))
    }
    let axes = axes(along: offsets.compactMap { $0.end ?? $0.rows.last })
    var plot = ScatterPlot(hasEqualScales: true)
    for line in offsets {
      let places = line.rows.map { place($0, axes) }
      plot.layers.append(.init(points: places, role: .plotSynthetic, mark: "+"))
      if let far = line.end.map({ place($0, axes) }) ?? places.last {
        plot.segments.append(.init(from: (0, 0), to: far))
      }
    }
    let ends = offsets.compactMap { $0.end.map { place($0, axes) } }
    plot.layers.append(.init(points: ends, role: .plotMinority, mark: "o"))
    plot.layers.append(
      .init(
        points: [(0, 0)], role: isMatched ? .plotMatched : .plotReconstructed,
        mark: isMatched ? "◆" : "X"))
    plot.bounds = PlotBounds(around: plot.layers.map(\.coordinates))?.zoomed(by: 0.9)
    return plot
  }

  /// From the record to a point.
  private func offset(_ values: [Double]) -> [Double] {
    guard values.count == origin.count else { return origin.map { _ in 0 } }
    return values.indices.map { (values[$0] - origin[$0]) * scales[$0] }
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

extension SelectedClaim {
  /// The picture of its evidence; nil where there is nothing to draw.
  func proofPicture(scales: [Double]) -> ProofPicture? {
    let lines = (proof?.lines ?? evidence.lines).map { line in
      ProofPicture.Line(
        rows: line.rows.compactMap { releasedValues(ofRow: $0) },
        end: line.otherEnd.isEmpty ? line.record.flatMap(rebuiltValues) : line.otherEnd)
    }
    return ProofPicture(
      record: values, lines: lines, scales: scales, isMatched: claim.record != nil)
  }
}
