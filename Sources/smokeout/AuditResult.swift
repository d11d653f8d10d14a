import Attacks
import Experiments
import Numeric
import Workbench

/// The result of `smokeout audit`, as it is printed.
struct AuditResult: Encodable {
  struct Question: Encodable {
    let title: String
    /// `done`, `does_not_apply`, or `waiting` for what was not asked.
    let state: String
    let answers: [String]
  }

  struct Claims: Encodable {
    let attack: String
    let claims: Int
    let certain: Int
    let probable: Int
  }

  struct Score: Encodable {
    let attack: String
    let precision: Double
    let recall: Double
    let claims: Int
    let trueClaims: Int
    let records: Int
    let precisionInterval: [Double]
    let recallInterval: [Double]
  }

  let path: String
  let threatModel: ThreatModelReport
  let className: String?
  let rows: Int
  let columns: Int
  let verdict: String
  let falseAlarmRate: Double?
  let shareOnLines: Double?
  let shareOnLinesByChance: Double?
  let family: String?
  let kind: String?
  let kEstimate: Int?
  let kRange: [Int]?
  let ratioEstimate: Double?
  let ratioRange: [Double]?
  let defences: [String]
  let seed: UInt32?
  /// Rows of the file, from 1, the header not counted.
  let originals: [Int]
  let claims: [Claims]
  /// How each attack fares; empty without a reference.
  let scores: [Score]
  let questions: [Question]
  let notes: [String]

  init(_ work: AuditWork, path: String, notes: [String]) {
    let picture = work.picture
    self.path = path
    threatModel = ThreatModelReport(
      ThreatModel(released: .table, knows: []), about: work.request.className)
    className = work.request.className
    rows = work.request.minority.rows
    columns = work.request.columnNames.count
    verdict = Self.word(picture.verdict)
    falseAlarmRate = picture.falseAlarm
    shareOnLines = picture.shareOnLines
    shareOnLinesByChance = picture.shareOnLinesByChance
    family = picture.family?.rawValue
    kind = picture.kind?.rawValue
    kEstimate = picture.estimate.k
    kRange = picture.estimate.kRange.map { [$0.lowerBound, $0.upperBound] }
    ratioEstimate = picture.estimate.ratio
    ratioRange = picture.estimate.ratioRange.map { [$0.lowerBound, $0.upperBound] }
    defences = picture.defences
    seed = picture.seed
    originals = picture.originals.map { work.fileRow($0) }
    claims = Self.claims(picture)
    scores = picture.scores.sorted { $0.key < $1.key }.map(Self.score)
    questions = picture.stages.map(Self.question)
    self.notes = notes + work.notes
  }

  private static func word(_ verdict: AuditVerdict?) -> String {
    switch verdict {
    case .oversampled: "oversampled"
    case .noSign: "no_sign"
    case .undecided, nil: "undecided"
    }
  }

  /// In the order in which the attacks first claimed something.
  private static func claims(_ picture: AuditPicture) -> [Claims] {
    var names: [String] = []
    for claim in picture.claims where !names.contains(claim.attack) { names.append(claim.attack) }
    return names.map { name in
      let own = picture.claims.filter { $0.attack == name }
      let certain = own.count { $0.guess.certainty == .certain }
      return Claims(
        attack: name, claims: own.count, certain: certain, probable: own.count - certain)
    }
  }

  private static func score(_ name: String, _ score: AttackScore) -> Score {
    Score(
      attack: name, precision: score.precision, recall: score.recall, claims: score.claims,
      trueClaims: score.trueClaims, records: score.records,
      precisionInterval: [score.precisionInterval.low, score.precisionInterval.high],
      recallInterval: [score.recallInterval.low, score.recallInterval.high])
  }

  private static func question(_ stage: AuditStage) -> Question {
    switch stage.state {
    case .done: Question(title: stage.title, state: "done", answers: stage.sentences)
    case .doesNotApply(let reason):
      Question(
        title: stage.title, state: "does_not_apply", answers: stage.sentences + [reason])
    case .waiting, .running:
      Question(title: stage.title, state: "waiting", answers: stage.sentences)
    }
  }

  /// Prints questions and answers for people.
  func say() {
    let group = className.map { ", class '\($0)'" } ?? ""
    Console.say(
      "\(path): \(Counted.text(rows, "row"))\(group), \(Counted.text(columns, "column")) of numbers"
    )
    Console.say("threat model: \(threatModel.text)")
    for question in questions {
      Console.say("")
      Console.say(question.title)
      let isAsked = question.state == "done"
      for answer in question.answers {
        for line in TextWrap.lines(
          (isAsked ? "" : "not asked: ") + answer, width: 92)
        { Console.say("  " + line) }
      }
    }
    if !claims.isEmpty { sayClaims() }
    for note in notes { Console.say("note: \(note)") }
  }

  private func sayClaims() {
    Console.say("")
    var table = TextTable(
      ["claims by", "claims", "certain", "probable"]
        + (scores.isEmpty ? [] : ["precision", "recall"]))
    for entry in claims {
      let score = scores.first { $0.attack == entry.attack }
      let figures = score.map {
        [
          NumberFormat.fixed($0.precision, digits: 3),
          NumberFormat.fixed($0.recall, digits: 3),
        ]
      }
      table.add(
        [entry.attack, "\(entry.claims)", "\(entry.certain)", "\(entry.probable)"]
          + (scores.isEmpty ? [] : figures ?? ["-", "-"]))
    }
    table.say()
    Console.say("--evidence FILE writes the rows and the reasoning behind each claim.")
  }
}
