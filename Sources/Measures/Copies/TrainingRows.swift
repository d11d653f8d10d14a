/// Orders of training rows that a measure points at.
enum TrainingRows {
  /// Each row once, those that are named most often first, then by number.
  static func byFrequency(_ rows: [Int]) -> [Int] {
    let counts = Dictionary(rows.map { ($0, 1) }, uniquingKeysWith: +)
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }

  /// The rows in ascending order of a score, then by number.
  static func ascending(_ rows: [Int], by score: (Int) -> Double) -> [Int] {
    rows.map { (score($0), $0) }.sorted { $0 < $1 }.map(\.1)
  }
}
