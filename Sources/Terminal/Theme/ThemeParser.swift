import TOMLKit

/// Reads a theme from the text of a TOML file.
///
/// ```toml
/// name = "Dark"
/// summary = "Bright signs on a dark terminal."
///
/// [palette]
/// gold = 220                             # of the 256-color palette
/// sky = "#5fafff"
/// coral = { rgb = "#ff5f5f", index = 203 }
///
/// [roles]
/// "plot.minority" = { fg = "gold", bold = true, mono = ["bold"] }
/// ```
///
/// A role that is not there looks like the part before its dot, at last like `text`; such a part
/// may be given without being a role itself (`plot`). Colors are names of the palette, `terminal`,
/// `#rrggbb` or an index. With both `rgb` and `index` the index counts: it is the exact color on
/// more terminals. Without `mono` a role has its attributes on terminals without colors too.
package enum ThemeParser {
  /// The theme, with everything that was understood, and what was not; no theme only where the
  /// text is not valid TOML.
  ///
  /// - Parameter file: the name that problems give.
  package static func parse(
    _ text: String, file: String
  ) -> (theme: Theme?, problems: [ThemeProblem]) {
    do {
      let root = try TOMLTable(string: text)
      var reader = ThemeReader(file: file, lines: ThemeLines(text))
      let theme = withExtendedLifetime(root) { reader.theme(from: root) }
      return (theme, reader.problems)
    } catch {
      return (nil, [problem(error, file: file)])
    }
  }

  private static func problem(_ error: any Error, file: String) -> ThemeProblem {
    guard let error = error as? TOMLParseError else {
      return ThemeProblem(file: file, line: 1, message: "this is not valid TOML")
    }
    return ThemeProblem(
      file: file, line: error.source.begin.line, column: error.source.begin.column,
      message: VisibleText.plain(error.description))
  }
}

/// One reading of one file: collects problems and goes on.
private struct ThemeReader {
  let file: String
  let lines: ThemeLines
  private(set) var problems: [ThemeProblem] = []
  private var palette: [String: Color] = [:]

  init(file: String, lines: ThemeLines) {
    self.file = file
    self.lines = lines
  }

  mutating func theme(from root: TOMLTable) -> Theme {
    for key in root.keys where !["name", "summary", "palette", "roles"].contains(key) {
      report("unknown key \(quoted(key)); expected name, summary, palette or roles", key)
    }
    for key in ["palette", "roles"] where root[key] != nil && root[key]?.table == nil {
      report("\(key) must be a table", key)
    }
    let name = string("name", of: root) ?? stem
    let summary = string("summary", of: root) ?? ""
    if let table = root["palette"]?.table { readPalette(table) }
    let styles = root["roles"]?.table.map { readRoles($0) } ?? [:]
    return Theme(name: name, summary: summary, styles: styles)
  }

  /// The name of the file without its folder and ending.
  private var stem: String {
    let name = file.split(separator: "/").last ?? "theme"
    return String(name.prefix { $0 != "." })
  }

  private mutating func string(_ key: String, of root: TOMLTable) -> String? {
    guard let value = root[key] else { return nil }
    if value.string == nil { report("\(key) must be a text in quotes", key) }
    return value.string
  }

  private mutating func readPalette(_ table: TOMLTable) {
    for name in table.keys {
      guard let value = table[name] else { continue }
      if let color = literal(value) {
        palette[name] = color
      } else {
        report(
          "color \(quoted(name)) must be \"#rrggbb\", 0 to 255, or { rgb = …, index = … }", name,
          in: "palette")
      }
    }
  }

  /// A color that is not a name.
  private func literal(_ value: any TOMLValueConvertible) -> Color? {
    if let table = value.table { return bothForms(table) }
    if let text = value.string { return Color(hexadecimal: text) }
    return value.int.flatMap { UInt8(exactly: $0) }.map { .indexed($0) }
  }

  /// `{ rgb = …, index = … }`: one of them may be missing, none may be wrong.
  private func bothForms(_ table: TOMLTable) -> Color? {
    var color: Color?
    for (key, type) in [("rgb", TOMLType.string), ("index", .int)] {
      guard let value = table[key] else { continue }
      guard value.type == type, let form = literal(value) else { return nil }
      color = form
    }
    return table.keys.allSatisfy(["rgb", "index"].contains) ? color : nil
  }

  private mutating func readRoles(_ table: TOMLTable) -> [Role: Style] {
    var styles: [Role: Style] = [:]
    var groups: [String: Style] = [:]
    for (name, entry) in entries(of: table) {
      if let role = Role(rawValue: name) {
        styles[role] = style(entry, of: name)
      } else if Role.allCases.contains(where: { $0.rawValue.hasPrefix(name + ".") }) {
        groups[name] = style(entry, of: name)
      } else {
        report("unknown role \(quoted(name))", name, in: "roles")
      }
    }
    for role in Role.allCases where styles[role] == nil {
      styles[role] = groups[String(role.rawValue.prefix { $0 != "." })]
    }
    return styles
  }

  /// The roles of the table with their tables. Without quotes a dotted name is a table within a
  /// table; it means the same.
  private mutating func entries(of table: TOMLTable) -> [(name: String, entry: TOMLTable)] {
    var entries: [(name: String, entry: TOMLTable)] = []
    for name in table.keys {
      guard let entry = table[name]?.table else {
        report("role \(quoted(name)) must be { fg = …, bold = … }", name, in: "roles")
        continue
      }
      let inner = entry.keys.compactMap { key in entry[key]?.table.map { ("\(name).\(key)", $0) } }
      if inner.isEmpty || inner.count < entry.keys.count { entries.append((name, entry)) }
      entries += inner
    }
    return entries
  }

  /// The look that one entry gives; what is wrong in it is left out.
  private mutating func style(_ entry: TOMLTable, of role: String) -> Style {
    var style = Style()
    var monochrome: Style.Attributes?
    for key in entry.keys {
      guard let value = entry[key], value.table == nil else { continue }
      switch key {
      case "fg": style.foreground = color(value, of: role) ?? .terminal
      case "bg": style.background = color(value, of: role) ?? .terminal
      case "mono": monochrome = attributes(value, of: role)
      default: add(key, value, to: &style.attributes, of: role)
      }
    }
    style.monochrome = monochrome ?? style.attributes
    return style
  }

  private mutating func color(_ value: any TOMLValueConvertible, of role: String) -> Color? {
    if value.string == "terminal" { return .terminal }
    if let color = value.string.flatMap({ palette[$0] }) ?? literal(value) { return color }
    let found = value.string.map { "unknown color \(quoted($0))" } ?? "bad color"
    report(
      "\(found) in role \(quoted(role)); expected a name of the palette, \"terminal\", "
        + "\"#rrggbb\" or 0 to 255", role, in: "roles")
    return nil
  }

  /// The list after `mono`.
  private mutating func attributes(
    _ value: any TOMLValueConvertible, of role: String
  ) -> Style.Attributes? {
    guard let names = value.array else {
      report("mono in role \(quoted(role)) must be a list such as [\"bold\"]", role, in: "roles")
      return nil
    }
    var result: Style.Attributes = []
    for name in names {
      if let attribute = name.string.flatMap({ Style.Attributes(name: $0) }) {
        result.insert(attribute)
      } else {
        let found = name.string.map(quoted) ?? "value"
        report("unknown attribute \(found) in mono of role \(quoted(role))", role, in: "roles")
      }
    }
    return result
  }

  private mutating func add(
    _ key: String, _ value: any TOMLValueConvertible, to attributes: inout Style.Attributes,
    of role: String
  ) {
    guard let attribute = Style.Attributes(name: key) else {
      return report("unknown key \(quoted(key)) in role \(quoted(role))", role, in: "roles")
    }
    guard let isOn = value.bool else {
      return report("\(key) in role \(quoted(role)) must be true or false", role, in: "roles")
    }
    if isOn { attributes.insert(attribute) }
  }

  private func quoted(_ text: String) -> String { "\"\(VisibleText.plain(text))\"" }

  private mutating func report(_ message: String, _ key: String, in section: String? = nil) {
    problems.append(
      ThemeProblem(file: file, line: lines.line(of: key, in: section), message: message))
  }
}

extension Style.Attributes {
  fileprivate init?(name: String) {
    switch name {
    case "bold": self = .bold
    case "dim": self = .dim
    case "reverse": self = .reverse
    case "underline": self = .underline
    case "italic": self = .italic
    default: return nil
    }
  }
}
