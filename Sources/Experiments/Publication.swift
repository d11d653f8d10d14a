import Attacks
import Jobs
import Numeric
import Oversampling
import Parameters

/// What was made of a dataset, what of it is released, and what is true of it.
public struct Publication: Sendable {
  /// Real rows the attacks are about: those of the minority class, as positions in the data.
  public let minorityRows: [Int]
  /// The synthetic rows of all classes as they are released, with the parents that nobody else is
  /// told of; rows that a defence took out are not among them.
  public let synthetic: SyntheticRows
  /// Everything that is released, in the order of the file: real and synthetic rows of all classes.
  /// Its origins number the rows of the data and of `synthetic`.
  public let released: ReleaseDraft
  /// k and the ratio it was made with.
  public let settings: KnownSettings
  /// The rows to make that were asked for, per class.
  public let demands: [ClassDemand]
  /// What the user should know of how it went.
  public var remarks: [OversamplingRemark] { synthetic.remarks }
  /// The release without the real rows, as an attacker sees it, and what is true of it.
  public let syntheticView: ReleasedView
  /// The whole release, likewise.
  public let augmentedView: ReleasedView
  /// Names of the columns that the attacks work on.
  public var columnNames: [String] { augmentedView.release.columnNames }
  /// Step of the real values in each column that attacks work on, as a data dictionary would state
  /// it: 0.01 for values with two decimals; 0 where it is not known, as for scaled columns.
  public let columnSteps: [Double]
  /// Real rows that stand behind each parent, where parents are groups of records.
  private let groups: [[Int]]?
  private let records: UniqueRecords

  /// Oversamples `data` by `plan`.
  ///
  /// - Throws: `PlanError`, `ParameterError`, `OversamplingError`, `CancellationError`.
  public static func make(
    _ plan: ExperimentPlan, from data: PreparedData, in context: RunContext<Fraction>
  ) throws -> Publication {
    let product = try Production(plan, data).run(in: context)
    // Nothing but copying and hashing, too long to wait for with a million rows.
    return try abandonable(in: context) { Publication(product, plan, data) }
  }

  init(_ product: Production.Product, _ plan: ExperimentPlan, _ data: PreparedData) {
    let minority = data.minorityRows
    minorityRows = minority
    demands = product.demands
    groups = product.groups
    columnSteps = product.surfaceColumns.map { column in
      data.decimals[column].flatMap { Double("1e-\($0)") } ?? 0
    }
    (released, synthetic) = Self.renumbered(product)
    let records = UniqueRecords(
      data.features.rows(minority).columns(product.surfaceColumns), rows: minority)
    self.records = records
    let count = synthetic.labels.reduce(0) { $0 + ($1 == data.minorityCode ? 1 : 0) }
    settings = KnownSettings(
      k: plan.parameters.integer("k"), ratio: Double(count) / Double(max(1, minority.count)))
    let parents = Self.parents(synthetic, product.groups, data)
    let views = ReleasedView.Maker(
      released: released,
      touched: Set(parents.compactMap { records.recordOfRow($0) }),
      otherParents: parents.filter { records.recordOfRow($0) == nil },
      tolerance: Blur(product, scales: data.scales).tolerance, records: records, data: data,
      surface: product.surfaceColumns, categories: product.categories)
    syntheticView = views.view(.synthetic)
    augmentedView = views.view(.augmented)
  }

  /// Real minority records, each once.
  public var uniqueRecords: Int { records.rows.rows }

  /// Share of the unique records that at least one released synthetic row was made from.
  public var touched: Double {
    Double(syntheticView.truth.touched.count) / Double(max(1, records.rows.rows))
  }

  /// What an attacker sees of a release of one kind, and what is true of it. O(1).
  public func view(_ kind: ReleaseKind) -> ReleasedView {
    kind == .synthetic ? syntheticView : augmentedView
  }

  /// The release of one kind. O(1).
  public func release(_ kind: ReleaseKind) -> Release { view(kind).release }

  /// What is true of the release of one kind. O(1).
  public func truth(_ kind: ReleaseKind) -> GroundTruth { view(kind).truth }

  /// What an attack gets to see of a release of one kind.
  ///
  /// - Parameters:
  ///   - needs: what it is told beyond the release.
  ///   - seeds: those it may try, if it asks for them.
  public func attackerView(
    _ kind: ReleaseKind, telling needs: Set<Knowledge>, seeds: [UInt32]
  ) -> AttackerView {
    AttackerView(
      release: release(kind), settings: needs.contains(.oversamplingSettings) ? settings : nil,
      columnSteps: needs.contains(.columnSteps) ? columnSteps : nil,
      otherRows: needs.contains(.otherRows) ? augmentedView.release.others : nil,
      seeds: needs.contains(.seeds) ? seeds : [])
  }

  /// The rows of the data that stand behind a parent: itself, or all records of its group.
  public func dataRows(ofParent parent: Int32) -> [Int] {
    groups.map { $0[Int(parent)] } ?? [Int(parent)]
  }

  /// Numbers the synthetic rows anew, in the order they were made, without those taken out.
  private static func renumbered(
    _ product: Production.Product
  ) -> (ReleaseDraft, SyntheticRows) {
    var place = [Int](repeating: -1, count: product.synthetic.rows.rows)
    for (position, origin) in product.released.origins.enumerated() {
      if case .synthetic(let number) = origin { place[number] = position }
    }
    let kept = place.indices.filter { place[$0] >= 0 }
    var number = [Int](repeating: -1, count: place.count)
    for (new, old) in kept.enumerated() { number[old] = new }
    var released = product.released
    released.origins = released.origins.map { origin in
      if case .synthetic(let old) = origin { .synthetic(number[old]) } else { origin }
    }
    let made = product.synthetic
    let synthetic = SyntheticRows(
      rows: released.features.rows(kept.map { place[$0] }), labels: kept.map { made.labels[$0] },
      parents: kept.map { made.parents[$0] }, removed: made.removed, remarks: made.remarks)
    return (released, synthetic)
  }

  /// Rows of the data that a synthetic row of the minority class was made from, ascending.
  private static func parents(
    _ synthetic: SyntheticRows, _ groups: [[Int]]?, _ data: PreparedData
  ) -> [Int] {
    var parents = Set<Int32>()
    for (row, parentage) in synthetic.parents.enumerated()
    where synthetic.labels[row] == data.minorityCode {
      parents.insert(parentage.base)
      parents.insert(parentage.neighbor)
      for further in parentage.further { parents.insert(further.row) }
    }
    return Set(parents.flatMap { groups?[Int($0)] ?? [Int($0)] }).sorted()
  }
}
