import Tabular

/// How a dataset is made ready: everything that is decided before a method is chosen.
public struct Preparation: Sendable, Equatable {
  /// The class to grow; nil for the rarest.
  public var minority: String?
  /// How columns are scaled; fitted on the training part.
  public var scaling = Scaling.none
  /// What is put in place of missing values; worked out from the training part.
  public var imputation = Imputation.none
  /// Share of each class that is kept apart as a holdout, 0 to 0.9: real rows that nothing is made
  /// of, the control of every attack and measure.
  public var holdout = 0.0
  /// Rows of the file that are the holdout in place of a share, from 0; empty for a share.
  public var holdoutRows: [Int] = []
  /// Share of each class that is kept apart for judging classifiers, 0 to 0.9.
  public var test = 0.0
  /// Decides which rows are kept apart.
  public var splitSeed: UInt32 = 0
  /// Number columns that are categories in truth.
  public var categories: [String] = []

  /// The whole file, with no gap filled.
  ///
  /// - Parameters:
  ///   - minority: the class to grow; nil for the rarest.
  ///   - scaling: how columns are scaled.
  public init(minority: String? = nil, scaling: Scaling = .none) {
    self.minority = minority
    self.scaling = scaling
  }

  /// What `holdout` may be, and `test`, and both together.
  public static let holdoutRange = 0.0...0.9
}
