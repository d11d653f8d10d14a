import CKernels
import Jobs
import Numeric

/// DistinSMOTE as published: a row is synthetic if it lies between two of its
/// `multiple · k · ratio + 1` nearest rows; found rows are taken away and the rest is looked at
/// again, up to ten times.
///
/// Two differences that change no verdict: the published code first declares the vertices of the
/// convex hull real, but such a row lies between no two others anyway; and it tests the cosine
/// against 1 within 1e-12, which accepts angles up to 1.4e-6, where this tests the direction
/// within its rounding error.
struct PublishedDistinguishing {
  private let neighborCount: Int
  private static let mostPasses = 10
  private static let largestAngle = 1e-6

  init(multiple: Double, settings: KnownSettings) {
    neighborCount = max(2, Int(multiple * Double(settings.k) * settings.ratio + 1))
  }

  /// Positions in the unique rows of those that are real, ascending; reports each as a claim.
  func realRows(of unique: UniqueRows, in context: RunContext<AttackUpdate>) throws -> [Int] {
    var left = Array(unique.occurrences.indices)
    for pass in 0..<Self.mostPasses {
      context.report(.stage("pass \(pass + 1)", Fraction(pass, of: Self.mostPasses)))
      let rows = unique.rows.rows(left)
      let synthetic = try between(rows, in: context)
      guard synthetic.contains(true) else { break }
      left = zip(left, synthetic).filter { !$0.1 }.map(\.0)
    }
    let guesses = left.map { position in
      Guess(
        .real(row: unique.occurrences[position][0]),
        evidence: Evidence(reason: .onNoLine, lines: []))
    }
    context.report(.guesses(guesses))
    return left
  }

  /// For each row whether it lies between two of its neighbors.
  private func between(
    _ rows: Matrix, in context: RunContext<AttackUpdate>
  ) throws -> [Bool] {
    let cloud = PointCloud(rows)
    let search = NearestNeighbors(rows)
    let count = min(neighborCount, rows.rows - 1)
    guard count >= 2 else { return Array(repeating: false, count: rows.rows) }
    return try parallelChunks(of: rows.rows, grain: 16, in: context) { range in
      let part = range.map { Int32($0) }
      let lists = try search.nearest(
        count, to: rows.rows(Array(range)), excluding: part,
        in: context.silenced(Never.self, threads: 1))
      var found = [ck_crossing](repeating: ck_crossing(), count: part.count)
      cloud.withKernelPoints { points in
        ck_lines_through(
          points, part, Int64(part.count), lists.indices, Int32(count), Self.largestAngle, &found)
      }
      return found.map { $0.two_sided > 0 }
    }.flatMap(\.self)
  }
}
