import Jobs
import Numeric
import Oversampling

/// The rows that parents are taken from: the training rows, or groups of them.
struct ParentRows {
  /// What the method gets.
  let training: TrainingRows
  /// For each row of `training` the rows of the data behind it; nil if each is itself.
  let groups: [[Int]]?

  /// Lets each defence in turn replace the rows of the classes that grow.
  init(
    _ training: TrainingRows, _ demands: [ClassDemand], _ defences: [any Defence],
    in context: RunContext<Fraction>
  ) throws {
    var current = training
    var groups: [[Int]]?
    for defence in defences {
      for demand in demands {
        let members = current.rows(of: demand.code)
        guard
          let replaced = try defence.parents(
            current.features.rows(members), className: current.name(of: demand.code), in: context)
        else { continue }
        guard current.kinds.allSatisfy(\.isNumber) else {
          throw OversamplingError.unsuited(
            method: "groups of records",
            reason: "categories have no mean; choose a method for numbers, or leave the defence out"
          )
        }
        let old = groups ?? current.labels.indices.map { [$0] }
        let others = current.labels.indices.filter { current.labels[$0] != demand.code }
        groups =
          others.map { old[$0] }
          + replaced.members.map { group in group.flatMap { old[members[$0]] } }
        current = TrainingRows(
          features: current.features.rows(others).stacked(on: replaced.rows),
          labels: others.map { current.labels[$0] }
            + Array(repeating: demand.code, count: replaced.rows.rows),
          classNames: current.classNames)
      }
    }
    self.training = current
    self.groups = groups
  }
}
