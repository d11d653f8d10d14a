import Attacks
import Jobs
import Numeric
import Oversampling
import Parameters
import Tabular

/// People from the training rows and from a holdout, mixed: which of them were in?
///
/// Members are the different training records of the class asked about; the others are those of the
/// holdout. Both are treated alike: each record counts once, records in both parts are left out of
/// both, and all rows are scaled by what the training rows span. An attack that needs other people
/// of the population gets one half of the holdout, drawn by the seed, which nobody is asked about;
/// the other half stays.
public struct MembershipGame: Sendable {
  /// The rows of the class asked about that are released, scaled.
  private let release: Matrix
  private let members: Matrix
  private let others: Matrix
  private let memberRows: [Int]
  private let otherRows: [Int]
  /// Records left out, as they are in both parts.
  private let shared: Int
  private let generator: GeneratorAccess?
  private let seed: UInt32

  /// - Parameters:
  ///   - publication: what was released.
  ///   - data: what it was made from.
  ///   - holdout: rows of the class asked about that nothing was made from, in the columns and units
  ///     of `data.features`.
  ///   - kind: what of it the attacks see.
  ///   - generator: for attacks that run it.
  ///   - seed: decides every random choice.
  /// - Throws: `MembershipGameError`.
  /// - Complexity: O(rows × columns).
  public init(
    _ publication: Publication, _ data: PreparedData, holdout: Matrix,
    kind: ReleaseKind = .synthetic, generator: GeneratorAccess? = nil, seed: UInt32 = 0
  ) throws(MembershipGameError) {
    guard holdout.rows > 0 else { throw .noHoldout(className: data.minorityName) }
    let scaler = MinMaxScaler(fitting: data.features)
    let released = publication.released
    let shown = released.origins.indices.filter {
      released.labels[$0] == data.minorityCode
        && (kind == .augmented || !released.origins[$0].isReal)
    }
    release = scaler.transform(released.features.rows(shown))
    let trained = data.features.rows(publication.minorityRows)
    let inTraining = RowNumbers(trained)
    let inHoldout = RowNumbers(holdout)
    let onlyTrained = inTraining.firstRows.filter {
      inHoldout.number(ofRow: $0, in: trained) == nil
    }
    let onlyHeld = inHoldout.firstRows.filter { inTraining.number(ofRow: $0, in: holdout) == nil }
    guard onlyHeld.count >= 2, !onlyTrained.isEmpty else {
      throw .tooFewPeople(
        members: onlyTrained.count, others: onlyHeld.count, className: data.minorityName)
    }
    shared = inHoldout.firstRows.count - onlyHeld.count
    members = scaler.transform(trained.rows(onlyTrained))
    others = scaler.transform(holdout.rows(onlyHeld))
    memberRows = onlyTrained.map { data.sourceRows[publication.minorityRows[$0]] }
    otherRows = onlyHeld
    self.generator = generator
    self.seed = seed
  }

  /// Runs one attack and scores it.
  ///
  /// - Throws: `PlanError.unknownAttack`, `ParameterError`, `AttackError`, `CancellationError`.
  public func play(
    _ selection: Selection, in context: RunContext<Fraction>
  ) throws -> MembershipReport {
    guard let type = MembershipCatalog.named(selection.name) else {
      throw PlanError.unknownAttack(
        selection.name, known: MembershipCatalog.all.map { $0.name })
    }
    let attack = try type.init(selection.values)
    let start = ContinuousClock.now
    let sides = HoldoutSides(others.rows, halved: attack.told.contains(.reference), seed: seed)
    let view = MembershipView(
      release: release, candidates: members.stacked(on: others.rows(sides.asked)),
      reference: attack.told.contains(.reference) ? others.rows(sides.reference) : nil,
      generator: attack.told.contains(.generator) ? generator : nil, seed: seed)
    let scores = try attack.scores(on: view, in: context)
    let candidates =
      memberRows.map { MembershipCandidate(truth: .member(sourceRow: $0)) }
      + sides.asked.map { MembershipCandidate(truth: .other(holdoutRow: otherRows[$0])) }
    guard
      let score = MembershipScore(
        scores: scores, isMember: candidates.map(\.isMember), seed: seed)
    else { throw AttackError.notApplicable(attack: type.title, because: "nobody is asked about") }
    return MembershipReport(
      attack: type.name, parameters: selection.values, score: score, candidates: candidates,
      scores: scores, remarks: remarks(sides) + (type.cannotSee.map { [$0] } ?? []),
      seconds: (ContinuousClock.now - start) / .seconds(1))
  }

  private func remarks(_ sides: HoldoutSides) -> [String] {
    var remarks: [String] = []
    if shared > 0 {
      remarks.append(
        "\(shared) record\(shared == 1 ? " is" : "s are") in the training rows and in the holdout, "
          + "and nobody is asked about \(shared == 1 ? "it" : "them")")
    }
    if !sides.reference.isEmpty {
      remarks.append(
        "\(sides.reference.count) of \(others.rows) people of the holdout are what the attack "
          + "compares with, and are not asked about")
    }
    return remarks
  }
}

/// The people of a holdout who are asked about, and those whom an attack compares with.
private struct HoldoutSides {
  let asked: [Int]
  let reference: [Int]

  init(_ count: Int, halved: Bool, seed: UInt32) {
    guard halved else {
      asked = Array(0..<count)
      reference = []
      return
    }
    var random = NumPyRandom(seed: seed)
    let order = random.permutation(count)
    reference = order.prefix(count / 2).sorted()
    asked = order.dropFirst(count / 2).sorted()
  }
}
