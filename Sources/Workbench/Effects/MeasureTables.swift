import Attacks
import Experiments
import Measures
import Numeric
import Oversampling
import Tabular

/// The tables that measures and attacks on people compare: the real rows that a release was made
/// from, the rows released, the rows kept apart; all in the units of the release.
struct MeasureTables: Sendable {
  let training: Dataset
  let synthetic: Dataset
  /// Nil unless rows were kept apart.
  let holdout: Dataset?
  /// The row of the file, from 0, that each training row stands in.
  let fileRows: [Int]
  /// Names of columns of these tables for the columns of the dataset that the request names.
  let known: [String]
  let secret: [String]

  /// The rows of the people asked about, one column per encoded feature. O(rows × columns).
  ///
  /// - Throws: `DatasetError` if two encoded features have the same name.
  init(_ request: ReleaseRequest) throws(DatasetError) {
    let (data, publication) = (request.data, request.publication)
    let isMeant: (Int32) -> Bool = { label in
      (label == data.minorityCode) == (request.model.targets == .minority)
    }
    let rows = data.labels.indices.filter { isMeant(data.labels[$0]) }
    let released = publication.released
    let shown = released.origins.indices.filter { row in
      isMeant(released.labels[row])
        && (request.model.released == .augmented || !released.origins[row].isReal)
    }
    let apart = data.test.labels.indices.filter { isMeant(data.test.labels[$0]) }
    training = try Self.table(data.features.rows(rows), like: data)
    synthetic = try Self.table(released.features.rows(shown), like: data)
    holdout =
      apart.isEmpty ? nil : try Self.table(data.test.features.rows(apart), like: data)
    fileRows = rows.map { data.sourceRows[$0] }
    known = Self.columns(request.known, in: data)
    secret = Self.columns(request.secret, in: data)
  }

  /// The encoded columns of columns of the dataset.
  private static func columns(_ names: [String], in data: PreparedData) -> [String] {
    data.layout.groups.filter { names.contains($0.name) }
      .flatMap { $0.columns.map { data.columnNames[$0] } }
  }

  private static func table(
    _ rows: Matrix, like data: PreparedData
  ) throws(DatasetError) -> Dataset {
    let columns = data.columnNames.enumerated().map { place, name in
      Column(
        name: name, kind: .decimal(decimals: data.decimals[place] ?? 17),
        values: .numeric((0..<rows.rows).map { rows[$0, place] }))
    }
    return try Dataset(schema: Schema(columns.map { _ in .feature }), columns: columns)
  }
}
