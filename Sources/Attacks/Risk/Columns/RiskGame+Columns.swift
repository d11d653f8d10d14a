import Numeric
import Parameters
import Tabular

extension RiskGame {
  /// Names of all columns but identifiers, in the order of the training table.
  public var columnNames: [String] {
    training.columns.indices.filter { training.schema.roles[$0] != .identifier }
      .map { training.columns[$0].name }
  }

  /// Names of the number columns among the features of the training table, in its order: what the
  /// generator takes and gives.
  public var generatorColumns: [String] {
    training.schema.features.map { training.columns[$0] }.filter(\.isNumber).map(\.name)
  }

  /// The people an attack is tried on: those whose data was used, and those of the holdout.
  var tables: [Dataset] { [training] + (holdout.map { [$0] } ?? []) }

  /// Looks at the tables before anything is tried.
  ///
  /// - Throws: `AttackError.notApplicable` for a table without rows, for columns that are not in
  ///   every table or hold numbers in one and categories in another, and for unknown names.
  func check(for attack: any RiskAttack.Type) throws(AttackError) {
    let others = [("release", release)] + (holdout.map { [("holdout", $0)] } ?? [])
    for (name, table) in [("training table", training)] + others where table.rowCount == 0 {
      throw .notApplicable(attack: attack.title, because: "the \(name) has no rows")
    }
    for column in training.columns where columnNames.contains(column.name) {
      for (name, table) in others {
        guard let other = table.column(named: column.name), other.isNumber == column.isNumber else {
          throw .notApplicable(
            attack: attack.title,
            because: "column '\(column.name)' of the training table is not in the \(name), or not "
              + "of the same kind; make the tables alike")
        }
      }
    }
    guard let name = (known + secret).first(where: { !columnNames.contains($0) }) else { return }
    throw .notApplicable(
      attack: attack.title,
      because: "there is no column '\(name)'; the columns are "
        + columnNames.joined(separator: ", "))
  }

  /// What is said where there is no holdout.
  var remarkOnHoldout: [String] {
    holdout == nil
      ? [
        "There is no holdout, so no residual risk: what is found out about people in the data "
          + "cannot be told from what is found out about everybody."
      ] : []
  }
}

extension Column {
  /// True for numbers, false for categories.
  var isNumber: Bool { if case .numeric = values { true } else { false } }
}

/// People that an attack is tried on.
enum Targets {
  /// At most `count` rows of a table, at random and without repeats; all of them, in order, if there
  /// are no more.
  static func rows(_ count: Int, of table: Dataset, seed: UInt32) -> [Int] {
    guard count < table.rowCount else { return Array(0..<table.rowCount) }
    var random = NumPyRandom(seed: seed)
    return Array(random.permutation(table.rowCount).prefix(count)).sorted()
  }
}
