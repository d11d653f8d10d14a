import Attacks
import Experiments
import Jobs
import Numeric
import Oversampling
import Parameters
import Tabular

/// Oversampled tables.
extension AuditTables {
  /// Methods drawn from: those that leave lines, planes, boxes or copies. Planes and boxes show
  /// only in some tables, so these two are drawn for such tables only: boxes where real rows have
  /// few digits, both without noise or rounding.
  package static let methods = [
    "smote", "smote", "smote", "borderline-smote-1", "borderline-smote-2", "svm-smote",
    "kmeans-smote", "adasyn", "smote-nc", "random", "smote-tomek", "smote-enn",
    "safe-level-smote", "mwmote", "triangle", "smote-per-feature",
  ]

  private enum Shape: String, CaseIterable {
    case continuous, integers, mixed, decimals
    case oneHot = "one-hot"
  }

  /// A table with made rows, drawn at random; a draw that the method refuses is drawn again.
  package mutating func made() throws -> AuditTable {
    while true {
      if let table = try madeOnce() { return table }
    }
  }

  private mutating func madeOnce() throws -> AuditTable? {
    let method = pick(Self.methods)
    var shape = pick(Shape.allCases)
    if method == "smote-per-feature", shape != .integers { shape = .decimals }
    if method == "triangle", shape == .oneHot { shape = .decimals }
    let rows = whole(30...300)
    let width = max(whole(3...20), method == "smote-per-feature" ? 6 : 3)
    let others = whole(rows...(3 * rows))
    let real = realRows(shape, rows + others, width, method == "smote-nc")
    let labels = (0..<rows + others).map { $0 < rows ? "case" : "control" }
    let dataset = try Self.dataset(real.matrix, real.texts, labels)
    var plan = ExperimentPlan()
    plan.method = method == "triangle" ? "smote" : method
    guard let type = OversamplerCatalog.named(plan.method) else { return nil }
    plan.parameters = ParameterValues(type.parameters)
    let k = whole(2...10)
    if type.parameters.contains(where: { $0.name == "k" }) {
      try plan.parameters.set("k", to: .integer(k))
    }
    let spans = ["triangle", "smote-per-feature", "random"].contains(method)
    let isSynthetic = !spans && random.uniform() < 0.4
    let ratio = random.uniform(isSynthetic ? 2 : 1, 8)
    plan.goal = .ratio(ratio)
    plan.seed = random.bits()
    plan.release = isSynthetic ? .synthetic : .augmented
    let defence = try defences(method, shape, real.decimals, &plan)
    let data = try PreparedData(dataset, Preparation(minority: "case"))
    guard let publication = try? Publication.make(plan, from: data, in: .unattended()) else {
      return nil
    }
    guard publication.synthetic.rows.rows >= rows / 2 else { return nil }
    return AuditTable(
      name: "\(method) k \(k) r \(ratio.rounded()) \(shape.rawValue) \(rows)x\(width) "
        + "\(plan.release.rawValue) \(defence)",
      bytes: try Self.file(publication, data, isSynthetic: isSynthetic), isMade: true,
      kind: isSynthetic ? .synthetic : .augmented,
      reference: try Self.csv(real.matrix, classes: labels, texts: real.texts))
  }

  /// Light defences, or none: the sort that changes no analysis.
  private mutating func defences(
    _ method: String, _ shape: Shape, _ decimals: Int?, _ plan: inout ExperimentPlan
  ) throws -> String {
    var names: [String] = []
    func add(_ name: String, _ settings: [String: String]) throws {
      guard let type = DefenceCatalog.named(name) else { return }
      plan.defences.append(
        Selection(name: name, values: try ParameterValues(type.parameters, texts: settings)))
    }
    if method == "triangle" { try add("triangle", [:]) }
    let isExactOnly = ["triangle", "smote-per-feature", "random"].contains(method)
    let draw = random.uniform()
    if !isExactOnly, draw < 0.2 {
      let digits = max(4, (decimals ?? 3) + 2)
      try add("round", ["decimals": "\(digits)"])
      names.append("round \(digits)")
    } else if !isExactOnly, draw < 0.3 {
      let rows = pick(["all", "synthetic"])
      try add("noise", ["share": "0.00001", "rows": rows])
      names.append("noise 1e-5 \(rows)")
    }
    if random.uniform() < 0.4 {
      try add("shuffle", [:])
      names.append("shuffle")
    }
    return names.joined(separator: ", ")
  }

  private struct RealRows {
    let matrix: Matrix
    let texts: [(name: String, values: [String])]
    /// Most digits after the point; nil for doubles.
    let decimals: Int?
  }

  private mutating func realRows(
    _ shape: Shape, _ rows: Int, _ width: Int, _ hasTexts: Bool
  ) -> RealRows {
    var matrix = correlated(rows, width)
    var most: Int? = 0
    let categories = shape == .oneHot ? min(width - 2, 6) : 0
    for column in 0..<width {
      let scale = pick([1.0, 5, 20, 100, 400])
      let shift = random.uniform(-3, 30)
      let decimals: Int? =
        switch shape {
        case .continuous: nil
        case .integers: 0
        case .mixed: pick([0, 0, 1, 2, nil])
        case .decimals, .oneHot: whole(1...4)
        }
      most = decimals.flatMap { digits in most.map { max(digits, $0) } }
      for row in 0..<rows {
        let value = scale * (matrix[row, column] + shift)
        matrix[row, column] = Self.round(decimals == 0 ? 5 * value : value, decimals)
      }
    }
    if categories > 0 {
      for row in 0..<rows {
        let level = random.integer(below: categories)
        for column in 0..<categories { matrix[row, column] = column == level ? 1 : 0 }
      }
    }
    let texts = hasTexts ? [(name: "ward", values: wards(rows))] : []
    return RealRows(matrix: matrix, texts: texts, decimals: most)
  }

  private mutating func wards(_ rows: Int) -> [String] {
    (0..<rows).map { _ in pick(["east", "north", "west"]) }
  }

  private static func dataset(
    _ matrix: Matrix, _ texts: [(name: String, values: [String])], _ labels: [String]
  ) throws -> Dataset {
    let bytes = try csv(matrix, classes: labels, texts: texts)
    return try TableReader.read(
      FileBytes(bytes), fileName: "real.csv", options: ReadOptions(), in: .unattended()
    ).dataset
  }

  /// The release, with texts where the method keeps categories.
  private static func file(
    _ publication: Publication, _ data: PreparedData, isSynthetic: Bool
  ) throws -> [UInt8] {
    let released = publication.released
    let shown = released.origins.indices.filter { !isSynthetic || !released.origins[$0].isReal }
    let rows = released.features.rows(shown)
    let texts = data.layout.categories.filter { !$0.levels.isEmpty }
    let hasTexts = texts.allSatisfy { group in
      (0..<rows.rows).allSatisfy { row in
        group.columns.allSatisfy { rows[row, $0] == 0 || rows[row, $0] == 1 }
      }
    }
    let hidden = hasTexts ? Set(texts.flatMap { Array($0.columns) }) : []
    let numbers = (0..<rows.columns).filter { !hidden.contains($0) }
    return try csv(
      rows.columns(numbers), names: numbers.map { data.columnNames[$0] },
      classes: shown.map { data.classNames[Int(released.labels[$0])] },
      texts: hasTexts
        ? texts.map { group in
          (
            group.name,
            (0..<rows.rows).map { row in
              let place = group.columns.first { rows[row, $0] == 1 } ?? group.columns.lowerBound
              return group.levels[place - group.columns.lowerBound]
            }
          )
        } : [])
  }
}
