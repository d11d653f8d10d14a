import Attacks
import Jobs
import Numeric
import Oversampling
import Parameters

/// What was made of a dataset, what of it is released, and what is true of it.
public struct Publication: Sendable {
  /// Real rows the attacks are about: those of the minority class, as positions in the data.
  public let minorityRows: [Int]
  /// The rows made, with the parents that nobody else is told of.
  public let synthetic: SyntheticRows
  /// k and the ratio it was made with.
  public let settings: KnownSettings
  private let data: PreparedData
  private let records: UniqueRecords
  private let touchedRecords: Set<Int>

  /// Oversamples the minority class of `data` by `plan`.
  ///
  /// - Throws: `PlanError`, `ParameterError`, `OversamplingError`, `CancellationError`.
  public static func make(
    _ plan: ExperimentPlan, from data: PreparedData, in context: RunContext<Fraction>
  ) throws -> Publication {
    guard let method = OversamplerCatalog.named(plan.method) else {
      throw PlanError.unknownMethod(plan.method, known: OversamplerCatalog.all.map { $0.name })
    }
    let minority = data.minorityRows
    let count = try plan.goal.demand(
      minority: minority.count, majority: data.majorityCount, className: data.minorityName)
    let request = OversamplingRequest(
      training: data.training, demands: [ClassDemand(code: data.minorityCode, count: count)],
      seed: plan.seed, givenNeighbors: plan.givenNeighbors)
    let synthetic = try method.init(plan.parameters).synthesize(request, in: context)
    let records = UniqueRecords(data.features.rows(minority), rows: minority)
    return Publication(
      minorityRows: minority, synthetic: synthetic,
      settings: KnownSettings(
        k: plan.parameters.integer("k"), ratio: Double(count) / Double(minority.count)),
      data: data, records: records, touchedRecords: records.parents(of: synthetic))
  }

  /// Real minority records, each once.
  public var uniqueRecords: Int { records.rows.rows }

  /// Share of the unique records that at least one synthetic row was made from.
  public var touched: Double {
    Double(touchedRecords.count) / Double(max(1, records.rows.rows))
  }

  /// The release of one kind: real rows first, as imbalanced-learn appends.
  public func release(_ kind: ReleaseKind) -> Release {
    let real = data.features.rows(minorityRows)
    return Release(
      kind: kind,
      minority: kind == .augmented ? real.stacked(on: synthetic.rows) : synthetic.rows,
      others: kind == .augmented
        ? data.features.rows(data.otherRows) : Matrix(rows: 0, columns: data.features.columns),
      columnNames: data.columnNames)
  }

  /// What is true of the release of one kind.
  public func truth(_ kind: ReleaseKind) -> GroundTruth {
    let copies = (0..<synthetic.rows.rows).map { records.number(of: synthetic.rows, row: $0) }
    let real = kind == .augmented ? records.numbers : []
    return GroundTruth(
      records: records.rows, datasetRows: records.firstRows, recordOfRow: real + copies,
      touched: touchedRecords, scales: data.scales)
  }

}

/// The different real records and which rows of the data are copies of each.
struct UniqueRecords: Sendable {
  let rows: Matrix
  /// First row in the data of each record.
  let firstRows: [Int]
  /// Record number of each minority row, in order.
  let numbers: [Int32]
  private let byRow: [Int: Int]
  private let rowNumbers: RowNumbers

  /// - Parameter rows: where each row of `matrix` stands in the data.
  init(_ matrix: Matrix, rows dataRows: [Int]) {
    rowNumbers = RowNumbers(matrix)
    rows = matrix.rows(rowNumbers.firstRows)
    firstRows = rowNumbers.firstRows.map { dataRows[$0] }
    numbers = rowNumbers.ofRows.map { Int32($0) }
    byRow = Dictionary(uniqueKeysWithValues: zip(dataRows, rowNumbers.ofRows))
  }

  /// The records that at least one synthetic row was made from.
  func parents(of synthetic: SyntheticRows) -> Set<Int> {
    var parents = Set<Int>()
    for pair in synthetic.parents {
      parents.insert(recordOfRow(Int(pair.base)))
      parents.insert(recordOfRow(Int(pair.neighbor)))
    }
    return parents
  }

  /// The record that a row of the data is; -1 for a row of another class.
  private func recordOfRow(_ row: Int) -> Int { byRow[row] ?? -1 }

  /// The record whose exact values a row has, or -1.
  func number(of matrix: Matrix, row: Int) -> Int32 {
    rowNumbers.number(ofRow: row, in: matrix).map { Int32($0) } ?? -1
  }
}
