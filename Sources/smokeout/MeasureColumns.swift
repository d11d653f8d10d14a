import Measures
import Numeric

extension MeasureResult {
  /// A set of columns that a measure was taken by.
  struct Look: Encodable {
    let known: [String]
    /// What the attacker wants to know; empty where the measure asks for nothing.
    let secret: [String]
    let value: OrNull<Double>
    /// Wide enough to hold for all sets at once.
    let interval: OrNull<[Double]>
    let verdict: String
    /// Training people that the measure points at.
    let people: Int

    init(_ look: ColumnLook) {
      people = look.people
      known = look.known
      secret = look.secret
      value = OrNull(look.value)
      interval = OrNull(look.interval.map { [$0.low, $0.high] })
      verdict = look.verdict.rawValue
    }
  }

  /// A column that an attacker may know of a person.
  struct Candidate: Encodable {
    let name: String
    let distinct: Int
    let rowsPerValue: Double
  }

  /// How the columns were chosen that a measure was taken by.
  struct Columns: Encodable {
    /// `suggested`, or `search` over columns suggested or named.
    let choice: String
    /// Columns that were combined, or of which the first were taken.
    let candidates: [Candidate]
    let reason: String
    /// How many sets were looked at, and what that does to the intervals; absent without a search.
    let extent: String?
    /// Groups that numbers count in; 0 for exact numbers.
    let bins: Int
    /// Sets looked at, and all that there are.
    let sets: Int
    let possible: Int
    /// Of each interval by itself, so that all together hold at 95 %.
    let confidence: Double
    let worst: Look?
    let median: Look?
    /// All sets, the worst first.
    let searched: [Look]

    init(_ looks: ColumnLooks) {
      choice = looks.isSearch ? "search" : "suggested"
      candidates = looks.candidates.map {
        Candidate(name: $0.name, distinct: $0.distinct, rowsPerValue: $0.rowsPerValue)
      }
      reason = looks.reason
      extent = looks.extent
      bins = looks.bins
      sets = looks.looks.count
      possible = looks.possible
      confidence = looks.confidence
      worst = looks.worst.map { Look($0) }
      median = looks.median.map { Look($0) }
      searched = looks.looks.map { Look($0) }
    }
  }
}
