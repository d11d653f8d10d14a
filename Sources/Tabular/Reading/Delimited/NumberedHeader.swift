import CKernels

/// A first record with numbers in it that may be one of names all the same: years, or the numbers
/// that pandas gives to columns without names.
struct NumberedHeader {
  private let first: [csv_cell]
  private let rest: ArraySlice<[csv_cell]>
  private let text: DelimitedText

  init(_ first: [csv_cell], _ rest: ArraySlice<[csv_cell]>, _ text: DelimitedText) {
    self.first = first
    self.rest = rest
    self.text = text
  }

  /// True if the cells count up from 0, or a text stands over numbers, or a column is named as a
  /// class.
  var isPresent: Bool {
    !rest.isEmpty && (countsUp || first.indices.contains { isOverNumbers($0) || namesClass($0) })
  }

  /// Columns from which on numbers in order are no accident.
  private static let countedColumns = 3

  /// 0, 1, 2, …, perhaps after an empty cell over the names of the rows.
  private var countsUp: Bool {
    let cells = first.first.map { $0.length == 0 } == true ? first.dropFirst() : first[...]
    return cells.count >= Self.countedColumns
      && zip(cells, 0...).allSatisfy { text.text($0) == "\($1)" }
  }

  private func isOverNumbers(_ column: Int) -> Bool {
    guard text.meaning(first[column]) == .text else { return false }
    var numbers = 0
    for record in rest where column < record.count {
      switch text.meaning(record[column]) {
      case .number: numbers += 1
      case .missing: continue
      case .text: return false
      }
    }
    // One row below could be another kind of mistake.
    return numbers > 1
  }

  private func namesClass(_ column: Int) -> Bool {
    let name = text.text(first[column])
    return LabelChoice.names.contains(name.lowercased())
      && !rest.contains { column < $0.count && text.text($0[column]) == name }
  }
}
