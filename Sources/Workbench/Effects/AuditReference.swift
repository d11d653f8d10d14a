import Attacks
import Experiments
import Numeric
import Tabular

/// The real table as a release names its columns: a category whose levels became columns of zeros
/// and ones there becomes such columns here.
enum AuditReference {
  /// The table itself if it has the columns of the release, or cannot be encoded.
  static func table(_ reference: Dataset, like release: Dataset) -> Dataset {
    let names = Set(reference.columns.map(\.name))
    guard release.columns.contains(where: { !names.contains($0.name) }),
      let label = reference.label,
      let encoded = try? FeatureEncoder.encode(reference)
    else { return reference }
    let columns = encoded.names.enumerated().map { place, name in
      Column(
        name: name, kind: .decimal(decimals: encoded.decimals[place] ?? 17),
        values: .numeric((0..<encoded.matrix.rows).map { encoded.matrix[$0, place] }))
    }
    let table = try? Dataset(
      schema: Schema(columns.map { _ in .feature } + [.label]), columns: columns + [label])
    return table ?? reference
  }
}
