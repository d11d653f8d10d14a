import Attacks

/// What the categories beside the numbers of a class say of the method.
struct AuditCategories {
  /// They are zeros and ones, or all rows have the same: rows drawn on lines between rows that
  /// agree there look alike.
  let areFlags: Bool
  /// They are texts that differ from row to row. No row stands between two texts, so somebody chose
  /// one.
  let areChosen: Bool

  /// - Parameter categories: nil where there are none.
  init(_ categories: ReleasedCategories?) {
    guard let categories, !categories.names.isEmpty else {
      (areFlags, areChosen) = (false, false)
      return
    }
    let width = categories.names.count
    areChosen = (0..<width).contains { column in
      let codes = Set(
        stride(from: column, to: categories.codes.count, by: width).map { categories.codes[$0] })
      return codes.count > 1 && categories.levels[column].contains { Double($0) == nil }
    }
    let hasNumbers = categories.levels.contains { $0.allSatisfy { Double($0) != nil } }
    areFlags = !areChosen && hasNumbers
  }
}

extension MethodFamily {
  /// The family that makes rows in a way.
  init(_ making: ReleaseReading.Making, _ categories: AuditCategories) {
    self =
      switch making {
      case .lines: categories.areChosen ? .smoteOfMixedData : .smote
      case .linesWithExtrapolation: .smoteWithExtrapolation
      case .linesAcrossClasses: .smoteAcrossClasses
      case .triangles: .trianglesOfThree
      case .boxes: .stepPerFeature
      case .copies: .duplication
      }
  }
}
