import Attacks
import Numeric
import Oversampling

/// A release as an attacker sees it, and what is true of it.
public struct ReleasedView: Sendable {
  /// The rows and columns that attacks work on.
  public let release: Release
  /// Where each minority row of the release comes from: the row of the data, or the number of the
  /// synthetic row.
  public let origins: [RowOrigin]
  /// Never given to an attack.
  public let truth: GroundTruth

  /// Makes both views of a publication.
  struct Maker {
    let released: ReleaseDraft
    let touched: Set<Int>
    /// Rows of the data of other classes that minority rows were made from.
    let otherParents: [Int]
    /// Largest scaled difference that the released values still allow to tell.
    let tolerance: Double
    let records: UniqueRecords
    let data: PreparedData
    let surface: [Int]
    /// Categories that are shown beside the columns of `surface`.
    let categories: [CategoryColumn]

    /// O(rows × columns).
    func view(_ kind: ReleaseKind) -> ReleasedView {
      let shown = released.origins.indices.filter {
        kind == .augmented || !released.origins[$0].isReal
      }
      let minority = shown.filter { released.labels[$0] == data.minorityCode }
      let others =
        kind == .synthetic ? [] : shown.filter { released.labels[$0] != data.minorityCode }
      let rows = surfaceRows(minority)
      let origins = minority.map { released.origins[$0] }
      return ReleasedView(
        release: Release(
          kind: kind, minority: rows, others: surfaceRows(others),
          columnNames: surface.map { data.columnNames[$0] },
          categories: releasedCategories(minority)),
        origins: origins,
        truth: GroundTruth(
          records: records.rows, datasetRows: records.firstRows.map { data.sourceRows[$0] },
          recordOfRow: recordNumbers(of: rows, origins), touched: touched,
          scales: surface.map { data.scales[$0] },
          others: UniqueRecords(
            data.features.rows(otherParents).columns(surface), rows: otherParents
          ).rows, tolerance: tolerance,
          categories: categories.codes(ofRows: records.firstRows, in: data.features)))
    }

    private func releasedCategories(_ positions: [Int]) -> ReleasedCategories? {
      guard !categories.isEmpty else { return nil }
      return ReleasedCategories(
        names: categories.map(\.name), levels: categories.map(\.levels),
        codes: categories.codes(ofRows: positions, in: released.features))
    }

    private func surfaceRows(_ positions: [Int]) -> Matrix {
      released.features.rows(positions).columns(surface)
    }

    /// A real row is its record whatever a defence did to its values; a synthetic row is one if
    /// it has the very values.
    private func recordNumbers(of rows: Matrix, _ origins: [RowOrigin]) -> [Int32] {
      origins.enumerated().map { row, origin in
        let record: Int? =
          switch origin {
          case .real(let number): records.recordOfRow(number)
          case .synthetic: records.number(of: rows, row: row)
          }
        return record.map { Int32($0) } ?? -1
      }
    }
  }
}
