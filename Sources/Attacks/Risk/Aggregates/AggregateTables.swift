import Foundation
import Numeric

/// Tables of counts and sums about the same people, with and without one of them.
struct AggregateTables {
  /// What a table says of the people of one group.
  struct Cell {
    var people = 0
    /// Of a number.
    var sum = 0.0
    /// Of a category: people of each level.
    var levels: [Double: Int] = [:]
  }

  private var cells: [[Double]: Cell] = [:]
  /// Levels that occur, in ascending order; empty for a number.
  private let levels: [Double]
  private let isNumber: Bool
  private let smallest: Int
  private let noise: Double
  private let range: Double
  private var random: NumPyRandom

  /// - Parameters:
  ///   - groups: the columns that make the cells.
  ///   - secrets: one per row; a missing one counts as a person and adds nothing.
  ///   - smallest: cells of fewer people are not published.
  ///   - noise: scale of the Laplace noise on each number.
  init(
    groups: PlainTable, secrets: [Double], isNumber: Bool, smallest: Int, noise: Double,
    seed: UInt32
  ) {
    let present = secrets.filter { !$0.isNaN }
    for row in 0..<groups.count {
      let key = groups.columns.map { Self.key($0[row]) }
      cells[key, default: Cell()].people += 1
      guard !secrets[row].isNaN else { continue }
      cells[key]?.sum += secrets[row]
      if !isNumber { cells[key]?.levels[secrets[row], default: 0] += 1 }
    }
    levels = isNumber ? [] : Set(present).sorted()
    range = (present.max() ?? 0) - (present.min() ?? 0)
    self.isNumber = isNumber
    self.smallest = smallest
    self.noise = noise
    random = NumPyRandom(seed: seed)
  }

  /// The secret that the difference of two tables shows; nil if the cell is in neither or nobody
  /// seems to have been added.
  ///
  /// - Parameters:
  ///   - cell: the person's group.
  ///   - isIn: whether the person is in the second table; if not, both tables are about the same
  ///     people.
  mutating func difference(cell: [Double], secret: Double, isIn: Bool) -> Double? {
    let (with, without) = pair(cell: cell, secret: secret, isIn: isIn)
    guard with.people >= smallest, without.people >= smallest else { return nil }
    guard (published(with.people) - published(without.people)).rounded() >= 1 else { return nil }
    guard isNumber else {
      let added = levels.map {
        published(with.levels[$0] ?? 0) - published(without.levels[$0] ?? 0)
      }
      let most = added.indices.max { (added[$0], $1) < (added[$1], $0) }
      return most.flatMap { added[$0] > 0.5 ? levels[$0] : nil } ?? .nan
    }
    return published(with.sum) - published(without.sum)
  }

  /// A cell in the table with the person and in the table without; the same twice if not `isIn`.
  func pair(cell: [Double], secret: Double, isIn: Bool) -> (with: Cell, without: Cell) {
    let with = cells[cell.map(Self.key)] ?? Cell()
    var without = with
    if isIn {
      without.people -= 1
      if !secret.isNaN {
        without.sum -= secret
        if !isNumber { without.levels[secret, default: 1] -= 1 }
      }
    }
    return (with, without)
  }

  private mutating func published(_ count: Int) -> Double {
    Double(count) + laplace(scale: noise)
  }

  private mutating func published(_ sum: Double) -> Double {
    sum + laplace(scale: noise * range)
  }

  private mutating func laplace(scale: Double) -> Double {
    guard scale > 0 else { return 0 }
    let place = random.uniform() - 0.5
    return -scale * log1p(-2 * abs(place)) * (place < 0 ? -1 : 1)
  }

  /// Missing values are one group: not a number would equal nothing.
  private static func key(_ value: Double) -> Double { value.isNaN ? -.infinity : value }
}
