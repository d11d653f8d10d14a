import Attacks
import Experiments
import Jobs
import Numeric
import Oversampling
import Parameters
import Tabular
import TestSupport
import Workbench

/// An audit of a tiny release with real claims of real attacks, in the words of a fixed story.
enum AuditFixture {
  static let titles = [
    "Were rows made from other rows?", "How?", "What was done to hide it?",
    "Which rows look original?", "Which people's records can be rebuilt?", "With which settings?",
  ]

  /// As the workbench calls it: one picture after every answer.
  static let run: WorkbenchServices.Audit = { open, context in
    let work = try finished(isAugmented: true)
    for answered in 0..<titles.count {
      try context.checkCancellation()
      context.report(partial(work, answered: answered))
    }
    return work
  }

  /// What is known while the question after the first `answered` is worked on.
  static func partial(_ work: AuditWork, answered: Int) -> AuditWork {
    var picture = work.picture
    if answered == 0 { picture.verdict = nil }
    if answered < 4 { picture.claims = [] }
    for number in picture.stages.indices.dropFirst(answered) {
      picture.stages[number].sentences = []
      picture.stages[number].state =
        number == answered ? .running("looking at the lines", Fraction(0.25)) : .waiting
    }
    return AuditWork(request: work.request, picture: picture, weights: work.weights)
  }

  /// The augmented rows of the clinic's 12 cases, 10 synthetic rows a real one; every third row of
  /// the file is of the class.
  static func finished(isAugmented: Bool) throws -> AuditWork {
    let data = try PreparedData(try TinyDatasets.clinic(), Preparation())
    var plan = ExperimentPlan()
    try plan.parameters.set("k", to: .integer(3))
    plan.goal = .ratio(10)
    let publication = try Publication.make(plan, from: data, in: .unattended())
    let release = publication.release(.augmented).minority
    var picture = AuditPicture()
    picture.verdict = .oversampled
    picture.falseAlarm = 1e-6
    picture.family = .smote
    picture.kind = .augmented
    picture.claims = try claims(publication)
    picture.originals = picture.claims.compactMap { claim in
      if case .real(let row) = claim.guess.claim { row } else { nil }
    }
    picture.stages = zip(titles, answers(picture)).map {
      AuditStage(title: $0, state: .done, sentences: $1)
    }
    return AuditWork(
      request: AuditRequest(
        minority: release, others: publication.release(.augmented).others,
        columnNames: publication.columnNames, className: "case",
        sourceRows: (0..<release.rows).map { 3 * $0 }),
      picture: picture, weights: Proof.weights(of: release),
      notes: ["No signs of made rows in class 'control'."])
  }

  /// Rows told by the one attack, and records rebuilt by the other; the rows of its evidence follow
  /// the 12 real ones in the file.
  private static func claims(_ publication: Publication) throws -> [AuditClaim] {
    let told = try ExperimentRunner.assess(
      Selection(DistinSMOTE.self), .auto, on: publication, in: .unattended())
    let rebuilt = try ExperimentRunner.assess(
      Selection(ReconSMOTE.self), .auto, on: publication, in: .unattended())
    return told.claims.map { AuditClaim(attack: told.attack, guess: $0.guess, isTrue: nil) }
      + rebuilt.claims.map { claim in
        let evidence = claim.guess.evidence
        let moved = evidence.lines.map { line in
          EvidenceLine(
            rows: line.rows.map { $0 + 12 }, record: line.record, steps: line.steps,
            otherEnd: line.otherEnd)
        }
        return AuditClaim(
          attack: rebuilt.attack,
          guess: Guess(
            claim.guess.claim, evidence: Evidence(reason: evidence.reason, lines: moved),
            error: claim.guess.error), isTrue: nil)
      }
  }

  private static func answers(_ picture: AuditPicture) -> [[String]] {
    [
      ["Yes. 91 % of the rows lie exactly between two other rows, on a straight line."],
      [
        "New rows were put on the straight line between two rows of the class.",
        "Original rows are among the made ones.",
      ],
      ["Nothing: the values stand as they were computed, to the last digit."],
      ["\(picture.originals.count) rows: these describe real people as they are."],
      [
        "12 records follow from the made rows alone: where lines of made rows meet there was a real "
          + "row."
      ],
      ["Each row was paired with its 3 nearest neighbors, and about 10 rows were made for each."],
    ]
  }
}
