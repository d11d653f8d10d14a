import CKernels
import Jobs
import Numeric

/// Finds the places that lines meet in, those with most lines first.
///
/// Every line has two ends, and a record at each: an end belongs to one record. So what is found
/// takes its ends away from all that is found after it.
struct RecordSearch: Sendable {
  /// A place that lines end in.
  struct Place: Sendable {
    /// In the coordinates of the lines.
    var place: [Double]
    /// Of its error, `width * width` values.
    var covariance: [Double]
    /// The lines that end there.
    let lines: [Int32]
    /// For each of them 0 if it is its low end, 1 if it is the high one.
    let sides: [UInt8]
  }

  private let lines: FittedLines
  private let meetings: LineMeetings
  private let limit: Double
  private var isTaken: [UInt8]
  private var found: [Place] = []

  private static let grain = 64
  private static let turns = 4
  /// Share of chance meetings up to which two lines are enough for a record.
  static let rareChance = 0.02
  /// Standard deviations around a place within which there is no other.
  private static let separation = 8.0
  private static let mostRounds = 20

  /// - Parameter limit: largest squared distance of a line from a place, over its variance.
  init(_ lines: FittedLines, _ meetings: LineMeetings, limit: Double) {
    self.lines = lines
    self.meetings = meetings
    self.limit = limit
    isTaken = Array(repeating: 0, count: 2 * lines.count)
  }

  /// Takes the ends of lines at places that are known already.
  mutating func take(_ known: Matrix) {
    for row in 0..<known.rows {
      let all = (0..<lines.count).map { Int32($0) }
      let at = lines(at: known.row(row), among: all, variance: lines.deviation * lines.deviation)
      mark(at)
    }
  }

  /// The places, in the order they were found.
  ///
  /// - Parameter least: lines that have to end in a place, unless lines rarely meet by chance or
  ///   the other ends of the lines are at places that are found already: then two will do.
  mutating func run(least: Int, in context: RunContext<AttackUpdate>) throws -> [Place] {
    try pass(Array(meetings.meetings.indices), least: least, in: context)
    for _ in 0..<Self.mostRounds {
      let before = found.count
      try pass(pairs(), least: 2, in: context)
      if found.count == before { break }
    }
    return found
  }

  /// Meetings of two free ends that are enough for a record by themselves.
  private func pairs() -> [Int] {
    let isRare = meetings.chanceShare < Self.rareChance
    let apart =
      Self.separation * Self.separation * Double(lines.width)
      * lines.deviation * lines.deviation
    return meetings.meetings.indices.filter { number in
      let meeting = meetings.meetings[number]
      let both = [meeting.first, meeting.second]
      let at = lines(at: meeting.place, among: both, variance: meeting.variance)
      guard at.lines.count == 2 else { return false }
      let othersTaken = zip(at.lines, at.sides).allSatisfy {
        isTaken[2 * Int($0) + 1 - Int($1)] != 0
      }
      return (isRare || othersTaken)
        && found.allSatisfy { squaredDistance($0.place, meeting.place) > apart }
    }
  }

  /// Looks at meetings, those that most lines end in first.
  private mutating func pass(
    _ numbers: [Int], least: Int, in context: RunContext<AttackUpdate>
  ) throws {
    let present = self
    let supports = try parallelChunks(of: numbers.count, grain: Self.grain, in: context) { range in
      range.map { present.support(of: numbers[$0]).lines.count }
    }.flatMap(\.self)
    var shelves = [[Int]](repeating: [], count: (supports.max() ?? 0) + 1)
    for (number, support) in zip(numbers, supports) { shelves[support].append(number) }
    for shelf in shelves.indices.reversed() where shelf >= least {
      var position = 0
      while position < shelves[shelf].count {
        if position.isMultiple(of: 64) { try context.checkCancellation() }
        let number = shelves[shelf][position]
        position += 1
        let now = support(of: number)
        if now.lines.count < shelf {
          shelves[now.lines.count].append(number)
        } else if let place = settled(number, now), place.lines.count >= least {
          mark((place.lines, place.sides))
          found.append(place)
        }
      }
    }
  }

  private typealias Ends = (lines: [Int32], sides: [UInt8])

  private mutating func mark(_ ends: Ends) {
    for (line, side) in zip(ends.lines, ends.sides) { isTaken[2 * Int(line) + Int(side)] = 1 }
  }

  /// The free lines that end where two lines meet.
  private func support(of number: Int) -> Ends {
    let meeting = meetings.meetings[number]
    return lines(at: meeting.place, among: near(meeting.first), variance: meeting.variance)
  }

  private func near(_ line: Int32) -> [Int32] {
    [line] + meetings.lists.neighbors(of: Int(line)).filter { $0 >= 0 }
  }

  private func lines(at place: [Double], among candidates: [Int32], variance: Double) -> Ends {
    var found = [Int32](repeating: 0, count: candidates.count)
    var sides = [UInt8](repeating: 0, count: candidates.count)
    let count = lines.withKernelLines { kernel in
      Int(
        ck_lines_ending_at(
          kernel, candidates, Int32(candidates.count), place, variance, limit, isTaken, &found,
          &sides))
    }
    return (Array(found.prefix(count)), Array(sides.prefix(count)))
  }

  /// Alternates between the place nearest to the lines and the lines that end there.
  private func settled(_ number: Int, _ start: Ends) -> Place? {
    let candidates = near(meetings.meetings[number].first)
    var place = meetings.meetings[number].place
    var ends = start
    for _ in 0..<Self.turns {
      guard let solved = nearestPlace(to: ends.lines, from: place) else { return nil }
      place = solved.place
      let variance = (0..<lines.width).reduce(0) {
        $0 + solved.covariance[$1 * lines.width + $1] / Double(lines.width)
      }
      let now = lines(at: place, among: candidates, variance: variance)
      guard now.lines.count >= 2 else { return nil }
      let isSettled = now.lines == ends.lines
      ends = now
      if isSettled { break }
    }
    return nearestPlace(to: ends.lines, from: place).map {
      Place(place: $0.place, covariance: $0.covariance, lines: ends.lines, sides: ends.sides)
    }
  }

  private func nearestPlace(
    to members: [Int32], from start: [Double]
  ) -> (place: [Double], covariance: [Double])? {
    var place = start
    var covariance = [Double](repeating: 0, count: lines.width * lines.width)
    let isFixed = lines.withKernelLines { kernel in
      ck_nearest_place(kernel, members, Int32(members.count), &place, &covariance)
    }
    return isFixed != 0 ? (place, covariance) : nil
  }

  private func squaredDistance(_ first: [Double], _ second: [Double]) -> Double {
    zip(first, second).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  }
}
