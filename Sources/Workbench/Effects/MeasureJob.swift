import Experiments
import Jobs
import Measures
import Parameters
import Tabular

/// Takes every measure on a release, then on a verbatim copy of the real rows and on fresh ones;
/// after every measure the whole picture so far is reported.
package struct MeasureJob: Sendable {
  private let request: ReleaseRequest

  package init(_ request: ReleaseRequest) { self.request = request }

  /// - Throws: `MeasureError` if there is nothing to compare; `CancellationError`.
  package func picture(in context: RunContext<MeasurePicture>) throws -> MeasurePicture {
    let request = request
    let entries = MeasureCatalog.all.map { MeasureEntry($0) }
    var picture = MeasurePicture()
    picture.stage = "preparing the tables"
    picture.lines = entries.map { MeasureLine($0) }
    context.report(picture)
    // Nothing but copying, too long to wait for with a million rows.
    let (tables, input) = try abandonable(in: context) {
      let tables = try ReleaseTables(request.publication, request.data, for: request.model)
      let input = try tables.input(
        quasiIdentifiers: request.known, sensitive: request.secret, columns: request.columns,
        seed: request.plan.seed)
      return (tables, input)
    }
    picture.training = tables.training.rowCount
    picture.synthetic = tables.release.rowCount
    picture.holdout = tables.holdout?.rowCount ?? 0
    picture.fileRows = tables.fileRows
    let base = picture
    let rows = try HonestyPanel.run(
      MeasureCatalog.all.map { Selection($0) }, on: input,
      telling: context.folding { base.with($0) })
    for (number, row) in rows.enumerated() where picture.lines.indices.contains(number) {
      picture.lines[number].reports[.release] = row.release
      picture.lines[number].reports[.copy] = row.copy
      picture.lines[number].reports[.fresh] = row.fresh
    }
    picture.stage = ""
    picture.fraction = 1
    return picture
  }
}

extension MeasurePicture {
  fileprivate func with(_ progress: HonestyProgress) -> MeasurePicture {
    var picture = self
    for (trial, reports) in progress.reports {
      for (number, report) in reports.enumerated() where picture.lines.indices.contains(number) {
        picture.lines[number].reports[trial] = report
      }
    }
    let title =
      lines.first { $0.entry.name == progress.measure }?.entry.title ?? progress.measure
    picture.stage = title + progress.trial.text
    picture.fraction = progress.fraction.value
    return picture
  }
}

extension HonestyTrial {
  /// What a measure is tried on, after its name.
  fileprivate var text: String {
    switch self {
    case .release: ""
    case .copy: " on a verbatim copy"
    case .fresh: " on fresh rows"
    }
  }
}
