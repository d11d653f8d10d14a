import Numeric

/// What came of looking at one set of columns.
public struct ColumnLook: Sendable, Equatable {
  /// What the attacker knows of a person.
  public let known: [String]
  /// What it wants to know; empty for a measure that asks for nothing.
  public let secret: [String]
  /// As of a measurement; nil if it is not defined.
  public let value: Double?
  /// Wide enough to hold for all sets at once; nil where the value is exact.
  public let interval: Interval?
  /// With all looks allowed for.
  public let verdict: MeasureVerdict
  /// Training people that the measure points at.
  public let people: Int

  /// In words: `age, sex → illness`.
  public var text: String { Self.text(known: known, secret: secret) }

  /// A set of columns in words: `age, sex → illness`.
  public static func text(known: [String], secret: [String]) -> String {
    known.joined(separator: ", ")
      + (secret.isEmpty ? "" : " → " + secret.joined(separator: ", "))
  }
}

/// The sets of columns that a measure was taken by.
public struct ColumnLooks: Sendable, Equatable {
  /// Columns that were combined, or of which the first were taken.
  public let candidates: [SuggestedColumn]
  /// Whether the candidates were suggested, not named.
  public let isSuggestion: Bool
  /// Whether sets were searched, not one taken.
  public let isSearch: Bool
  /// Groups that numbers were put into; 0 for exact numbers.
  public let bins: Int
  /// All sets that were looked at, the worst first: by verdict, then by value, then by how many
  /// people it points at, then by how few columns have to be known.
  public let looks: [ColumnLook]
  /// Sets there are; more than were looked at if the budget was smaller.
  public let possible: Int
  /// Which way of the measure is safer.
  public let direction: Direction

  /// The set whose measurement is reported.
  public var worst: ColumnLook? { looks.first }

  /// The middle one by value; of an even number the worse.
  public var median: ColumnLook? {
    let sorted = looks.enumerated().sorted {
      let (one, other) = (Self.badness($0.element, direction), Self.badness($1.element, direction))
      return one != other ? one > other : $0.offset < $1.offset
    }
    return sorted.isEmpty ? nil : sorted[(sorted.count - 1) / 2].element
  }

  /// How sure each interval is by itself, so that all together hold at 95 % (Bonferroni).
  public var confidence: Double { 1 - 0.05 / Double(max(1, looks.count)) }

  /// The more the worse; a value that is not defined is the least bad.
  static func badness(_ look: ColumnLook, _ direction: Direction) -> Double {
    guard let value = look.value else { return -.infinity }
    return direction == .higherIsSafer ? -value : value
  }

  /// Whether `one` is the worse of two looks; false for equally bad ones.
  static func isWorse(_ one: ColumnLook, _ other: ColumnLook, _ direction: Direction) -> Bool {
    let (rank, otherRank) = (one.verdict.rank, other.verdict.rank)
    if rank != otherRank { return rank > otherRank }
    let (bad, otherBad) = (badness(one, direction), badness(other, direction))
    if bad != otherBad { return bad > otherBad }
    return one.people != other.people
      ? one.people > other.people : one.known.count < other.known.count
  }
}

extension MeasureVerdict {
  /// The more the worse.
  fileprivate var rank: Int {
    switch self {
    case .clean: 0
    case .unclear: 1
    case .leak: 2
    }
  }
}

extension ColumnLooks {
  /// Why these columns: a sentence for the user.
  public var reason: String {
    let names = candidates.map { "\($0.name) (\($0.distinct))" }
    let groups = bins > 0 ? "; numbers count in \(bins) groups" : ""
    guard isSuggestion else {
      return "Sets of the columns named are searched: " + names.joined(separator: ", ") + groups
        + "."
    }
    let rule =
      "several people share each of their values, whole numbers and categories first, those "
      + "with the most values (in brackets) before others"
    guard isSearch else {
      let taken = names.prefix(KnownColumns.largest).joined(separator: ", ")
      return "No column was named as easily known, so these are suggested: \(taken). They are "
        + "the first of \(candidates.count): \(rule)\(groups). Their names were not looked at."
    }
    return "No column was named as easily known, so sets of these are searched: "
      + "\(names.joined(separator: ", ")). Why these: \(rule)\(groups)."
  }

  /// How many sets, and what that does to the intervals: a sentence for the user; nil without a
  /// search.
  public var extent: String? {
    guard isSearch else { return nil }
    let sets =
      possible > looks.count
      ? "\(looks.count) of \(possible) sets were looked at, drawn at random"
      : "All \(looks.count) sets were looked at"
    return "\(sets); intervals and verdicts hold for all of them together (each at 1 - 0.05 / "
      + "\(looks.count), Bonferroni)."
  }
}
