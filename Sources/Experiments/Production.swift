import Jobs
import Numeric
import Oversampling
import Parameters

/// Makes a release by a plan: defences of the parents, the method under the defences' recipe, then
/// what else was asked for, then the defences of the release.
struct Production {
  /// A release, with synthetic rows numbered as they were made.
  struct Product: Sendable {
    let demands: [ClassDemand]
    /// As encoded features, before the defences of the release.
    let synthetic: SyntheticRows
    let released: ReleaseDraft
    let groups: [[Int]]?
    /// The encoded columns that attacks work on.
    let surfaceColumns: [Int]
    /// The categories that are no encoded columns to the attacks.
    let categories: [CategoryColumn]
  }

  private let plan: ExperimentPlan
  private let data: PreparedData
  private let method: any Oversampler.Type
  /// What the encoded columns are; worked out once, as it takes a look at every value.
  private let columns: [ReleaseColumn]
  private let defences: [(type: any Defence.Type, defence: any Defence)]

  init(_ plan: ExperimentPlan, _ data: PreparedData) throws {
    guard let method = OversamplerCatalog.named(plan.method) else {
      throw PlanError.unknownMethod(plan.method, known: OversamplerCatalog.all.map { $0.name })
    }
    self.plan = plan
    self.data = data
    self.method = method
    columns = Self.columns(of: data)
    defences = try plan.defences.map { selection in
      guard let type = DefenceCatalog.named(selection.name) else {
        throw PlanError.unknownDefence(
          selection.name, known: DefenceCatalog.all.map { $0.name })
      }
      return (type, try type.init(selection.values))
    }
  }

  func run(in context: RunContext<Fraction>) throws -> Product {
    let demands = try plan.goal.demands(data.classSizes)
    let isGiven = plan.given != GivenNeighbors()
    if isGiven, demands.count > 1 { throw PlanError.givenForSeveral(count: demands.count) }
    let input = MethodInput(data, for: method.input)
    let parents = try ParentRows(
      input.training, demands, defences.map(\.defence), in: context)
    let request = OversamplingRequest(
      training: parents.training, demands: demands, seed: plan.seed, seedStyle: plan.seedStyle,
      recipe: try recipe(), given: plan.given)
    let made = try made(request, fromGroups: parents.groups != nil, in: context)
    let rows = kept(input.encoded(made.rows))
    try refuseOverflow(in: rows)
    let synthetic = SyntheticRows(
      rows: rows, labels: made.labels, parents: made.parents,
      removed: made.removed.flatMap { parents.groups?[$0] ?? [$0] }.sorted(),
      remarks: made.remarks + fractions(in: rows))
    return Product(
      demands: demands, synthetic: synthetic,
      released: try defended(draft(with: synthetic), in: context), groups: parents.groups,
      surfaceColumns: input.surfaceColumns, categories: input.categories)
  }

  /// A sum of squares overflows long before the values themselves do.
  private func refuseOverflow(in rows: Matrix) throws(PlanError) {
    guard let place = rows.storage.firstIndex(where: { !$0.isFinite }) else { return }
    throw .notFinite(method: method.name, column: data.columnNames[place % rows.columns])
  }

  /// A method for numbers draws between yes and no too.
  private func fractions(in rows: Matrix) -> [OversamplingRemark] {
    let concerned = data.layout.categories.filter { group in
      group.columns.contains { column in
        let range = columns[column].range
        return (0..<rows.rows).contains { row in
          let value = rows[row, column]
          return value != range.lowerBound && value != range.upperBound
        }
      }
    }
    guard !concerned.isEmpty else { return [] }
    let names = concerned.prefix(4).map { "'\($0.name)'" }.joined(separator: ", ")
    let more = concerned.count > 4 ? " and \(concerned.count - 4) more" : ""
    return [
      .note(
        "\(names)\(more) count\(concerned.count == 1 ? "s" : "") as zeros and ones, and \(method.title) leaves fractions in \(concerned.count == 1 ? "it" : "them"); "
          + "SMOTE-NC keeps categories", setting: nil)
    ]
  }

  private func made(
    _ request: OversamplingRequest, fromGroups: Bool, in context: RunContext<Fraction>
  ) throws -> SyntheticRows {
    let oversampler = try method.init(plan.parameters)
    do {
      return try plan.isExact
        ? ExactCounts(oversampler).synthesize(request, in: context)
        : oversampler.synthesize(request, in: context)
    } catch OversamplingError.classTooSmall(let name, let size, let k) where fromGroups {
      throw OversamplingError.tooFewGroups(className: name, groups: size, k: k)
    }
  }

  private func recipe() throws -> DrawingRecipe {
    var recipe = DrawingRecipe()
    for (type, defence) in defences {
      let before = recipe
      defence.adjust(&recipe)
      if recipe != before, !method.drawsLines {
        throw OversamplingError.drawsNoLines(method: method.title, defence: type.title)
      }
    }
    return recipe
  }

  // MARK: - The release

  private static func columns(of data: PreparedData) -> [ReleaseColumn] {
    let isNumber = Set(data.layout.numberColumns)
    return data.columnNames.indices.map { column in
      ReleaseColumn(
        name: data.columnNames[column], decimals: data.decimals[column],
        range: data.features.range(ofColumn: column), isNumber: isNumber.contains(column))
    }
  }

  /// Synthetic values as whole numbers and within range, where that was asked for.
  private func kept(_ rows: Matrix) -> Matrix {
    guard plan.keepsIntegers || plan.keepsRange else { return rows }
    var kept = rows
    for (column, facts) in columns.enumerated() where facts.isNumber {
      let isWhole = plan.keepsIntegers && facts.decimals == 0
      guard isWhole || plan.keepsRange else { continue }
      for row in 0..<kept.rows {
        if isWhole { kept[row, column] = kept[row, column].rounded() }
        if plan.keepsRange {
          kept[row, column] = min(
            max(kept[row, column], facts.range.lowerBound),
            facts.range.upperBound)
        }
      }
    }
    return kept
  }

  private func draft(with synthetic: SyntheticRows) -> ReleaseDraft {
    let removed = Set(synthetic.removed)
    let real = data.labels.indices.filter { !removed.contains($0) }
    let features = removed.isEmpty ? data.features : data.features.rows(real)
    return ReleaseDraft(
      features: features.stacked(on: synthetic.rows),
      labels: real.map { data.labels[$0] } + synthetic.labels,
      origins: real.map { .real($0) } + synthetic.labels.indices.map { .synthetic($0) },
      columns: columns)
  }

  /// Each defence has a stream of its own, so that one more or less does not change what the
  /// others draw.
  private func defended(
    _ draft: ReleaseDraft, in context: RunContext<Fraction>
  ) throws -> ReleaseDraft {
    var draft = draft
    for (place, entry) in defences.enumerated() {
      try context.checkCancellation()
      let before = plan.defences[..<place].count { $0.name == entry.type.name }
      var random = NumPyRandom(
        seed: Self.stream(of: entry.type.name, number: before, plan.seed))
      try entry.defence.treat(&draft, random: &random, in: context)
    }
    return draft
  }

  /// The seed of a defence's stream: FNV-1a over its name, its number among those of that name and
  /// the seed of the plan.
  private static func stream(of name: String, number: Int, _ seed: UInt32) -> UInt32 {
    "\(name) \(number) \(seed)".utf8.reduce(0x811c_9dc5) { hash, byte in
      (hash ^ UInt32(byte)) &* 0x0100_0193
    }
  }
}
