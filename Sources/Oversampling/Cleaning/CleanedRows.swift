import Jobs
import Numeric

extension SyntheticRows {
  /// These rows and the training rows without what `cleaner` takes out of both together.
  ///
  /// - Throws: what the cleaner throws.
  func cleaned(
    by cleaner: some Cleaner, after request: OversamplingRequest,
    in context: RunContext<Fraction>
  ) throws -> SyntheticRows {
    let training = request.training
    let all = TrainingRows(
      features: training.features.stacked(on: rows), labels: training.labels + labels,
      classNames: training.classNames)
    let out = try cleaner.takesOut(all.features, classes: all.classRanks, in: context)
    let real = training.features.rows
    let removedRows = (0..<real).filter { out[$0] }
    let kept = labels.indices.filter { !out[real + $0] }
    let keptLabels = kept.map { labels[$0] }
    var remarks = remarks
    let dropped = labels.count - kept.count
    if !removedRows.isEmpty || dropped > 0 {
      remarks.append(
        .note(
          "\(removedRows.count) of \(real) real and \(dropped) of \(labels.count) synthetic rows "
            + "were taken out by the cleaning", setting: nil))
    }
    for demand in request.demands {
      let made = keptLabels.count { $0 == demand.code }
      guard made < demand.count else { continue }
      remarks.append(
        .missedCount(
          className: training.name(of: demand.code), requested: demand.count, made: made))
    }
    return SyntheticRows(
      rows: rows.rows(kept), labels: keptLabels, parents: kept.map { parents[$0] },
      removed: removedRows, remarks: remarks)
  }
}
