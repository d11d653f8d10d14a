import Jobs
import Numeric

/// ReconSMOTE as published: lines of at least three rows among `multiple · k · ratio + 1`
/// neighbors; each is intersected with the 2k lines whose midpoints are nearest; a place that
/// enough lines pass through is a record.
///
/// The published code compares places with a relative tolerance of 1e-5; this bounds the absolute
/// error instead, which changes no place that three lines agree on.
struct PublishedReconstruction {
  private let neighborCount: Int
  private let lineNeighbors: Int
  private let crossingLines: Int
  /// Gap of two lines that meet, and distance of two places that are one; scaled units.
  private static let tolerance = 1e-9

  init(multiple: Double, crossingLines: Int, settings: KnownSettings) {
    neighborCount = max(2, Int(multiple * Double(settings.k) * settings.ratio + 1))
    lineNeighbors = 2 * settings.k
    self.crossingLines = crossingLines
  }

  /// The records found, in release units; reports each as a claim.
  func records(from unique: UniqueRows, in context: RunContext<AttackUpdate>) throws -> Matrix {
    let cloud = PointCloud(unique.rows)
    let found = try CertainLines(
      cloud, released: unique.rows, stages: [neighborCount], in: context
    ).lines
    context.report(.stage("lines that meet", Fraction(0.5)))
    let lines = found.map { Line(rows: $0, in: cloud.coordinates) }
    let meetings = try meetings(of: lines, in: context)
    let places = Self.merge(meetings).filter { $0.lines.count >= crossingLines }
    let guesses = places.map { place in
      Guess(
        .record(values: cloud.released(place.at[...])),
        evidence: Evidence(
          reason: .meetingLines,
          lines: place.lines.sorted().map { line in
            EvidenceLine(rows: found[line].map { unique.occurrences[$0][0] })
          }),
        error: Self.tolerance)
    }
    context.report(.guesses(guesses))
    return Matrix(places.map { cloud.released($0.at[...]) }, columns: unique.rows.columns)
  }

  private struct Line: Sendable {
    let origin: [Double]
    let unit: [Double]
    let middle: [Double]

    init(rows: [Int], in coordinates: Matrix) {
      let first = coordinates.row(rows[0])
      let last = coordinates.row(rows[rows.count - 1])
      let difference = zip(last, first).map { $0 - $1 }
      let length = difference.reduce(0) { $0 + $1 * $1 }.squareRoot()
      origin = first
      unit = difference.map { $0 / length }
      middle = zip(first, last).map { ($0 + $1) / 2 }
    }

    /// Where two lines meet, or nil if they pass each other or are parallel.
    func meeting(_ other: Line) -> [Double]? {
      let between = zip(other.origin, origin).map { $0 - $1 }
      let cosine = zip(unit, other.unit).reduce(0) { $0 + $1.0 * $1.1 }
      let sineSquare = 1 - cosine * cosine
      guard sineSquare > 1e-12 else { return nil }
      let along = zip(between, unit).reduce(0) { $0 + $1.0 * $1.1 }
      let alongOther = zip(between, other.unit).reduce(0) { $0 + $1.0 * $1.1 }
      let here = (along - cosine * alongOther) / sineSquare
      let there = (cosine * along - alongOther) / sineSquare
      let place = zip(origin, unit).map { $0 + here * $1 }
      let otherPlace = zip(other.origin, other.unit).map { $0 + there * $1 }
      let isMeeting = zip(place, otherPlace).allSatisfy {
        abs($0 - $1) < PublishedReconstruction.tolerance
      }
      return isMeeting ? zip(place, otherPlace).map { ($0 + $1) / 2 } : nil
    }
  }

  private struct Place: Sendable {
    var at: [Double]
    var lines: Set<Int>
  }

  private func meetings(
    of lines: [Line], in context: RunContext<AttackUpdate>
  ) throws -> [Place] {
    guard lines.count >= 2 else { return [] }
    let middles = Matrix(lines.map(\.middle))
    let near = try NearestNeighbors(middles).nearest(
      min(lineNeighbors, lines.count - 1), to: middles,
      excluding: lines.indices.map { Int32($0) }, in: context)
    return try parallelChunks(of: lines.count, grain: 16, in: context) { range in
      range.flatMap { line in
        near.neighbors(of: line).compactMap { other -> Place? in
          guard other >= 0 else { return nil }
          return lines[line].meeting(lines[Int(other)])
            .map { Place(at: $0, lines: [line, Int(other)]) }
        }
      }
    }.flatMap(\.self)
  }

  /// Meetings at one place, put together.
  private static func merge(_ meetings: [Place]) -> [Place] {
    var merged: [Place] = []
    var open = 0
    for meeting in meetings.sorted(by: { $0.at[0] < $1.at[0] }) {
      while open < merged.count, meeting.at[0] - merged[open].at[0] > 10 * tolerance { open += 1 }
      let same = merged[open...].firstIndex { place in
        zip(place.at, meeting.at).allSatisfy { abs($0 - $1) < 10 * tolerance }
      }
      if let same {
        merged[same].lines.formUnion(meeting.lines)
      } else {
        merged.append(meeting)
      }
    }
    return merged
  }
}
