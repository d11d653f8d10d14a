import Jobs
import Numeric
import Oversampling

/// A method that suits the data, and why.
public struct MethodAdvice: Sendable, Equatable {
  /// Name of the oversampler.
  public let method: String
  /// One sentence, with the figures it rests on.
  public let reason: String

  /// - Parameters:
  ///   - method: name of the oversampler.
  ///   - reason: one sentence, with the figures it rests on.
  public init(method: String, reason: String) {
    self.method = method
    self.reason = reason
  }
}

/// What the choice of a method depends on.
public struct DataTraits: Sendable, Equatable {
  /// Rows of the class to grow.
  public var minorityRows = 0
  /// Rows of it that repeat an earlier one.
  public var repeatedRows = 0
  /// Rows of it that differ from one another.
  public var differentRows: Int { minorityRows - repeatedRows }
  /// Features that are numbers, and those that are categories.
  public var numbers = 0
  /// Features that are categories.
  public var categories = 0
  /// Share of the rows of the class all of whose ten nearest rows are of other classes.
  public var noiseShare = 0.0
  /// Share of them with half or more, but not all, of their ten nearest rows of other classes.
  public var dangerShare = 0.0

  /// Nothing known.
  public init() {}

  /// Rows of the class that are looked at: a sample tells the shares well enough.
  private static let sample = 2000
  /// Neighbors that a row is judged by: the default of Borderline-SMOTE.
  private static let neighbors = 10

  /// Looks at the class to grow and what surrounds it.
  ///
  /// Costs a neighbor search of at most 2,000 rows among all.
  ///
  /// - Throws: `CancellationError`.
  public init(_ data: PreparedData, in context: RunContext<Fraction>) throws {
    let members = data.minorityRows
    minorityRows = members.count
    repeatedRows = members.count - RowNumbers(data.features.rows(members)).firstRows.count
    categories = data.layout.categories.count
    numbers = data.layout.groups.count - categories
    var random = NumPyRandom(seed: 0)
    let looked =
      members.count > Self.sample
      ? random.permutation(members.count).prefix(Self.sample).map { members[$0] } : members
    let count = min(Self.neighbors, data.labels.count - 1)
    guard count > 0, !looked.isEmpty else { return }
    let lists = try NearestNeighbors(data.features).nearest(
      count, to: data.features.rows(looked), excluding: looked.map(Int32.init), in: context)
    var (noise, danger) = (0, 0)
    for query in looked.indices {
      let others = lists.neighbors(of: query).count {
        $0 >= 0 && data.labels[Int($0)] != data.minorityCode
      }
      if others == count { noise += 1 } else if 2 * others >= count { danger += 1 }
    }
    noiseShare = Double(noise) / Double(looked.count)
    dangerShare = Double(danger) / Double(looked.count)
  }
}

extension MethodAdvice {
  /// Methods that suit data with these traits, the first choice first; never empty.
  public static func all(for traits: DataTraits) -> [MethodAdvice] {
    rules.compactMap { rule in
      rule.reason(traits).map { MethodAdvice(method: rule.method, reason: $0) }
    }
  }

  /// Below this many rows five neighbors are most of the class.
  private static let fewRows = 12
  private static let muchNoise = 0.3
  private static let muchDanger = 0.3

  /// In order of weight: what a column is decides before where a row lies.
  private static let rules: [(method: String, reason: @Sendable (DataTraits) -> String?)] = [
    (
      "random",
      { traits in
        guard traits.differentRows < 2 else { return nil }
        return traits.minorityRows < 2
          ? "the class has a single row: there is nothing to interpolate with"
          : "all \(traits.minorityRows) rows of the class are equal: there is nothing to interpolate "
            + "between"
      }
    ),
    (
      "smote-n",
      { traits in
        guard traits.differentRows >= 2, traits.numbers == 0 else { return nil }
        return "all \(traits.categories) features are categories: a point between two categories "
          + "means nothing, so new rows take each value from a vote of neighbors"
      }
    ),
    (
      "smote-nc",
      { traits in
        guard traits.differentRows >= 2, traits.numbers > 0, traits.categories > 0 else {
          return nil
        }
        return "\(traits.categories) of \(traits.numbers + traits.categories) features are "
          + "categories: numbers are interpolated, categories voted, so no fractions of a "
          + "category appear"
      }
    ),
    (
      "rose",
      { traits in
        guard traits.minorityRows < fewRows, traits.differentRows >= 2, traits.numbers > 0
        else { return nil }
        return "the class has \(traits.minorityRows) rows: five neighbors are most of it, so a "
          + "smoothed copy is about as good as a line"
      }
    ),
    (
      "safe-level-smote",
      { traits in
        guard traits.noiseShare >= muchNoise, traits.minorityRows >= fewRows,
          traits.differentRows >= 2, traits.numbers > 0
        else { return nil }
        return "\(percent(traits.noiseShare)) of the rows lie among other classes alone: lines "
          + "from them run through those classes; this method keeps near rows of its own class"
      }
    ),
    (
      "borderline-smote-1",
      { traits in
        guard traits.dangerShare >= muchDanger, traits.minorityRows >= fewRows,
          traits.differentRows >= 2, traits.numbers > 0
        else { return nil }
        return "\(percent(traits.dangerShare)) of the rows lie at the border to other classes, "
          + "where a model is decided; new rows are made from those"
      }
    ),
    (
      "smote",
      { traits in
        guard traits.differentRows >= 2, traits.numbers > 0 else { return nil }
        return "the plain method: a variant has to show on your own data that it is better, and "
          + "most do not"
      }
    ),
  ]

  private static func percent(_ share: Double) -> String { "\(Int((100 * share).rounded())) %" }
}
