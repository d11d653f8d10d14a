import Terminal

/// A key and what it does: the only place that says so. Help and key bars are made from these.
package struct Binding: Sendable {
  /// All keys that do it; the first is the one shown in the key bar.
  package let keys: [Key]
  /// A few words, in the imperative: "cancel the run".
  package let help: String
  /// Shown in the key bar at the bottom; nil for keys that only the help lists.
  package let short: String?

  package init(_ keys: Key..., help: String, short: String? = nil) {
    self.keys = keys
    self.help = help
    self.short = short
  }
}

extension [Binding] {
  /// Those that do something on the open file: on a public one there is nothing to reveal.
  func revealing(_ session: Session) -> [Binding] {
    filter { $0.short != "reveal" || session.openDataset?.isPublic == false }
  }
}
