import Experiments
import Numeric

/// Small prepared data for tests.
package enum TinyFeatures {
  /// Rows of class `common`, then rows of class `rare`.
  package static func data(
    minority: Matrix, majority: Matrix, grow: String? = nil, scaling: Scaling = .none
  ) throws -> PreparedData {
    try PreparedData(
      majority.stacked(on: minority), names: (0..<minority.columns).map { "x\($0)" },
      decimals: Array(repeating: nil, count: minority.columns),
      labels: Array(repeating: 0, count: majority.rows)
        + Array(repeating: 1, count: minority.rows),
      classNames: ["common", "rare"], Preparation(minority: grow, scaling: scaling))
  }
}
