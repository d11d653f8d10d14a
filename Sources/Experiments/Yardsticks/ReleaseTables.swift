import Attacks
import Measures
import Numeric
import Oversampling
import Tabular

/// The tables that measures and attacks on people compare: the people that a release was made from,
/// what was released, and people who were kept apart.
///
/// The columns are the features of the file, in its order and in the units of the release; the
/// class is not among them. A category is one column of words where the released rows keep to its
/// levels; where the method left fractions between levels, it is the columns of numbers that were
/// released, one per level. A word for yes or no is 1 or 0.
public struct ReleaseTables: Sendable {
  /// Real people that the release was made from.
  public let training: Dataset
  /// The rows released: of an augmented release the real ones among them.
  public let release: Dataset
  /// Real people that nothing was made from; nil if none of these classes were kept apart.
  public let holdout: Dataset?
  /// Row of the file, from 0, of each row of `training`.
  public let fileRows: [Int]
  /// What the user should know of the columns, in sentences.
  public let remarks: [String]
  /// The columns that each feature of the file became.
  private let columns: [String: [String]]
  private let featureNames: [String]

  /// The tables about the people that `model` asks about.
  ///
  /// An augmented release has the real rows in it, so everything finds copies there; of a synthetic
  /// one only the synthetic rows are there, and of a class that nothing was made of none.
  /// O(rows × columns).
  ///
  /// - Throws: `DatasetError` if two columns come to the same name.
  public init(
    _ publication: Publication, _ data: PreparedData, for model: ThreatModel = ThreatModel()
  ) throws(DatasetError) {
    let isMinority = model.targets == .minority
    func isAsked(_ label: Int32) -> Bool { (label == data.minorityCode) == isMinority }
    let released = publication.released
    let shown = released.origins.indices.filter { row in
      isAsked(released.labels[row])
        && (model.released == .augmented || !released.origins[row].isReal)
    }
    let real = isMinority ? data.minorityRows : data.otherRows
    let kept = data.holdout.labels.indices.filter { isAsked(data.holdout.labels[$0]) }
    let parts = [
      data.features.rows(real), released.features.rows(shown), data.holdout.features.rows(kept),
    ]
    let columns = TableColumns(data, real: [parts[0], parts[2]], released: parts[1])
    training = try columns.table(parts[0])
    release = try columns.table(parts[1])
    holdout = kept.isEmpty ? nil : try columns.table(parts[2])
    fileRows = real.map { data.sourceRows[$0] }
    remarks = columns.remarks
    self.columns = columns.names
    featureNames = data.layout.groups.map(\.name)
  }

  /// What measures are taken of.
  ///
  /// - Parameters:
  ///   - quasiIdentifiers, sensitive: features of the file, by name.
  ///   - known: how the quasi-identifiers are chosen; `named` takes them as they are.
  /// - Throws: `PlanError.unknownColumn`, `MeasureError` for a release without rows.
  public func input(
    quasiIdentifiers: [String] = [], sensitive: [String] = [],
    columns known: KnownColumns = .named, seed: UInt32 = 0
  ) throws -> MeasureInput {
    guard release.rowCount > 0 else {
      throw MeasureError.notApplicable(
        measure: "Measuring",
        because: "nothing of the people asked about is released; release real and synthetic rows "
          + "together, or ask about the minority")
    }
    return try MeasureInput(
      training: training, synthetic: release, holdout: holdout,
      quasiIdentifiers: names(of: quasiIdentifiers), sensitive: names(of: sensitive),
      columns: known,
      seed: seed)
  }

  /// What attacks that guess about people play with.
  ///
  /// - Parameters:
  ///   - known, secret: features of the file, by name; empty for the attack's own choice.
  ///   - generator: the program that made the release, if the attacker has it.
  /// - Throws: `PlanError.unknownColumn`.
  public func game(
    known: [String] = [], secret: [String] = [], seed: UInt32 = 0,
    generator: GeneratorAccess? = nil
  ) throws(PlanError) -> RiskGame {
    RiskGame(
      training: training, release: release, holdout: holdout, known: try names(of: known),
      secret: try names(of: secret), seed: seed, generator: generator)
  }

  /// The columns of the tables that features of the file became.
  private func names(of features: [String]) throws(PlanError) -> [String] {
    var names: [String] = []
    for feature in features {
      guard let own = columns[feature] else {
        throw .unknownColumn(feature, known: featureNames)
      }
      names += own
    }
    return names
  }
}
