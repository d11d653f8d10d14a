import Jobs
import Tabular
import Workbench

/// Datasets that are small enough to be checked by hand and fast enough for every test.
package enum TinyDatasets {
  /// 12 cases among 52 patients: four columns of numbers, the class.
  ///
  /// The numbers come from a rule, not from a generator: no two cases are equal.
  package static func clinic() throws -> Dataset {
    let rows = 0..<52
    let isCase = rows.map { $0 % 4 == 1 && $0 < 48 }
    func numbers(_ step: Int, _ modulus: Int, _ scale: Double, _ shift: Double) -> [Double] {
      rows.map { row in
        let wave = Double((row * step + row * row) % modulus) * scale
        let value = (isCase[row] ? shift * 1.5 : shift) + wave
        return (value * 10).rounded() / 10
      }
    }
    let columns = [
      Column(
        name: "age", kind: .integer, values: .numeric(numbers(7, 23, 2, 40).map { $0.rounded() })),
      Column(name: "bmi", kind: .decimal(decimals: 1), values: .numeric(numbers(11, 37, 0.3, 20))),
      Column(name: "crp", kind: .decimal(decimals: 1), values: .numeric(numbers(5, 41, 0.7, 8))),
      Column(name: "ldh", kind: .decimal(decimals: 1), values: .numeric(numbers(3, 29, 3.1, 130))),
      Column(
        name: "outcome", kind: .category,
        values: .categorical(codes: isCase.map { $0 ? 1 : 0 }, levels: ["control", "case"])),
    ]
    return try Dataset(
      schema: Schema([.feature, .feature, .feature, .feature, .label]), columns: columns)
  }

  /// 8 of 40 rows of one column: everything lies on one line, which attacks by lines refuse.
  package static func openLine(path: String) throws -> OpenDataset {
    let columns = [
      Column(name: "dose", kind: .integer, values: .numeric((0..<40).map { Double($0 * $0) })),
      Column(
        name: "outcome", kind: .category,
        values: .categorical(codes: (0..<40).map { $0 % 5 == 0 ? 1 : 0 }, levels: ["no", "yes"])),
    ]
    let dataset = try Dataset(schema: Schema([.feature, .label]), columns: columns)
    return OpenDataset(
      path: path, name: path, dataset: dataset,
      profile: try DatasetProfile(dataset, in: .unattended()), warnings: [], isPublic: true)
  }

  /// `clinic` with a category, and on request with gaps in two columns.
  package static func openWard(
    missing: Int = 0, isPublic: Bool = false, isTestPart: Bool = false
  ) throws -> OpenDataset {
    let clinic = try clinic()
    let rows = 0..<clinic.rowCount
    let ward = Column(
      name: "ward", kind: .category,
      values: .categorical(
        codes: rows.map { Int32(($0 * $0 + $0 / 7) % 3) }, levels: ["east", "north", "west"]))
    let gaps = ["bmi", "crp"]
    let columns = clinic.columns.dropLast().map { column in
      guard gaps.contains(column.name), case .numeric(let numbers) = column.values else {
        return column
      }
      return Column(
        name: column.name, kind: column.kind,
        values: .numeric(numbers.enumerated().map { $0.offset < missing ? .nan : $0.element }))
    }
    let dataset = try Dataset(
      schema: Schema([.feature, .feature, .feature, .feature, .feature, .label]),
      columns: columns + [ward] + clinic.columns.suffix(1))
    return OpenDataset(
      path: "ward.csv", name: "ward.csv", dataset: dataset,
      profile: try DatasetProfile(dataset, in: .unattended()), warnings: [],
      isPublic: isPublic, isTestPart: isTestPart)
  }

  /// `clinic` as it comes out of the reader.
  package static func openClinic(
    isPublic: Bool = false, warnings: [String] = []
  ) throws -> OpenDataset {
    let dataset = try clinic()
    return OpenDataset(
      path: "clinic.csv", name: "clinic.csv", dataset: dataset,
      profile: try DatasetProfile(dataset, in: .unattended()), warnings: warnings,
      isPublic: isPublic)
  }
}
