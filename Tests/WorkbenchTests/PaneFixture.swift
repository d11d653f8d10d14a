import Attacks
import Experiments
import Jobs
import Numeric
import Oversampling
import Parameters
import Projection
import Tabular
import Terminal
import Workbench

/// A run of the real engine on a tiny dataset, as a session that panes can be drawn from.
struct PaneFixture {
  private(set) var session = Session()

  /// 12 rare and 40 common rows of four columns, SMOTE with k = 3, 10 synthetic rows a real one.
  ///
  /// - Parameters:
  ///   - isPublic: values need no mask.
  ///   - ratio: synthetic over real minority rows.
  ///   - isScaled: columns are scaled to −1...1 first.
  ///   - defences: by name, with their defaults.
  init(
    isPublic: Bool = false, ratio: Double = 10, isScaled: Bool = false, defences: [String] = []
  ) throws {
    let dataset = try Self.dataset()
    session.dataset = .finished(
      OpenDataset(
        path: "clinic.csv", name: "clinic.csv", dataset: dataset,
        profile: try DatasetProfile(dataset, in: .unattended()), warnings: [], isPublic: isPublic))
    let data = try PreparedData(dataset, Preparation(scaling: isScaled ? .minmax : .none))
    session.prepared = .finished(try Self.picture(of: data))
    session.plan.goal = .ratio(ratio)
    session.plan.defences = defences.compactMap { name in
      DefenceCatalog.named(name).map { Selection($0) }
    }
    try session.plan.parameters.set("k", to: .integer(3))
    session.picture = try Self.run(session)
    session.run = .finished
  }

  static let names = ["age", "bmi", "crp", "ldh"]

  private static func dataset() throws -> Dataset {
    var random = NumPyRandom(seed: 7)
    var columns = [[Double]](repeating: [], count: names.count)
    var codes: [Int32] = []
    for row in 0..<52 {
      let isRare = row < 48 ? row % 4 == 1 : false
      codes.append(isRare ? 1 : 0)
      let middle = isRare ? [61.3, 31.2, 18.4, 305.1] : [48.6, 26.0, 4.1, 214.7]
      for column in names.indices {
        let value = middle[column] * (1 + 0.15 * random.normal())
        columns[column].append((100 * value).rounded() / 100)
      }
    }
    let features = names.indices.map { index in
      Column(
        name: names[index], kind: .decimal(decimals: 2), values: .numeric(columns[index]))
    }
    let label = Column(
      name: "outcome", kind: .category,
      values: .categorical(codes: codes, levels: ["control", "case"]))
    return try Dataset(
      schema: Schema(names.map { _ in .feature } + [.label]), columns: features + [label])
  }

  private static func picture(of data: PreparedData) throws -> PreparedPicture {
    let map = try map(of: data)
    return PreparedPicture(
      data: data, map: map,
      minorityPlaces: map.places(of: data.features.rows(data.minorityRows)),
      otherPlaces: map.places(of: data.features.rows(data.otherRows)))
  }

  static func map(of data: PreparedData) throws -> PlaneMap {
    let projector = try PrincipalComponents(ParameterValues(PrincipalComponents.parameters))
    return try projector.fit(data.features, in: .unattended())
  }

  private static func run(_ session: Session) throws -> RunPicture {
    guard let prepared = session.preparedPicture else { return RunPicture() }
    let publication = try Publication.make(session.plan, from: prepared.data, in: .unattended())
    var picture = RunPicture()
    picture.publication = publication
    picture.syntheticPlaces = prepared.map.places(of: publication.synthetic.rows)
    picture.minoritySyntheticPlaces = picture.syntheticPlaces
    for selection in session.plan.attacks {
      let report = try ExperimentRunner.assess(
        selection, .auto, on: publication, in: .unattended())
      let title = AttackCatalog.named(selection.name)?.title ?? ""
      var attack = AttackPicture(name: selection.name, title: title)
      attack.state = .done
      attack.fraction = Fraction(1)
      attack.score = report.score
      attack.estimate = report.estimate
      attack.claims = report.claims
      attack.seconds = 0.25
      picture.attacks.append(attack)
    }
    return picture
  }

  /// The session with one thing changed.
  func with(_ change: (inout Session) -> Void) -> Session {
    var changed = session
    change(&changed)
    return changed
  }

  /// The number of an attack.
  func attack(_ name: String) -> Int {
    session.picture.attacks.firstIndex { $0.name == name } ?? 0
  }

  /// A session whose first attack claims something wrong: a record with one column off by 1.
  func claimingAWrongRecord() throws -> Session {
    guard let truth = session.picture.truth else { return session }
    var values = truth.records.row(0)
    values[1] += 1
    let number = attack("reconsmote")
    var evaluator = Evaluator(truth: truth, kind: .synthetic)
    let lines = [EvidenceLine(rows: [0, 1, 2]), EvidenceLine(rows: [4], record: 1)]
    evaluator.record(
      Guess(
        .record(values: values), evidence: Evidence(reason: .meetingLines, lines: lines)))
    return with { session in
      session.selectedAttack = number
      session.picture.attacks[number].claims = evaluator.claims
      session.picture.attacks[number].score = evaluator.score
    }
  }

  /// Every text that a value of a real record could be drawn as.
  var realValueTexts: Set<String> {
    guard let truth = session.picture.truth else { return [] }
    return Set(
      truth.records.storage.flatMap { value in
        [NumberFormat.fixed(value, digits: 2), "\(value)"]
      })
  }
}

/// Draws a pane alone on a canvas of its own.
func drawn(
  _ pane: any Pane, _ session: Session, _ width: Int, _ height: Int,
  glyphs: GlyphTier = .braille, focused: Bool = true
) -> Canvas {
  var canvas = Canvas(Size(width: width, height: height), glyphs: glyphs)
  pane.draw(session, focused: focused, into: &canvas, area: canvas.bounds)
  return canvas
}

/// Draws a pane at many sizes, down to nothing, and asks for its cursor: nothing may trap, and
/// the cursor must not leave the pane.
func survivesEverySize(_ pane: any Pane, _ session: Session) -> Bool {
  let sizes = [0, 1, 2, 3, 4, 5, 7, 9, 12, 20, 24, 40, 78, 100, 118, 200]
  for width in sizes {
    for height in [0, 1, 2, 3, 4, 5, 6, 8, 10, 22, 60] {
      for tier in GlyphTier.allCases {
        let canvas = drawn(pane, session, width, height, glyphs: tier)
        let cursor = pane.cursor(session, area: canvas.bounds)
        if width > 0, height > 0, let cursor, !canvas.bounds.contains(cursor) { return false }
      }
    }
  }
  return true
}
