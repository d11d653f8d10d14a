import Attacks
import Numeric
import Oversampling
import Tabular

/// The people that membership attacks are asked about: those whose records were used, and those of
/// the holdout.
public struct MembershipTables: Sendable {
  /// The released synthetic rows of the minority.
  public let release: Matrix
  /// The people asked about, in random order.
  public let candidates: Matrix
  /// Whether each candidate's record was used. Never shown to an attack.
  public let isMember: [Bool]
  /// The same population, none of the candidates among them; nil if nobody asked for it.
  public let reference: Matrix?
  /// What the user should know, in sentences.
  public let remarks: [String]

  /// All rows have every encoded feature, scaled to −1…1 over the training rows.
  ///
  /// - Parameter hasReference: whether half of the holdout is to be the attacker's reference; the
  ///   other half are then the people who were not in.
  /// - Throws: `AttackError.notApplicable` if the holdout has too few rows of the minority.
  public init(
    _ game: PeopleGame, hasReference: Bool, attack title: String
  ) throws(AttackError) {
    let data = game.data
    let scaler = MinMaxScaler(fitting: data.features)
    let kept = data.holdout.rows(of: data.minorityCode)
    let needed = hasReference ? 2 : 1
    guard kept.count >= needed else {
      throw .notApplicable(
        attack: title,
        because: "it needs people whose data was not used, and the holdout has \(kept.count) rows "
          + "of class '\(data.minorityName)', at least \(needed) expected; keep some apart with a "
          + "holdout")
    }
    var random = NumPyRandom(seed: game.plan.seed)
    let order = random.permutation(kept.count).map { kept[$0] }
    let half = hasReference ? kept.count / 2 : 0
    reference =
      hasReference
      ? scaler.transform(data.holdout.features.rows(order[..<half].sorted())) : nil
    let members = data.features.rows(data.minorityRows)
    let all = members.stacked(on: data.holdout.features.rows(order[half...].sorted()))
    let shuffled = random.permutation(all.rows)
    candidates = scaler.transform(all.rows(shuffled))
    isMember = shuffled.map { $0 < members.rows }
    let released = game.publication.released
    release = scaler.transform(
      released.features.rows(
        released.origins.indices.filter {
          !released.origins[$0].isReal && released.labels[$0] == data.minorityCode
        }))
    let repeated = Set(data.repeatedInHoldout)
    let twins = order[half...].count { repeated.contains($0) }
    remarks =
      twins == 0
      ? []
      : [
        "\(twins) of the \(kept.count - half) people who were not in have the very values of "
          + "somebody who was: no attack can tell them apart"
      ]
  }
}
