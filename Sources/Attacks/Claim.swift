/// What an attack says about a real person's record.
public enum Claim: Sendable, Equatable {
  /// This row of the release is a real record.
  case real(row: Int)
  /// A real record with these values exists, though it was not released.
  case record(values: [Double])
}

/// Released rows on one straight line, and what the line ends in.
public struct EvidenceLine: Sendable, Equatable {
  /// Row numbers in the release's minority rows, in order along the line, nearest first.
  public let rows: [Int]
  /// The claim, by number, of the record at the line's other end, where that is known.
  public let record: Int?

  /// - Parameters:
  ///   - rows: at least one, nearest to the claimed record first.
  ///   - record: number of an earlier claim, or nil.
  public init(rows: [Int], record: Int? = nil) {
    self.rows = rows
    self.record = record
  }
}

/// What a claim follows from.
public struct Evidence: Sendable, Equatable {
  /// In what way the lines show that the record is real.
  public enum Reason: String, Sendable {
    /// The lines end in the claimed row: rows follow on one side only.
    case endOfLines = "end of lines"
    /// No line of rows passes through the claimed row.
    case onNoLine = "on no line"
    /// The lines meet in the claimed record.
    case meetingLines = "meeting lines"
    /// The same row was released more than once: it lies between two equal records.
    case repeatedRow = "repeated row"
  }

  /// How the lines speak for the claim.
  public let reason: Reason
  /// Some of the lines that do, not always all; none where it is their absence that speaks.
  public let lines: [EvidenceLine]

  /// - Parameter lines: their rows are numbers in the release's minority rows.
  public init(reason: Reason, lines: [EvidenceLine]) {
    self.reason = reason
    self.lines = lines
  }
}

/// One claim with its evidence.
public struct Guess: Sendable, Equatable {
  /// What is said about a real record.
  public let claim: Claim
  /// What it follows from, in rows of the release.
  public let evidence: Evidence
  /// Bound on the error of a rebuilt coordinate, as a share of its column's largest absolute
  /// value; 0 for a row of the release.
  public let error: Double

  /// - Parameter error: bound on the error of a coordinate, as a share of its column's largest
  ///   absolute value; 0 where the record was released itself.
  public init(_ claim: Claim, evidence: Evidence, error: Double = 0) {
    self.claim = claim
    self.evidence = evidence
    self.error = error
  }
}
