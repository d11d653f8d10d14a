extension Dataset {
  /// The same table with the named feature columns as categories: every different number becomes
  /// a level, in ascending order.
  ///
  /// - Throws: `EncodingError.noFeature` for a name that no feature column has.
  /// - Complexity: O(rows) per name, and sorting its different values.
  public func markingCategories(_ names: [String]) throws(EncodingError) -> Dataset {
    var columns = columns
    for name in names {
      guard let index = schema.features.first(where: { columns[$0].name == name }) else {
        throw .noFeature(name, among: schema.features.map { columns[$0].name })
      }
      columns[index] = columns[index].asCategory
    }
    // Names and lengths are the same, so the columns still make a table.
    return (try? Dataset(schema: schema, columns: columns)) ?? self
  }
}

extension Column {
  /// This column with a level for every different value.
  fileprivate var asCategory: Column {
    guard case .numeric(let numbers) = values else {
      return Column(name: name, kind: .category, values: values)
    }
    let different = Set(numbers.filter { !$0.isNaN }).sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(different, Int32(0)...))
    return Column(
      name: name, kind: .category,
      values: .categorical(
        codes: numbers.map { places[$0] ?? -1 }, levels: different.map(NumberText.shortest)))
  }
}
