/// Which tables differ by one person: what a guarantee of differential privacy is about. The unit is
/// a record; somebody with several records is protected less.
public enum NeighboringTables: Sendable, Equatable, CaseIterable {
  /// One has a record more than the other. The number of records is protected too.
  case addOrRemove
  /// One record is another one. The number of records is public.
  case replace

  /// How much the counts of disjoint cells change in sum, at most: a replaced record leaves one cell
  /// and enters another.
  public var sensitivityOfCounts: Int {
    switch self {
    case .addOrRemove: 1
    case .replace: 2
    }
  }
}
