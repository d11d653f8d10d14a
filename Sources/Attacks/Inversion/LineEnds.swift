import Jobs

/// The lines of all rows and where each of them ends.
///
/// A line's nearest lattice points need not be its ends: if the places of the parents differ by
/// multiples of one number in every column, there are lattice points between them. So an end for
/// which no other line speaks is moved outward along its line to the first point that has a line
/// in another direction.
struct LineEnds: Sendable {
  private(set) var lines: [LatticeLine] = []
  /// Per line, the number of its row in the release.
  private(set) var rows: [Int] = []
  private(set) var votes = EndVotes()
  /// Per line, in directions from its base: 0 and 1 to begin with.
  private(set) var lower: [Int] = []
  private(set) var upper: [Int] = []
  /// Rows that are lattice points themselves, by name.
  private(set) var copies: [UInt64: [Int]] = [:]

  private let hash: LatticeHash
  private let bounds: LatticeBounds
  private var names: [(base: UInt64, direction: UInt64)] = []
  private var given: [(name: UInt64, places: [Int32])] = []

  /// Lattice points looked at beyond each end.
  static let reach = 6
  private static let mostRounds = 6
  /// Lines between two looks at the cancel flag.
  private static let linesPerLook = 256

  init(_ bounds: LatticeBounds, known: KnownRecords) {
    self.bounds = bounds
    hash = LatticeHash(width: bounds.reaches.count)
    for places in known.places { give(places) }
  }

  /// The name of a lattice point.
  func name(of places: [Int32]) -> UInt64 { hash.name(of: places) }

  /// A record that is known without any line.
  private mutating func give(_ places: [Int32]) {
    let name = hash.name(of: places)
    given.append((name, places))
    votes.confirm(name, places)
  }

  /// Takes in what rows told. O(rows × columns).
  ///
  /// - Parameter rows: for each of them all numbers that it has in the release.
  mutating func add(_ inverted: [InvertedRow], rows: [[Int]]) {
    for (row, numbers) in zip(inverted, rows) {
      switch row {
      case .offLattice: continue
      case .point(let places):
        let name = hash.name(of: places)
        if copies[name] == nil { give(places) }
        copies[name, default: []] += numbers
      case .line(let line):
        lines.append(line)
        self.rows.append(numbers[0])
        names.append((hash.name(of: line.base), hash.name(of: line.direction)))
        lower.append(0)
        upper.append(1)
        vote(lines.count - 1)
      }
    }
  }

  /// The direction of a line, up to sign.
  func direction(of line: Int) -> UInt64 {
    min(names[line].direction, 0 &- names[line].direction)
  }

  /// The name of the point `count` directions from a line's base.
  func name(_ line: Int, _ count: Int) -> UInt64 {
    names[line].base &+ UInt64(bitPattern: Int64(count)) &* names[line].direction
  }

  /// Moves ends outward until none moves any more. O(lines × columns) a round.
  ///
  /// - Throws: `CancellationError`.
  mutating func settle(in context: RunContext<AttackUpdate>) throws {
    for _ in 0..<Self.mostRounds {
      var hasMoved = false
      for line in lines.indices {
        if line % Self.linesPerLook == 0 { try context.checkCancellation() }
        hasMoved = move(line) || hasMoved
      }
      guard hasMoved else { return }
      try recount(in: context)
    }
  }

  /// The other end of a line seen from one of them, in directions from its base.
  func otherEnd(_ end: (line: Int, isUpper: Bool)) -> Int {
    end.isUpper ? lower[end.line] : upper[end.line]
  }

  /// Where the row of a line lies between one of its ends (0) and the other (1).
  func step(_ end: (line: Int, isUpper: Bool)) -> Double {
    let from = Double(end.isUpper ? upper[end.line] : lower[end.line])
    return (lines[end.line].step - from) / (Double(otherEnd(end)) - from)
  }

  // MARK: - Moving ends

  private mutating func move(_ line: Int) -> Bool {
    let low = moved(line, from: lower[line], by: -1)
    let high = moved(line, from: upper[line], by: 1)
    let hasMoved = low != lower[line] || high != upper[line]
    lower[line] = low
    upper[line] = high
    return hasMoved
  }

  private func moved(_ line: Int, from count: Int, by sign: Int) -> Int {
    let direction = direction(of: line)
    if let end = votes.number(of: name(line, count)),
      votes.isVouched(end, besides: direction)
    {
      return count
    }
    for distance in 1...Self.reach {
      let candidate = count + sign * distance
      guard let number = votes.number(of: name(line, candidate)) else { continue }
      if votes.isVouched(number, besides: direction) {
        return bounds.contains(votes.points[number].places) ? candidate : count
      }
    }
    return count
  }

  private mutating func recount(in context: RunContext<AttackUpdate>) throws {
    votes = EndVotes()
    for record in given { votes.confirm(record.name, record.places) }
    for line in lines.indices {
      if line % Self.linesPerLook == 0 { try context.checkCancellation() }
      vote(line)
    }
  }

  private mutating func vote(_ line: Int) {
    let direction = direction(of: line)
    let known = lines[line]
    for (count, isUpper) in [(lower[line], false), (upper[line], true)] {
      votes.vote(
        for: name(line, count), known.point(count), line: line, isUpper: isUpper,
        direction: direction)
    }
  }
}

extension LineEnds {
  /// Whether many rows lie beyond their parents: SVM-SMOTE steps outward from a record.
  var rowsLieBeyond: Bool {
    var between = 0
    var beyond = 0
    for line in lines.indices {
      let isNearUpper = lines[line].step > 0.5
      let (near, far) = isNearUpper ? (upper[line], lower[line]) : (lower[line], upper[line])
      let outward = near + (near - far)
      guard isVouched(line, near) else { continue }
      if isVouched(line, far) {
        between += 1
      } else if isVouched(line, outward) {
        beyond += 1
      }
    }
    return beyond >= 5 && 10 * beyond > between
  }

  private func isVouched(_ line: Int, _ count: Int) -> Bool {
    guard let number = votes.number(of: name(line, count)) else { return false }
    return votes.isVouched(number, besides: direction(of: line))
  }
}
