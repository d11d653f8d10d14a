import Terminal

/// The keys of text that is being typed, for key bars and for the help: all others are text.
enum TextKeys {
  /// Of a value that takes the place of another.
  static let entry = [
    clear, Binding(.enter, help: "take what was typed", short: "take"),
    Binding(.escape, help: "leave it as it was", short: "leave"),
  ]

  /// Of a name that can be completed.
  static let completed = [Binding(.tab, help: "complete the name", short: "complete")] + entry

  /// Of a word that a list is searched for.
  static let filter = [
    clear, Binding(.enter, help: "keep the filter", short: "keep"),
    Binding(.escape, help: "show all again", short: "all"),
  ]

  private static let clear = Binding(.control("u"), help: "delete what is typed", short: "clear")
}
