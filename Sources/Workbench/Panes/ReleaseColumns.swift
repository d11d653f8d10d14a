import Experiments

/// The columns that the attacks work on: all, or those of numbers where a method votes on
/// categories.
struct ReleaseColumns: Equatable {
  let names: [String]
  /// Digits after the point in the source, one per name; nil where unknown.
  let decimals: [Int?]
  /// Encoded columns that the data has and the attacks do not see.
  let unseen: Int

  /// Nil while nothing has been released.
  init?(_ session: Session) {
    guard let publication = session.picture.publication else { return nil }
    names = publication.columnNames
    let data = session.preparedPicture?.data
    decimals = Self.decimals(of: names, in: data)
    unseen = max(0, (data?.columnNames.count ?? 0) - names.count)
  }

  /// The names stand in the order of the data, so one walk finds all of them.
  private static func decimals(of names: [String], in data: PreparedData?) -> [Int?] {
    guard let data else { return names.map { _ in nil } }
    var next = 0
    return names.map { name in
      while next < data.columnNames.count {
        defer { next += 1 }
        if data.columnNames[next] == name { return data.decimals[next] }
      }
      return nil
    }
  }
}
