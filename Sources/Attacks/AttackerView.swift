import Numeric

/// What is handed out.
public enum ReleaseKind: String, Sendable, CaseIterable {
  /// The synthetic minority rows alone.
  case synthetic
  /// Real and synthetic rows together, unlabeled.
  case augmented
}

/// A table as it was handed out.
public struct Release: Sendable, Equatable {
  /// Whether real rows are among the released ones.
  public let kind: ReleaseKind
  /// The rows of the oversampled class, in release units.
  public let minority: Matrix
  /// The rows of all other classes; none in a synthetic release.
  public let others: Matrix
  /// One per column.
  public let columnNames: [String]

  /// - Precondition: both matrices are as wide as there are names; this is not checked.
  public init(kind: ReleaseKind, minority: Matrix, others: Matrix, columnNames: [String]) {
    self.kind = kind
    self.minority = minority
    self.others = others
    self.columnNames = columnNames
  }
}

/// Something beyond the release that an attack asks to be told.
public enum Knowledge: String, Sendable, CaseIterable {
  /// k and the ratio the release was made with.
  case oversamplingSettings
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

  /// - Parameter settings: only for an attack whose `needs` name them.
  public init(release: Release, settings: KnownSettings? = nil) {
    self.release = release
    self.settings = settings
  }
}
