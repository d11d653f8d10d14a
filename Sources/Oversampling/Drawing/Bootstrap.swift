import Jobs
import Numeric

extension OversamplingRequest {
  /// `count` rows of class `code`, each as likely, with repeats: row numbers among the training
  /// rows. One draw of a whole number for each.
  ///
  /// - Throws: `OversamplingError` for a class without rows; `CancellationError`.
  func bootstrap(
    _ demand: ClassDemand, method: String, random: inout NumPyRandom,
    in context: RunContext<Fraction>
  ) throws -> [Int32] {
    let members = training.rows(of: demand.code)
    guard !members.isEmpty else {
      throw OversamplingError.unsuited(
        method: method,
        reason: "class '\(training.name(of: demand.code))' has no rows to draw from; choose "
          + "another class")
    }
    return try (0..<demand.count).map { row in
      if row.isMultiple(of: LineDrawing.grain) { try context.checkCancellation() }
      return Int32(members[random.integer(below: members.count)])
    }
  }
}
