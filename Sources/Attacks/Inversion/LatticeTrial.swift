import Jobs
import Numeric

/// Tries lattices on a sample of the rows: how many lie between no two lattice points?
struct LatticeTrial {
  private let rows: Matrix
  private let sample: [Int]
  private let context: RunContext<AttackUpdate>

  /// Rows of the sample.
  private static let most = 200
  /// With fewer columns in which the parents differ, a row fits too much.
  private static let enoughColumns = 3

  init(_ rows: Matrix, in context: RunContext<AttackUpdate>) {
    self.rows = rows
    self.context = context
    let stride = max(1, rows.rows / Self.most)
    sample = Array(Swift.stride(from: 0, to: rows.rows, by: stride))
  }

  /// What became of the rows of a sample.
  struct Outcome {
    /// Rows that fit.
    var fitting: [Int] = []
    /// Rows that do not.
    var failing: [Int] = []
    /// Rows that are lattice points, or so nearly that they say nothing.
    var silent: [Int] = []

    /// Of the rows that say something; nil if none does.
    var failShare: Double? {
      let said = fitting.count + failing.count
      return said == 0 ? nil : Double(failing.count) / Double(said)
    }
  }

  /// - Parameter numbers: rows to try; nil for the sample.
  func outcome(_ lattice: Lattice, _ numbers: [Int]? = nil) throws -> Outcome {
    let numbers = numbers ?? sample
    let inverter = RowInverter(lattice, rows: rows, looksFar: false)
    var outcome = Outcome()
    for (row, answer) in zip(numbers, try inverter.invert(rows, numbers, in: context)) {
      switch answer {
      case .offLattice: outcome.failing.append(row)
      case .line(let line) where line.active >= Self.enoughColumns: outcome.fitting.append(row)
      default: outcome.silent.append(row)
      }
    }
    return outcome
  }
}

extension LatticeTrial {
  /// The grid of so many decimals, or nil where it is too fine to tell parents.
  func decimalGrid(_ column: Int, _ decimals: Int) -> ColumnGrid? {
    let range = rows.range(ofColumn: column)
    let largest = max(abs(range.lowerBound), abs(range.upperBound))
    guard let step = Double("1e-\(decimals)"),
      (range.upperBound - range.lowerBound) / step <= Double(Lattice.mostSteps)
    else { return nil }
    return ColumnGrid.multiples(of: step, largest: largest)
  }
}
