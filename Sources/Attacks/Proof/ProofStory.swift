/// The reasoning of a proof, in sentences for a reader who knows nothing of oversampling.
struct ProofStory {
  let guess: Guess
  /// The lines that are told of.
  let lines: [EvidenceLine]
  let names: RowNames

  /// More lines than this are only counted.
  private static let limit = 8

  /// How such rows are made: where every story begins.
  private static let making =
    "A synthetic row is made from two real records: it is put somewhere on the straight line "
    + "between them."

  var sentences: [String] {
    story + (guess.certainty == .probable ? [Self.doubt] : [])
  }

  private static let doubt =
    "This is probable, not certain: it rests on one sign alone, and others could have left it."

  private var story: [String] {
    switch guess.evidence.reason {
    case .meetingLines: [Self.making] + lineSentences + [meeting]
    case .repeatedRow: repeated
    case .endOfLines: [Self.making] + lineSentences + [ending]
    case .severalLines: [Self.making] + lineSentences + [several]
    case .onNoLine: [Self.making, onNoLine]
    case .oneRow: oneRow
    case .fittedLines: fitted
    case .replayedDraws: replayed
    case .format: format
    case .order: order
    case .outsideOfTriangles:
      outside("three real records: it is put inside their triangle", "triangle")
    case .outsideOfBoxes:
      outside(
        "two real records, column by column: each of its values lies between theirs, inside the "
          + "box that they span", "box")
    }
  }

  /// How well the named rows fit; nil if nothing was measured.
  static func check(_ residual: Double?) -> String? {
    guard let residual else { return nil }
    let size =
      residual < roundingError
      ? "less than 1e-12" : "at most " + ProofNumber.significant(residual, digits: 2)
    let verdict = residual < roundingError ? ", which is the rounding of the computer" : ""
    return "Check: the rows named are off by \(size) of a column's range\(verdict)."
  }

  /// Shares of a range below this are the rounding of the arithmetic.
  private static let roundingError = 1e-12

  /// `row 17`, the row that is claimed to be real, with its noun.
  private var claimed: String {
    if case .real(let row) = guess.claim { names.phrase([row]) } else { "this record" }
  }

  // MARK: - Lines

  /// One sentence a line: `Synthetic rows 17, 203 and 981 lie on one line (L1).`
  private var lineSentences: [String] {
    let told = lines.prefix(Self.limit).enumerated().map { number, line in
      subject(line) + " on \(number == 0 ? "one line" : "another") (\(Proof.name(ofLine: number)))"
        + tail(line)
    }
    guard lines.count > Self.limit else { return told }
    return told + ["And \(ProofNumber.count(lines.count - Self.limit, "more line"))."]
  }

  private func subject(_ line: EvidenceLine) -> String {
    names.phrase(line.rows).sentenceStart + (line.rows.count == 1 ? " lies" : " lie")
  }

  private func tail(_ line: EvidenceLine) -> String {
    switch guess.evidence.reason {
    case .endOfLines: return " that ends in \(claimed)."
    case .severalLines: return " through \(claimed)."
    default: break
    }
    guard let record = line.record else { return "." }
    return ", which leads to the record of claim \(names.number(ofClaim: record))."
  }

  private var meeting: String {
    "They meet in one point. Lines of synthetic rows end in real records, and several of them end "
      + "in the same point only where a record is: this one."
  }

  private var ending: String {
    "On none of them does a row follow on its other side. A synthetic row lies inside its line, "
      + "with records on both sides, so \(claimed) was not made: it is real."
  }

  private var several: String {
    "A synthetic row has one line only, that of the two records it was made from. More than one "
      + "goes through \(claimed) or ends there, so it is real."
  }

  private var onNoLine: String {
    "No line of other rows passes through \(claimed), so it was not made from two of them: it is "
      + "real."
  }

  private var repeated: [String] {
    let rows = lines.first.map { names.phrase($0.rows).sentenceStart } ?? "Rows"
    guard lines.first?.rows.count != 1 else {
      return [
        Self.making,
        "Real values are round: they were written down with few digits. A place between two "
          + "different records is not.",
        "\(rows) is round in every column: it lies between two equal records, so these are the "
          + "values of a real one.",
      ]
    }
    return [
      Self.making,
      "\(rows) have the same values in every column.",
      "Two rows are put on the very same place only if the two records they were made from are "
        + "equal there: so these are the values of a real record.",
    ]
  }

  // MARK: - Single rows

  private var oneRow: [String] {
    let told = lines.enumerated().map { number, line in
      let row = names.phrase(line.rows)
      let step = line.steps.first.map { ProofNumber.step($0) }
      let place = step.map { ": it lies \($0) of the way to the other one" } ?? ""
      return number == 0
        ? "\(row.sentenceStart) alone gives its two records away (L1)\(place). Only with that one "
          + "share do all of its columns come out round at both ends."
        : "\(row.sentenceStart), made from another pair, leads to the very same record "
          + "(\(Proof.name(ofLine: number)))\(place)."
    }
    return [
      Self.making,
      "Real values are round: they were written down with few digits. A place between two records "
        + "is not, and its many digits keep the share of the way and both ends.",
    ] + told
  }

  private var fitted: [String] {
    [
      Self.making,
      "The values were changed a little before they were released, so rows lie near their line "
        + "instead of on it.",
    ] + lineSentences + [
      "A line was fitted through each group. All pass close to one point, which is the record, as "
        + "sharp as the change of the values allows."
    ]
  }

  private var replayed: [String] {
    let told = lines.enumerated().map { number, line in
      let rows = names.phrase(line.rows).sentenceStart
      let steps = line.steps.map { ProofNumber.step($0) }.joined(separator: " and ")
      let part = steps.isEmpty ? "" : " at \(steps) of the way"
      guard let record = line.record else {
        return "\(rows) \(line.rows.count == 1 ? "was" : "were") put\(part) between the same two "
          + "records (\(Proof.name(ofLine: number))): two equations for two unknown ends, and this is "
          + "one of them."
      }
      return "\(rows) \(line.rows.count == 1 ? "was" : "were") put\(part) to the record of claim "
        + "\(names.number(ofClaim: record)) (\(Proof.name(ofLine: number))), which is known: this is "
        + "what is left."
    }
    return [
      Self.making,
      "A computer's random numbers follow from a seed. Whoever guesses it knows for every row which "
        + "pair of records was taken, and how far along the row was put.",
    ] + told
  }

  // MARK: - Rows of the release

  private var format: [String] {
    [
      "Real values are written down with few digits; a value computed between two of them has up to "
        + "seventeen.",
      "\(claimed.sentenceStart) has no value with more digits than real ones have, so it was not "
        + "computed: it is real.",
    ]
  }

  private var order: [String] {
    [
      "The usual programs leave the real rows where they are and add the synthetic ones at the end.",
      "\(claimed.sentenceStart) stands before the place where the synthetic rows begin: it is real.",
    ]
  }

  private func outside(_ making: String, _ shape: String) -> [String] {
    [
      "Here a synthetic row is made from \(making).",
      "\(claimed.sentenceStart) lies outside of every \(shape) that other rows span around it, so it "
        + "was not made: it is real.",
    ]
  }
}
