import Numeric

/// Candidates with their scores, and who of them is a member.
struct ScoredMembers {
  /// None is NaN.
  private let scores: [Double]
  private let isMember: [Bool]

  /// Chance of error that a threshold is chosen by: with few rows to choose on, 5 % would show
  /// nothing anywhere.
  private static let choosingSignificance = 0.5
  /// Half as many thresholds as are tried: each takes some microseconds.
  private static let mostPoints = 200

  init(scores: [Double], isMember: [Bool]) {
    self.scores = scores.map { $0.isNaN ? -Double.infinity : $0 }
    self.isMember = isMember
  }

  /// Some of them, in that order.
  func selecting(_ positions: [Int]) -> ScoredMembers {
    ScoredMembers(
      scores: positions.map { scores[$0] }, isMember: positions.map { isMember[$0] })
  }

  /// Those who score at least `threshold` are called members.
  func counts(atLeast threshold: Double) -> DecisionCounts {
    let called = scores.indices.filter { scores[$0] >= threshold }
    let right = called.count { isMember[$0] }
    let members = isMember.count(where: \.self)
    return DecisionCounts(
      truePositives: right, of: members, falsePositives: called.count - right,
      of: isMember.count - members)
  }

  /// The threshold at which `bound` is largest here: half way between two scores, so that it also
  /// parts rows that are not here.
  func threshold(
    maximizing bound: (DecisionCounts, _ significance: Double) -> Double
  ) -> Double {
    guard let curve = ROCCurve(scores: scores, isPositive: isMember) else { return .infinity }
    var best = (value: -Double.infinity, threshold: Double.infinity)
    for place in Self.places(of: curve) {
      let point = curve.points[place]
      let counts = DecisionCounts(
        truePositives: point.truePositives, of: curve.positives,
        falsePositives: point.falsePositives, of: curve.negatives)
      let value = bound(counts, Self.choosingSignificance)
      guard value > best.value else { continue }
      let below = place + 1 < curve.points.count ? curve.points[place + 1].threshold : -.infinity
      let middle = below + (point.threshold - below) / 2
      best = (value, middle.isFinite ? middle : point.threshold)
    }
    return best.threshold
  }

  /// Points to try: all of them, or of very many the first, where few are accused, and some others.
  private static func places(of curve: ROCCurve) -> [Int] {
    let count = curve.points.count
    guard count > 2 * mostPoints else { return Array(0..<count) }
    let rest = count - mostPoints
    return Array(0..<mostPoints) + (0..<mostPoints).map { mostPoints + $0 * rest / mostPoints }
  }

  /// The share of canaries to guess about that shows most here.
  func guessShare(delta: Double, seed: UInt32) -> Double {
    let bounds = OneRunAudit.guessShares.map { share in
      (
        share,
        guessed(share, delta: delta, seed: seed).epsilon(significance: Self.choosingSignificance)
      )
    }
    // The first of equal ones: more guesses can show more.
    return bounds.reduce(bounds[0]) { $1.1 > $0.1 ? $1 : $0 }.0
  }

  /// Guesses about equally many members and others: of all of them, the given share with the highest
  /// and the lowest scores. Ties are broken by lot.
  func guessed(_ share: Double, delta: Double, seed: UInt32) -> OneRunAudit {
    var random = NumPyRandom(seed: seed)
    let order = random.permutation(scores.count)
    let members = order.filter { isMember[$0] }
    let others = order.filter { !isMember[$0] }
    let each = min(members.count, others.count)
    var isChosen = [Bool](repeating: false, count: scores.count)
    for row in members.prefix(each) + others.prefix(each) { isChosen[row] = true }
    let place = Dictionary(uniqueKeysWithValues: zip(order, order.indices))
    let canaries = order.filter { isChosen[$0] }.sorted { first, second in
      (scores[first], place[first] ?? 0) > (scores[second], place[second] ?? 0)
    }
    let half = OneRunAudit.guesses(share, ofEach: each) / 2
    let right =
      canaries.prefix(half).count { isMember[$0] } + canaries.suffix(half).count { !isMember[$0] }
    return OneRunAudit(
      canaries: canaries.count, guesses: 2 * half, correct: right, delta: delta)
  }
}
