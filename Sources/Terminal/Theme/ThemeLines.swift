/// Finds the lines of keys in a theme file, as the TOML library reports none for valid files.
struct ThemeLines {
  private let lines: [String]

  init(_ text: String) {
    lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { String($0.drop { $0 == " " || $0 == "\t" }) }
  }

  /// The line of `key` in `[section]`, from 1: of the section if the key is not found, else 1.
  func line(of key: String, in section: String? = nil) -> Int {
    let start = section.flatMap { name in lines.firstIndex { heads(name, $0) } }
    let first = start.map { $0 + 1 } ?? 0
    let isSought = { (line: String) in
      starts(with: key, line) || section.map { heads("\($0).\(key)", line) } ?? false
    }
    let found = lines[first...].firstIndex(where: isSought) ?? lines.firstIndex(where: isSought)
    return (found ?? start ?? 0) + 1
  }

  /// Whether `line` sets `key`, written with or without quotes.
  private func starts(with key: String, _ line: String) -> Bool {
    ["\(key)", "\"\(key)\"", "'\(key)'"].contains { form in
      guard line.hasPrefix(form) else { return false }
      let rest = line.dropFirst(form.count).drop { $0 == " " || $0 == "\t" }
      return rest.first == "=" || rest.first == "."
    }
  }

  /// Whether `line` is the header of a table, quotes and spaces aside.
  private func heads(_ name: String, _ line: String) -> Bool {
    guard line.hasPrefix("["), let end = line.firstIndex(of: "]") else { return false }
    return line[..<end].dropFirst().filter { !"\"' \t".contains($0) } == name
  }
}
