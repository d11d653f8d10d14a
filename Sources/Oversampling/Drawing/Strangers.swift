import Jobs
import Numeric

/// For each row of a class, how many of its nearest rows of all classes belong to another class.
struct Strangers: Sendable, Equatable {
  /// One count per row of the class.
  let counts: [Int]
  /// Neighbors that were looked at for each row.
  let neighbors: Int

  /// Positions of the rows in danger: at least half of the neighbors are strangers, but not all;
  /// where all are, the row is noise.
  var inDanger: [Int] {
    counts.indices.filter { 2 * counts[$0] >= neighbors && counts[$0] < neighbors }
  }
}

extension OversamplingRequest {
  /// The strangers among the `count` nearest of all rows; given surroundings come first.
  ///
  /// - Parameters:
  ///   - count: the value of the setting that is called `setting`.
  ///   - members: the rows of class `code`, ascending.
  ///   - method: its title, for messages.
  /// - Throws: `OversamplingError` where there are `count` rows or fewer, and for given lists that
  ///   do not fit; `CancellationError`.
  func strangers(
    _ count: Int, setting: String, around members: [Int], _ code: Int32, method: String,
    in context: RunContext<Fraction>
  ) throws -> Strangers {
    let rows = training.features.rows
    guard given.surroundings != nil || rows > count else {
      throw OversamplingError.unsuited(
        method: method,
        reason: "\(setting) = \(count) is too large: there are \(rows) rows in all, so a row has "
          + "\(rows - 1) neighbors; the largest \(setting) is \(rows - 1)")
    }
    let table = try surroundings(count, of: members, code, in: context)
    let counts = members.indices.map { position in
      table.neighbors(of: position).count { training.labels[Int($0)] != code }
    }
    return Strangers(counts: counts, neighbors: table.perRow)
  }
}
