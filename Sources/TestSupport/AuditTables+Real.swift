import Attacks
import Experiments
import Foundation
import Numeric
import Oversampling

/// Tables without a made row, of many kinds that could be taken for oversampled ones.
extension AuditTables {
  private enum Sort: String, CaseIterable {
    case independent = "independent columns"
    case gaussian = "correlated columns"
    case grid = "integer grid"
    case likert = "correlated answers on a scale"
    case mixture = "mixture of clusters"
    case walk = "random walk"
    case curve = "smooth curve"
    case duplicates = "rows recorded twice"
    case sums = "columns that are sums of others"
    case shuffled = "oversampled table, columns shuffled"
    case visits = "repeated measurements"
    case averages = "gaps filled with means"
    case ratios = "columns that are ratios"
    case standardized = "standardized integers"
    case interpolated = "one column interpolated"
    case plane = "two columns"
    case design = "factorial design"
    case sources = "two sources with different digits"
    case moving = "moving averages"
  }

  /// A table without a made row, drawn at random.
  package mutating func real() throws -> AuditTable {
    let sort = pick(Sort.allCases)
    let rows = whole(40...500)
    let width = whole(3...20)
    let matrix = try rowsOf(sort, rows, width)
    let hasClasses = random.uniform() < 0.6
    let classes =
      hasClasses
      ? (0..<matrix.rows).map { _ in random.uniform() < 0.3 ? "case" : "control" } : nil
    return AuditTable(
      name: "\(sort.rawValue) \(matrix.rows)x\(matrix.columns)",
      bytes: try Self.csv(matrix, classes: classes), isMade: false)
  }

  private mutating func rowsOf(_ sort: Sort, _ rows: Int, _ width: Int) throws -> Matrix {
    switch sort {
    case .independent:
      let decimals = (0..<width).map { _ in pick([nil, 0, 1, 2, 3]) }
      return filled(rows, width) { random, _, column in
        Self.round(10 * random.normal(), decimals[column])
      }
    case .gaussian: return rounded(correlated(rows, width))
    case .grid:
      let levels = (0..<width).map { _ in whole(2...40) }
      return filled(rows, width) { random, _, column in
        Double(random.integer(below: levels[column]))
      }
    case .likert: return scaled(correlated(rows, width), by: 1.5, decimals: 0)
    case .mixture: return rounded(clusters(rows, width))
    case .walk: return rounded(walk(rows, width))
    case .curve: return rounded(curve(rows, width))
    case .duplicates: return repeated(rounded(correlated(rows, width)))
    case .sums: return sums(rounded(correlated(rows, width)))
    case .shuffled: return try shuffledRelease(rows, width)
    case .visits: return visits(rows, width)
    case .averages: return averaged(rounded(correlated(rows, width)))
    case .ratios: return ratios(rows, width)
    case .standardized: return standardized(scaled(correlated(rows, width), by: 30, decimals: 0))
    case .interpolated: return interpolated(rounded(walk(rows, width)))
    case .plane: return rounded(correlated(rows, 2))
    case .design: return design(rows)
    case .sources: return sources(rows, width)
    case .moving: return moving(walk(rows, width))
    }
  }

  private mutating func filled(
    _ rows: Int, _ width: Int, _ value: (inout NumPyRandom, Int, Int) -> Double
  ) -> Matrix {
    var matrix = Matrix(rows: rows, columns: width)
    for row in 0..<rows {
      for column in 0..<width { matrix[row, column] = value(&random, row, column) }
    }
    return matrix
  }

  private mutating func rounded(_ matrix: Matrix) -> Matrix {
    let decimals = (0..<matrix.columns).map { _ in pick([nil, 0, 1, 2, 3, 4]) }
    let isAlike = random.uniform() < 0.5
    var result = matrix
    for row in 0..<matrix.rows {
      for column in 0..<matrix.columns {
        result[row, column] = Self.round(
          10 * matrix[row, column], decimals[isAlike ? 0 : column])
      }
    }
    return result
  }

  private func scaled(_ matrix: Matrix, by factor: Double, decimals: Int?) -> Matrix {
    Matrix(
      rows: matrix.rows, columns: matrix.columns,
      storage: matrix.storage.map { Self.round(factor * $0, decimals) })
  }

  private mutating func clusters(_ rows: Int, _ width: Int) -> Matrix {
    let centers = correlated(whole(2...6), width)
    return filled(rows, width) { random, row, column in
      3 * centers[row % centers.rows, column] + random.normal()
    }
  }

  private mutating func walk(_ rows: Int, _ width: Int) -> Matrix {
    var matrix = filled(rows, width) { random, _, _ in random.normal() }
    for row in 1..<rows {
      for column in 0..<width {
        matrix[row, column] = 0.95 * matrix[row - 1, column] + 0.3 * matrix[row, column]
      }
    }
    return matrix
  }

  private mutating func curve(_ rows: Int, _ width: Int) -> Matrix {
    let phases = (0..<width).map { _ in random.uniform(0, 6) }
    let speeds = (0..<width).map { _ in random.uniform(0.2, 3) }
    return filled(rows, width) { _, row, column in
      sin(phases[column] + speeds[column] * 6 * Double(row) / Double(rows))
    }
  }

  private mutating func repeated(_ matrix: Matrix) -> Matrix {
    let count = matrix.rows * whole(5...20) / 100
    return matrix.stacked(
      on: matrix.rows((0..<count).map { _ in random.integer(below: matrix.rows) }))
  }

  private mutating func sums(_ matrix: Matrix) -> Matrix {
    let extra = whole(1...3)
    let pairs = (0..<extra).map { _ in
      (random.integer(below: matrix.columns), random.integer(below: matrix.columns))
    }
    var result = Matrix(rows: matrix.rows, columns: matrix.columns + extra)
    for row in 0..<matrix.rows {
      for column in 0..<matrix.columns { result[row, column] = matrix[row, column] }
      for (place, pair) in pairs.enumerated() {
        result[row, matrix.columns + place] = matrix[row, pair.0] + matrix[row, pair.1]
      }
    }
    return result
  }

  private mutating func shuffledRelease(_ rows: Int, _ width: Int) throws -> Matrix {
    var trial = try AttackTrial(
      minority: rounded(correlated(max(20, rows / 5), width)), majorityCount: rows)
    trial.goal = .ratio(4)
    trial.seed = random.bits()
    trial.threads = 1
    let made = try trial.publication().release(.augmented).minority
    var result = made
    for column in 0..<made.columns {
      for (place, row) in random.permutation(made.rows).enumerated() {
        result[place, column] = made[row, column]
      }
    }
    return result
  }

  /// A person's height and the like stay, age and visit go up by one, the rest is measured.
  private mutating func visits(_ rows: Int, _ width: Int) -> Matrix {
    let people = correlated(rows / 4 + 1, width)
    return filled(rows, width) { random, row, column in
      let base = (10 * people[row / 4, column]).rounded() + 50
      switch column % 4 {
      case 0, 1: return base
      case 2: return base + Double(row % 4)
      default: return Self.round(base + 2 * random.normal(), 1)
      }
    }
  }

  private mutating func averaged(_ matrix: Matrix) -> Matrix {
    var result = matrix
    for column in 0..<matrix.columns where random.uniform() < 0.5 {
      let mean = (0..<matrix.rows).reduce(0) { $0 + matrix[$1, column] } / Double(matrix.rows)
      for row in 0..<matrix.rows where random.uniform() < 0.2 { result[row, column] = mean }
    }
    return result
  }

  private mutating func ratios(_ rows: Int, _ width: Int) -> Matrix {
    filled(rows, width) { random, _, column in
      let top = Double(random.integer(below: 20) + 1)
      return column % 2 == 0 ? top : top / Double(random.integer(below: 8) + 1)
    }
  }

  private func standardized(_ matrix: Matrix) -> Matrix {
    var result = matrix
    for column in 0..<matrix.columns {
      let values = (0..<matrix.rows).map { matrix[$0, column] }
      let mean = values.reduce(0, +) / Double(values.count)
      let spread = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count))
        .squareRoot()
      for row in 0..<matrix.rows { result[row, column] = (values[row] - mean) / max(spread, 1e-9) }
    }
    return result
  }

  /// A gap in one column is filled with the mean of its neighbors in time.
  private mutating func interpolated(_ matrix: Matrix) -> Matrix {
    var result = matrix
    let column = random.integer(below: matrix.columns)
    for row in stride(from: 1, to: matrix.rows - 1, by: 3) {
      result[row, column] = (matrix[row - 1, column] + matrix[row + 1, column]) / 2
    }
    return result
  }

  private mutating func design(_ rows: Int) -> Matrix {
    filled(rows, 5) { random, row, column in
      switch column {
      case 0: Double(row % 4) * 2.5
      case 1: Double(row / 4 % 3) * 10
      case 2: Double(row / 12 % 5)
      default: Self.round(20 + 3 * random.normal(), 2)
      }
    }
  }

  private mutating func sources(_ rows: Int, _ width: Int) -> Matrix {
    let whole = correlated(rows, width)
    return filled(rows, width) { _, row, column in
      Self.round(10 * whole[row, column], row % 3 == 0 ? nil : 1)
    }
  }

  private func moving(_ matrix: Matrix) -> Matrix {
    var result = matrix
    for row in 2..<matrix.rows {
      for column in 0..<matrix.columns {
        result[row, column] =
          (matrix[row, column] + matrix[row - 1, column] + matrix[row - 2, column]) / 3
      }
    }
    return result
  }
}
