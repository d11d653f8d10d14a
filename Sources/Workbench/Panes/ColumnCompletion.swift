/// Names of columns that are being typed, with commas, and how the last one can go on.
struct ColumnCompletion {
  /// All before the last name, with the comma.
  private let front: String
  private let typed: String
  private let candidates: [String]

  init(_ text: String, _ session: Session) {
    let comma = text.lastIndex(of: ",")
    front = comma.map { String(text[...$0]) + " " } ?? ""
    let rest = comma.map { text[text.index(after: $0)...] } ?? text[...]
    let typed = String(rest.drop { $0 == " " })
    let others = Set(front.split(separator: ",").map { $0.filter { $0 != " " } })
    candidates = session.nameableColumns.filter { name in
      name.hasPrefix(typed) && !others.contains(name.filter { $0 != " " })
    }
    self.typed = typed
  }

  /// The text with everything in it that all candidates share.
  var completed: String {
    guard let first = candidates.first else { return front + typed }
    let shared = candidates.dropFirst().reduce(first) { shared, name in
      String(zip(shared, name).prefix { $0 == $1 }.map(\.0))
    }
    return front + shared
  }

  /// The names that there are to choose from.
  var sentence: String {
    guard !candidates.isEmpty else { return "No other column begins with '\(typed)'." }
    return "Columns: " + candidates.joined(separator: ", ") + "."
  }
}
