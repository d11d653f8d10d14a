import Numeric

/// What an attacker knows of a person and what it wants to know.
public struct ColumnQuestion: Sendable, Hashable {
  /// Names of columns, in the order of the table.
  public let known: [String]
  /// Likewise; none of `known`.
  public let wanted: [String]

  /// - Parameters:
  ///   - known, wanted: names of columns without repeats, none in both.
  public init(known: [String], wanted: [String]) {
    self.known = known
    self.wanted = wanted
  }

  /// In words: `age, zip → diagnosis`; where nothing is known, what is wanted alone.
  public var text: String {
    let sides = known.isEmpty ? [wanted] : [known, wanted]
    return sides.map { $0.joined(separator: ", ") }.joined(separator: " → ")
  }
}

/// Chooses the columns to try, where the game does not say.
enum ColumnChoice {
  /// Two halves of the columns: those that are named, and the rest split at random `budget` times.
  static func halves(of game: RiskGame, budget: Int) -> [ColumnQuestion] {
    if !game.known.isEmpty, !game.secret.isEmpty {
      return [ColumnQuestion(known: game.known, wanted: game.secret)]
    }
    let named = game.known + game.secret
    let names = game.columnNames.filter { !named.contains($0) }
    if !named.isEmpty {
      return names.isEmpty
        ? []
        : [
          game.known.isEmpty
            ? ColumnQuestion(known: names, wanted: named)
            : ColumnQuestion(known: named, wanted: names)
        ]
    }
    return distinct(budget, seed: game.seed) { random in
      let order = random.permutation(names.count)
      let half = names.count / 2
      return ColumnQuestion(
        known: order[..<half].sorted().map { names[$0] },
        wanted: order[half...].sorted().map { names[$0] })
    }
  }

  /// Each secret by all other columns, then by random sets of them, within the budget: one secret
  /// after the other in every round.
  static func secrets(of game: RiskGame, budget: Int) -> [ColumnQuestion] {
    let names = game.columnNames
    let wanted = game.secret.isEmpty ? names.filter { !game.known.contains($0) } : game.secret
    let first = wanted.map { secret in
      ColumnQuestion(
        known: game.known.isEmpty
          ? names.filter { $0 != secret && !game.secret.contains($0) } : game.known,
        wanted: [secret])
    }.filter { !$0.known.isEmpty }
    guard game.known.isEmpty, let widest = first.first, widest.known.count > 1 else {
      return Array(first.prefix(max(1, game.secret.isEmpty ? budget : first.count)))
    }
    var random = NumPyRandom(seed: game.seed)
    var questions = Array(first.prefix(budget))
    var seen = Set(questions)
    for turn in 0..<budget * 20 where questions.count < budget {
      let full = first[turn % first.count]
      let size = 1 + random.integer(below: full.known.count)
      let places = random.permutation(full.known.count).prefix(size).sorted()
      let question = ColumnQuestion(known: places.map { full.known[$0] }, wanted: full.wanted)
      if seen.insert(question).inserted { questions.append(question) }
    }
    return questions
  }

  /// A few easily known columns against all others: those that are named, else `budget` random sets
  /// of up to `most` columns.
  static func quasiIdentifiers(of game: RiskGame, most: Int, budget: Int) -> [ColumnQuestion] {
    let names = game.columnNames
    func question(_ known: [String]) -> ColumnQuestion {
      ColumnQuestion(
        known: known,
        wanted: game.secret.isEmpty ? names.filter { !known.contains($0) } : game.secret)
    }
    guard game.known.isEmpty else { return [question(game.known)].filter { !$0.wanted.isEmpty } }
    let choice = names.filter { !game.secret.contains($0) }
    let spare = game.secret.isEmpty ? choice.count - 1 : choice.count
    guard spare > 0 else { return [] }
    return distinct(budget, seed: game.seed) { random in
      let size = min(spare, most)
      return question(random.permutation(choice.count).prefix(size).sorted().map { choice[$0] })
    }
  }

  /// Up to `count` different questions from a stream; fewer where there are no more.
  private static func distinct(
    _ count: Int, seed: UInt32, _ draw: (inout NumPyRandom) -> ColumnQuestion
  ) -> [ColumnQuestion] {
    var random = NumPyRandom(seed: seed)
    var questions: [ColumnQuestion] = []
    var seen = Set<ColumnQuestion>()
    for _ in 0..<count * 20 where questions.count < count {
      let question = draw(&random)
      guard !question.known.isEmpty, !question.wanted.isEmpty else { break }
      if seen.insert(question).inserted { questions.append(question) }
    }
    return questions
  }
}
