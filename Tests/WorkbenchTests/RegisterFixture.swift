import Jobs
import Tabular
import TestSupport
import Workbench

/// Columns in which a single patient could be recognized.
extension TinyDatasets {
  /// 40 patients: a number for each, one dose far below and one far above all others, one rare
  /// disease.
  static func openRegister(isPublic: Bool) throws -> OpenDataset {
    let rows = 0..<40
    let doses = rows.map { row in row == 0 ? 7.13 : row == 39 ? 1000.57 : 30 + Double(row) }
    let columns = [
      Column(
        name: "patient", kind: .identifier,
        values: .categorical(
          codes: rows.map { Int32($0) }, levels: rows.map { "P-\($0 + 100)" })),
      Column(name: "dose", kind: .decimal(decimals: 2), values: .numeric(doses)),
      Column(
        name: "disease", kind: .category,
        values: .categorical(
          codes: rows.map { $0 < 20 ? 0 : $0 == 20 ? 2 : 1 }, levels: ["flu", "none", "Fabry"])),
      Column(
        name: "outcome", kind: .category,
        values: .categorical(codes: rows.map { $0 % 5 == 0 ? 1 : 0 }, levels: ["no", "yes"])),
    ]
    let dataset = try Dataset(
      schema: Schema([.identifier, .feature, .feature, .label]), columns: columns)
    return OpenDataset(
      path: "data/private/register.csv", name: "register.csv", dataset: dataset,
      profile: try DatasetProfile(dataset, in: .unattended()), warnings: [], isPublic: isPublic)
  }
}
