import Attacks
import Experiments
import Jobs
import Numeric
import Oversampling
import Parameters
import Tabular
import TestSupport
import Testing

/// Is right as often as rows of a table stand in the release.
private struct Presence: RiskAttack {
  static let name = "presence"
  static let title = "Presence"
  static let summary = "presence"
  static let source = Citation("a test", link: "https://example.org")
  static let parameters: [ParameterSpec] = []

  init(_ values: ParameterValues = ParameterValues([])) {}

  func outcome(of game: RiskGame, in context: RunContext<Fraction>) throws -> RiskOutcome {
    func rate(_ table: Dataset) -> SuccessRate {
      let known = Set((0..<game.release.rowCount).map { Self.text(game.release, $0) })
      return SuccessRate(
        (0..<table.rowCount).count { known.contains(Self.text(table, $0)) }, of: table.rowCount)
    }
    return RiskOutcome(
      attack: rate(game.training), baseline: SuccessRate(0, of: game.training.rowCount),
      control: game.holdout.map(rate),
      remarks: [
        "knows \(game.known.joined(separator: " ")), wants \(game.secret.joined(separator: " "))"
          + (game.generator == nil ? "" : ", has the program")
      ])
  }

  private static func text(_ table: Dataset, _ row: Int) -> String {
    table.columns.map { $0.text(row) }.joined(separator: " ")
  }
}

@Suite struct PeopleRunnerTests {
  private func game(
    _ method: any Oversampler.Type, holdout: Double = 0.4, model: ThreatModel = ThreatModel(),
    known: [String] = [], secret: [String] = []
  ) throws -> PeopleGame {
    let made = try MixedRelease(method, rows: 400, holdout: holdout)
    return PeopleGame(
      made.publication, made.data, made.plan, model: model, known: known, secret: secret)
  }

  private func score(of name: String, on game: PeopleGame) throws -> MembershipScore {
    let selection = try #require(PeopleSelection(named: name))
    let report = try PeopleRunner.run(selection, on: game, in: .unattended())
    guard case .membership(let score) = report.outcome else {
      throw AttackError.notApplicable(attack: name, because: "it is no attack on membership")
    }
    return score
  }

  @Test func copiesGiveEverybodyAwayAndTheHoldoutIsTheControl() throws {
    let data = try heldOut(RandomRows.normal(60, 4))
    var plan = ExperimentPlan()
    plan.method = RandomDuplication.name
    plan.parameters = ParameterValues(RandomDuplication.parameters)
    plan.goal = .ratio(8)
    let publication = try Publication.make(plan, from: data, in: .unattended())
    let game = PeopleGame(publication, data, plan, model: ThreatModel())
    let score = try score(of: "mia-distance", on: game)
    #expect(score.ranking.auc > 0.95)
    #expect((score.ranking.positives, score.ranking.negatives) == (60, 20))
  }

  /// Twenty more people of the class are kept apart.
  private func heldOut(_ minority: Matrix) throws -> PreparedData {
    let majority = RandomRows.normal(100, minority.columns, seed: 2)
    let kept = RandomRows.normal(20, minority.columns, seed: 3)
    return try PreparedData(
      majority.stacked(on: minority), names: (0..<minority.columns).map { "x\($0)" },
      decimals: Array(repeating: 3, count: minority.columns),
      labels: Array(repeating: 0, count: majority.rows)
        + Array(repeating: 1, count: minority.rows),
      classNames: ["common", "rare"], Preparation(minority: "rare"),
      holdout: KeptPart(
        features: kept, labels: Array(repeating: 1, count: 20),
        sourceRows: Array(500..<520)))
  }

  @Test func withoutAHoldoutNobodyIsAsked() throws {
    let error = #expect(throws: AttackError.self) {
      _ = try score(of: "mia-distance", on: game(SMOTENC.self, holdout: 0))
    }
    #expect(error?.description.contains("holdout") == true)
  }

  @Test func whatTheModelDoesNotGrantIsNotTold() throws {
    let model = ThreatModel(knows: [.population, .generator])
    let error = #expect(throws: AttackError.self) {
      _ = try score(of: "mia-distance", on: game(SMOTENC.self, model: model))
    }
    #expect(error?.description.contains("which the threat model does not grant") == true)
    let others = ThreatModel(targets: .majority)
    #expect(throws: AttackError.self) {
      _ = try score(of: "mia-distance", on: game(SMOTENC.self, model: others))
    }
  }

  @Test func guessesAreComparedWithTheHoldout() throws {
    let (outcome, remarks) = try PeopleRunner.outcome(
      of: Presence(), titled: "Presence",
      on: game(RandomDuplication.self, known: ["age"], secret: ["ward"]), in: .unattended())
    #expect(outcome.attack.rate > 0.8)
    #expect((outcome.control?.rate ?? 1) < outcome.attack.rate)
    #expect(remarks.contains { $0.hasPrefix("knows age, wants ward") })
  }

  /// The rows of other classes are copied into an augmented release.
  @Test func theMajorityOfAnAugmentedReleaseIsVerbatim() throws {
    let model = ThreatModel(released: .augmented, targets: .majority)
    let (outcome, _) = try PeopleRunner.outcome(
      of: Presence(), titled: "Presence", on: game(SMOTE.self, model: model), in: .unattended())
    #expect(outcome.attack.rate == 1)
    #expect((outcome.control?.rate ?? 1) < 1)
    let alone = ThreatModel(released: .synthetic, targets: .majority)
    #expect(throws: AttackError.self) {
      _ = try PeopleRunner.outcome(
        of: Presence(), titled: "Presence", on: game(SMOTE.self, model: alone), in: .unattended())
    }
  }

  @Test func theProgramIsThereOnlyForThoseWhoHaveIt() throws {
    let data = try TinyFeatures.data(
      minority: RandomRows.normal(30, 3), majority: RandomRows.normal(60, 3, seed: 2),
      grow: "rare")
    let plan = ExperimentPlan()
    let publication = try Publication.make(plan, from: data, in: .unattended())
    for (knows, hasIt) in [(Set(ThreatModel.Insight.allCases), true), ([], false)] {
      let (_, remarks) = try PeopleRunner.outcome(
        of: Presence(), titled: "Presence",
        on: PeopleGame(publication, data, plan, model: ThreatModel(knows: knows)),
        in: .unattended())
      #expect(remarks.contains { $0.hasSuffix("has the program") } == hasIt)
    }
  }
}

@Suite struct ThreatModelTests {
  @Test func whatIsNotGrantedIsNamed() {
    let needs = ThreatNeeds(knows: [.records, .population])
    let error = #expect(throws: AttackError.self) {
      try ThreatModel(knows: [.records]).check(needs, for: "Distance")
    }
    #expect(
      error?.description
        == "Distance does not apply: it needs other people of the same population, which the threat "
        + "model does not grant")
    #expect(throws: Never.self) {
      try ThreatModel(knows: [.records, .population]).check(needs, for: "Distance")
    }
  }

  @Test func wholeRecordsHoldTheEasilyKnownColumns() {
    #expect(throws: Never.self) {
      try ThreatModel(knows: [.records]).check(
        ThreatNeeds(knows: [.quasiIdentifiers]), for: "Linkability")
    }
  }

  @Test func theSentenceSaysWhoKnowsWhat() {
    let model = ThreatModel(released: .augmented, knows: [.records], targets: .majority)
    #expect(
      "\(model)" == "real and synthetic rows are released together; the attacker knows the whole "
        + "records of the people asked about; the people asked about are the majority")
    #expect("\(ThreatModel(knows: []))".contains("knows nothing else"))
  }

  @Test func attacksNeedWhatTheyAreTold() {
    #expect(ThreatNeeds(ReconSMOTE.self, ParameterValues(ReconSMOTE.parameters)).knows.isEmpty)
    let replay = ThreatNeeds(SeedReplayAttack.self, ParameterValues(SeedReplayAttack.parameters))
    #expect(replay.knows.contains(.generator))
    #expect(ThreatNeeds(ShadowGenerator.self).knows == [.records, .generator, .otherRecords])
  }
}
