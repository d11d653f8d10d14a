import Numeric
import Oversampling
import Tabular

/// Which columns of the encoded features belong together: a number has one, a category has one per
/// level, or a single one for yes and no.
public struct FeatureLayout: Sendable, Equatable {
  /// One feature of the table.
  public struct Group: Sendable, Equatable {
    /// As the column is named in the table.
    public let name: String
    /// Its columns among the encoded features, ascending.
    public let columns: Range<Int>
    /// The level of each column; empty for a number and for yes and no.
    public let levels: [String]
    /// Whether it is a category.
    public let isCategory: Bool

    /// - Parameters:
    ///   - columns: among the encoded features.
    ///   - levels: one per column, or none.
    public init(name: String, columns: Range<Int>, levels: [String], isCategory: Bool) {
      self.name = name
      self.columns = columns
      self.levels = levels
      self.isCategory = isCategory
    }
  }

  /// In the order of the table.
  public let groups: [Group]

  /// - Parameter groups: together they cover all encoded columns, in order.
  public init(groups: [Group]) { self.groups = groups }

  /// Numbers only.
  public init(numbers names: [String]) {
    groups = names.enumerated().map { column, name in
      Group(name: name, columns: column..<column + 1, levels: [], isCategory: false)
    }
  }

  /// The layout of what an encoder made of `dataset`.
  init(_ dataset: Dataset, _ encoded: EncodedFeatures) {
    var groups: [Group] = []
    var start = 0
    while start < encoded.columns.count {
      let source = encoded.columns[start].source
      var end = start + 1
      while end < encoded.columns.count, encoded.columns[end].source == source { end += 1 }
      let levels = encoded.columns[start..<end].compactMap(\.level)
      let column = dataset.columns[source]
      groups.append(
        Group(
          name: column.name, columns: start..<end, levels: levels,
          isCategory: !levels.isEmpty || column.kind == .boolean))
      start = end
    }
    self.groups = groups
  }

  /// The features that are categories.
  public var categories: [Group] { groups.filter(\.isCategory) }
  /// The encoded columns of numbers, ascending.
  public var numberColumns: [Int] { groups.filter { !$0.isCategory }.flatMap(\.columns) }
}
