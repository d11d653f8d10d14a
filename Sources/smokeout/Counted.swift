/// Counts in sentences.
enum Counted {
  /// `1 row`, `2 rows`.
  static func text(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
