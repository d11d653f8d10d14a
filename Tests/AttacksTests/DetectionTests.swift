import Attacks
import Experiments
import Foundation
import Jobs
import Numeric
import Oversampling
import TestSupport
import Testing

/// Whether rows of a table were made from others.
@Suite struct DetectionTests {
  private let none = Matrix(rows: 0, columns: 0)

  private func signs(_ matrix: Matrix) throws -> ReleaseSigns? {
    let table = DetectionTable(matrix)
    return try ReleaseSigns.find(
      in: table, digits: DigitSigns(table), others: none,
      context: RunContext<Never>.unattended(threads: 2))
  }

  private func release(
    _ kind: ReleaseKind, minority: Matrix, ratio: Double = 4, k: Int = 5
  ) throws -> Matrix {
    var trial = try AttackTrial(minority: minority, majorityCount: 100)
    trial.k = k
    trial.goal = .ratio(ratio)
    return try trial.publication().release(kind).minority
  }

  @Test(arguments: [ReleaseKind.synthetic, .augmented]) func madeRowsLieOnLines(
    kind: ReleaseKind
  ) throws {
    let found = try #require(
      try signs(try release(kind, minority: RandomRows.normal(80, 5))))
    #expect(found.shape == .lines(.digits))
    #expect(found.falseAlarm <= 0.01)
    #expect(found.byChance < 0.01)
    #expect(kind == .synthetic || abs(found.share - 0.8) < 0.15)
  }

  @Test(arguments: [1e-6, 1e-5, 1e-4]) func noiseIsSeenAtItsScale(noise: Double) throws {
    let rows = try release(.augmented, minority: RandomRows.normal(80, 5))
    var random = NumPyRandom(seed: 2)
    let noisy = Matrix(
      rows: rows.rows, columns: rows.columns,
      storage: rows.storage.map { $0 + 6 * noise * random.uniform(-1, 1) })
    let found = try #require(try signs(noisy))
    guard case .lines(.share(let share)) = found.shape else {
      Issue.record("found \(found.shape)")
      return
    }
    #expect(share >= noise / 3 && share <= noise * 10)
  }

  @Test func roundedRowsAreOnLinesToTheirDigits() throws {
    let rows = try release(.synthetic, minority: RandomRows.normal(80, 5, decimals: 2))
    let rounded = Matrix(
      rows: rows.rows, columns: rows.columns,
      storage: rows.storage.map { ($0 * 1e5).rounded() / 1e5 })
    #expect(try signs(rounded)?.shape == .lines(.digits))
  }

  @Test func columnsShuffledAreNoLines() throws {
    let rows = try release(.augmented, minority: RandomRows.normal(80, 5))
    var random = NumPyRandom(seed: 3)
    var mixed = rows
    for column in 0..<rows.columns {
      for (place, row) in random.permutation(rows.rows).enumerated() {
        mixed[place, column] = rows[row, column]
      }
    }
    #expect(try signs(mixed) == nil)
  }

  @Test(arguments: [2, 3, 5, 12, 40], [2, 3, 6]) func gridsAreNoLines(
    levels: Int, width: Int
  ) throws {
    #expect(try signs(RandomRows.grid(250, width, levels: levels)) == nil)
  }

  @Test func columnsThatFollowFromOthersDoNotCount() throws {
    let rows = RandomRows.normal(60, 3, decimals: 2)
    let wide = Matrix(
      (0..<rows.rows).map { row in
        let values = rows.row(row)
        return values + [values[0] + values[1], 2.54 * values[2], 7]
      })
    #expect(DetectionTable(wide).free == [0, 1, 2])
    #expect(try signs(wide) == nil)
  }

  @Test func aSmoothCurveIsNotMade() throws {
    let curve = Matrix(
      (0..<300).map { step in
        let time = Double(step) / 40
        return [sin(time), cos(1.3 * time), time / 3, sin(0.7 * time + 1)]
      })
    #expect(try signs(curve) == nil)
  }

  @Test func copiesAreSeenAndPairsAreNot() throws {
    let rows = RandomRows.normal(60, 4)
    var random = NumPyRandom(seed: 4)
    let copies = rows.stacked(on: rows.rows((0..<120).map { _ in random.integer(below: 60) }))
    #expect(try signs(copies)?.shape == .copies)
    #expect(try signs(rows.stacked(on: rows)) == nil)
  }

  @Test func whoeverLiesInTrianglesWasMadeFromThree() throws {
    let rows = RandomRows.normal(60, 6)
    var random = NumPyRandom(seed: 5)
    let made = (0..<180).map { _ -> [Double] in
      let triangle = 3 * random.integer(below: 6)
      let corners = (0..<3).map { rows.row(triangle + $0) }
      let first = random.uniform()
      let second = random.uniform() * (1 - first)
      return corners[0].indices.map {
        corners[0][$0] * (1 - first - second) + corners[1][$0] * first + corners[2][$0] * second
      }
    }
    #expect(try signs(rows.rows(Array(0..<18)).stacked(on: Matrix(made)))?.shape == .planes)
  }

  /// All rows of five categories of two levels each, as columns of zeros and ones: the five nearest
  /// of each differ from it in one category.
  private let categories = Matrix(
    (0..<32).map { row in
      (0..<5).flatMap { (row >> $0) & 1 == 0 ? [1.0, 0.0] : [0.0, 1.0] }
    })

  @Test(arguments: [ReleaseKind.synthetic, .augmented]) func rowsBetweenCategoriesAreSeen(
    kind: ReleaseKind
  ) throws {
    let found = try signs(try release(kind, minority: categories, ratio: 3))
    #expect(found?.shape == .categories(kind))
  }

  @Test func sharesThatWereMeasuredAreNoSteps() throws {
    #expect(try signs(categories) == nil)
    var random = NumPyRandom(seed: 9)
    let shares = Matrix(
      (0..<200).map { row -> [Double] in
        (0..<5).flatMap { category -> [Double] in
          let share = random.uniform()
          let whole = Double((row >> category) & 1)
          return random.uniform() < 0.3 ? [share, 1 - share] : [whole, 1 - whole]
        }
      })
    #expect(try signs(shares) == nil)
  }

  @Test func answersAreTheSameForEveryNumberOfThreads() throws {
    let table = DetectionTable(try release(.augmented, minority: RandomRows.normal(70, 4)))
    let found = try [1, 2, 5].map { threads in
      try ReleaseSigns.find(
        in: table, digits: nil, others: none,
        context: RunContext<Never>.unattended(threads: threads))
    }
    #expect(found[0] != nil)
    #expect(found[0] == found[1] && found[1] == found[2])
  }
}
