/// Released rows on one straight line, and what the line ends in.
public struct EvidenceLine: Sendable, Equatable {
  /// Row numbers in the release's minority rows, in order along the line, nearest first.
  public let rows: [Int]
  /// The claim, by number, of the record at the line's other end, where that is known.
  public let record: Int?
  /// Where each of `rows` lies between the claimed record (0) and the other end (1), where that is
  /// known: row = record + step · (other end − record). Below 0 for a row beyond the record.
  public let steps: [Double]
  /// The other end, in release units, where it is known; empty otherwise.
  public let otherEnd: [Double]

  /// - Parameters:
  ///   - rows: at least one, nearest to the claimed record first.
  ///   - record: number of an earlier claim of the same attack, or nil.
  ///   - steps: one per row, or none.
  ///   - otherEnd: one value per column, or none.
  public init(rows: [Int], record: Int? = nil, steps: [Double] = [], otherEnd: [Double] = []) {
    self.rows = rows
    self.record = record
    self.steps = steps
    self.otherEnd = otherEnd
  }
}

/// What an attack takes for granted when it draws a conclusion.
public enum Premise: Sendable, Equatable {
  /// Nothing but how the oversampler works.
  case none
  /// Real values are `offset + whole number × step` in each column; a step of 0 says that nothing
  /// is known of that column.
  case grid(steps: [Double], offsets: [Double])
  /// The rows were drawn with this `random_state` from a class of so many rows, by k neighbors.
  case seed(UInt32, k: Int, classSize: Int)
  /// Released values are off by about this much (half the width of a uniform error), per column in
  /// release units.
  case noise(amplitudes: [Double])
}

/// Another way in which the rows could have come about, and why it was not that.
public enum RuledOut: Sendable, Equatable {
  /// The place lies within a segment: no two of its lines leave it in opposite directions.
  case insideOfSegment
  /// Chance: the natural logarithm of about how often it would happen, per release.
  case chance(logProbability: Double)
  /// A flat spot, where lines meet by chance: so many other rows are in the plane of the lines.
  case flatSpot(rowsInPlane: Int)
  /// Coarser or other steps that fit the row's values: so many were tried, none did.
  case otherSteps(tried: Int)
  /// A point of the grid between the real parents: looked at so many points along the line.
  case gridPointBetween(tried: Int)
  /// Another seed: so many were tried; the best of them agreed so often, this one so often.
  case otherSeeds(tried: Int, agreements: Int, expected: Double)
  /// A synthetic row: so many lines pass within the noise of it.
  case synthetic(lines: Int)
}

/// What a claim follows from.
public struct Evidence: Sendable, Equatable {
  /// In what way the rows show that the record is real.
  public enum Reason: String, Sendable, CaseIterable {
    /// The lines end in the claimed row: rows follow on one side only.
    case endOfLines = "end of lines"
    /// No line of rows passes through the claimed row.
    case onNoLine = "on no line"
    /// The lines meet in the claimed record.
    case meetingLines = "meeting lines"
    /// The same row was released more than once: it lies between two equal records.
    case repeatedRow = "repeated row"
    /// One row's values fit a single step: both its parents are on the grid.
    case oneRow = "one row on the grid"
    /// Lines fitted to rows with noise meet in the record.
    case fittedLines = "fitted lines"
    /// The row's step is known from the seed, and its equations are solved.
    case replayedDraws = "replayed draws"
    /// The row's values have no more digits than real ones.
    case format = "format of the values"
    /// The row stands before the block of synthetic rows.
    case order = "order of the rows"
    /// The row lies outside of every triangle that other rows span around it.
    case outsideOfTriangles = "outside of triangles"
    /// The row lies outside of every box that two other rows span.
    case outsideOfBoxes = "outside of boxes"
    /// More than one line ends in the row or passes through it.
    case severalLines = "several lines"
  }

  /// How the lines speak for the claim.
  public let reason: Reason
  /// Some of the lines that do, not always all; none where it is their absence that speaks.
  public let lines: [EvidenceLine]
  /// What is taken for granted.
  public let premise: Premise
  /// What else could have been, and was not.
  public let ruledOut: [RuledOut]

  /// - Parameter lines: their rows are numbers in the release's minority rows.
  public init(
    reason: Reason, lines: [EvidenceLine], premise: Premise = .none, ruledOut: [RuledOut] = []
  ) {
    self.reason = reason
    self.lines = lines
    self.premise = premise
    self.ruledOut = ruledOut
  }
}
