import Jobs
import Numeric
import Parameters

/// The two directions in which rows vary most.
///
/// Columns are standardized first, so that neither a large unit nor a block of one-hot columns
/// decides the picture. A constant column has no say. The sign of an axis is fixed by its largest
/// weight, so that the picture does not flip between runs.
///
/// Source: Pearson 1901; Hotelling 1933. Status: verified.
public struct PrincipalComponents: Projector {
  /// On the command line.
  public static let name = "pca"
  /// In menus.
  public static let title = "PCA"
  /// In menus and help.
  public static let summary = "The two directions in which the standardized columns vary most."
  /// The paper that named principal components.
  public static let source = Citation(
    "Hotelling: Analysis of a complex of statistical variables, 1933",
    link: "https://doi.org/10.1037/h0071325")
  /// `standardize`: off where all columns have one unit already.
  public static let parameters = [
    ParameterSpec.flag("standardize", default: true, help: "divide each column by its spread first")
  ]

  private let standardizes: Bool

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    standardizes = values.flag("standardize")
  }

  /// The map to the two main axes; all weights are 0 where there is nothing to see.
  ///
  /// - Throws: `CancellationError`.
  /// - Complexity: O(n × m² + m³) with m the smaller of rows and columns and n the larger.
  public func fit(_ rows: Matrix, in context: RunContext<Fraction>) throws -> PlaneMap {
    guard rows.columns <= max(Self.narrow, rows.rows) else { return try wide(rows, in: context) }
    let covariance = try Covariance(of: rows, in: context)
    let width = rows.columns
    let weights = (0..<width).map { column -> Double in
      let spread = covariance.matrix[column, column].squareRoot()
      guard spread > 0 else { return 0 }
      return standardizes ? 1 / spread : 1
    }
    var scaled = covariance.matrix
    for row in 0..<width {
      for column in 0..<width { scaled[row, column] *= weights[row] * weights[column] }
    }
    let matrix = scaled
    guard let eigen = try abandonable(in: context, { SymmetricEigen(matrix) }) else {
      return Self.flat(center: covariance.means)
    }
    let total = eigen.values.reduce(0) { $0 + max(0, $1) }
    func axis(_ rank: Int) -> (weights: [Double], share: Double) {
      guard rank < width, total > 0 else { return (Array(repeating: 0, count: width), 0) }
      let vector = eigen.vectors.row(rank)
      return (zip(vector, weights).map { $0 * $1 }, max(0, eigen.values[rank]) / total)
    }
    let first = axis(0)
    let second = axis(1)
    return PlaneMap(
      center: covariance.means, horizontal: first.weights, vertical: second.weights,
      shares: AxisShares(horizontal: first.share, vertical: second.share))
  }

  /// Columns up to which their number does not matter.
  private static let narrow = 100

  private func wide(_ rows: Matrix, in context: RunContext<Fraction>) throws -> PlaneMap {
    guard let found = try WideComponents(of: rows, standardizes: standardizes, in: context) else {
      return Self.flat(center: [Double](repeating: 0, count: rows.columns))
    }
    let (first, second) = (found.axis(0), found.axis(1))
    return PlaneMap(
      center: found.means, horizontal: first.weights, vertical: second.weights,
      shares: AxisShares(horizontal: first.share, vertical: second.share))
  }

  private static func flat(center: [Double]) -> PlaneMap {
    let none = [Double](repeating: 0, count: center.count)
    return PlaneMap(
      center: center, horizontal: none, vertical: none,
      shares: AxisShares(horizontal: 0, vertical: 0))
  }
}
