import CKernels
import Jobs

/// A column of texts, put together from the blocks it was read in.
///
/// Levels are sorted by their bytes, so that they do not depend on the order of rows.
struct TextColumn {
  let codes: [Int32]
  let levels: [String]
  /// Facts about the texts; codes in it are not those of `levels`.
  let dictionary: TextDictionary

  init<Update>(
    _ cells: CellBuffer<Int32>, dictionaries: [TextDictionary], blocks: [RecordBlock],
    in context: RunContext<Update>
  ) throws {
    let all = TextDictionary()
    var maps: [[Int32]] = []
    for part in dictionaries {
      try context.checkCancellation()
      maps.append(all.merge(part))
    }
    let ranks = all.ranks()
    for (block, map) in zip(blocks, maps) {
      let final = map.map { ranks[Int($0)] }
      csv_recode(cells.start.map { $0 + block.firstRow }, block.rows, final)
    }
    var levels = [String](repeating: "", count: all.count)
    for code in 0..<all.count { levels[Int(ranks[code])] = all.string(code) }
    self.levels = levels
    codes = cells.takeArray()
    dictionary = all
  }

  /// Rows that have a text.
  var filled: Int { codes.count { $0 >= 0 } }
}

/// What to say about a column of numbers that holds some other texts.
struct MixedColumn {
  /// The first text that is no number: its code in the dictionary.
  let first: Int
  /// Cells that are no numbers.
  let oddCells: Int

  /// Nil unless the column looks like one of numbers: nearly all cells are, or it starts with them
  /// and has many different ones.
  init?(_ dictionary: TextDictionary, startsWithNumbers: Bool, in text: DelimitedText) {
    var numbers = 0
    var numberCells = 0
    var oddCells = 0
    var first: Int?
    for code in 0..<dictionary.count {
      if case .number = text.meaning(dictionary.bytes(code)) {
        numbers += 1
        numberCells += dictionary.cells(code)
      } else {
        oddCells += dictionary.cells(code)
        let earlier = first.map { dictionary.first($0) <= dictionary.first(code) } ?? false
        if !earlier { first = code }
      }
    }
    let isMostlyNumbers = numberCells >= 9 * oddCells || (startsWithNumbers && numbers >= 20)
    guard let first, numbers > 0, isMostlyNumbers else { return nil }
    self.first = first
    self.oddCells = oddCells
  }
}
