import Numeric

/// What is handed out.
public enum ReleaseKind: String, Sendable, CaseIterable {
  /// The synthetic minority rows alone.
  case synthetic
  /// Real and synthetic rows together, unlabeled.
  case augmented
}

extension ReleaseKind {
  /// The same in a threat model.
  public var handedOut: ThreatModel.Released { self == .synthetic ? .synthetic : .augmented }
}

/// Columns of a release that hold categories, beside those that hold numbers.
public struct ReleasedCategories: Sendable, Equatable {
  /// Names of the columns.
  public let names: [String]
  /// The levels of each column.
  public let levels: [[String]]
  /// Number of the level, row-major: one row per minority row of the release.
  public let codes: [Int32]

  /// - Parameters:
  ///   - names, levels: one per column.
  ///   - codes: minority rows × columns, row-major.
  public init(names: [String], levels: [[String]], codes: [Int32]) {
    self.names = names
    self.levels = levels
    self.codes = codes
  }

  /// The level of a row. O(1).
  public func code(row: Int, column: Int) -> Int { Int(codes[row * names.count + column]) }
}

/// A table as it was handed out.
public struct Release: Sendable, Equatable {
  /// Whether real rows are among the released ones.
  public let kind: ReleaseKind
  /// The rows of the oversampled class, in release units and in the order of the file.
  public let minority: Matrix
  /// The rows of all other classes; none in a synthetic release.
  public let others: Matrix
  /// One per column.
  public let columnNames: [String]
  /// The columns that hold categories, where the method keeps them apart from the numbers.
  public let categories: ReleasedCategories?

  /// - Precondition: both matrices are as wide as there are names; this is not checked.
  public init(
    kind: ReleaseKind, minority: Matrix, others: Matrix, columnNames: [String],
    categories: ReleasedCategories? = nil
  ) {
    self.kind = kind
    self.minority = minority
    self.others = others
    self.columnNames = columnNames
    self.categories = categories
  }
}

/// Something beyond the release that an attack asks to be told.
public enum Knowledge: String, Sendable, CaseIterable {
  /// k and the ratio the release was made with.
  case oversamplingSettings
  /// The step of the values in each column, as a data dictionary states it (whole years, hundredths).
  case columnSteps
  /// Rows of the other classes, which are often public or released as they are.
  case otherRows
  /// Seeds worth a try.
  case seeds
}

/// The settings of the oversampler, for attacks that assume they are known.
public struct KnownSettings: Sendable, Equatable {
  /// Neighbors that a second parent was drawn from.
  public let k: Int
  /// Synthetic over real minority rows.
  public let ratio: Double

  /// - Parameters:
  ///   - k: 1 or more.
  ///   - ratio: synthetic over real minority rows, above 0.
  public init(k: Int, ratio: Double) {
    self.k = k
    self.ratio = ratio
  }
}

/// All that an attacker may look at. Ground truth is deliberately not here.
public struct AttackerView: Sendable {
  /// What was handed out, to everybody alike.
  public let release: Release
  /// Only for attacks that need it.
  public let settings: KnownSettings?
  /// Step of the real values in each column, 0 where unknown; only for attacks that need it.
  public let columnSteps: [Double]?
  /// Rows of the other classes, for attacks on synthetic rows that need them.
  public let otherRows: Matrix?
  /// Values of `random_state` to try; only for attacks that need it.
  public let seeds: [UInt32]
  /// Real minority records that are known already, in release units: another attack found them, or
  /// they are public. An attack starts from them and does not claim them again.
  public let known: Matrix?

  /// - Parameters:
  ///   - settings, columnSteps, otherRows, seeds: only for an attack whose `needs` name them.
  ///   - known: one row per record, as wide as the release.
  public init(
    release: Release, settings: KnownSettings? = nil, columnSteps: [Double]? = nil,
    otherRows: Matrix? = nil, seeds: [UInt32] = [], known: Matrix? = nil
  ) {
    self.release = release
    self.settings = settings
    self.columnSteps = columnSteps
    self.otherRows = otherRows
    self.seeds = seeds
    self.known = known
  }

  /// The same view with other records known. O(1).
  public func knowing(_ records: Matrix?) -> AttackerView {
    AttackerView(
      release: release, settings: settings, columnSteps: columnSteps, otherRows: otherRows,
      seeds: seeds, known: records)
  }
}
