import Terminal

/// All keys and signs as lines of text, made from the tables of bindings.
struct HelpText {
  fileprivate struct Section {
    let title: String
    /// What is pressed or seen, and what it does or means.
    let entries: [(sign: String, meaning: String)]
  }

  private let sections: [Section]

  /// - Parameters:
  ///   - focused: the pane whose keys come first.
  ///   - filter: only entries with this text in them; empty for all.
  init(focused: (any Pane.Type)?, filter: String, ascii: Bool) {
    let others = PaneCatalog.all.filter { type in focused.map { $0 != type } ?? true }
    var all: [Section] = []
    if let focused { all.append(Self.section(focused.title, focused.bindings, ascii)) }
    all.append(Self.section("Everywhere", GlobalBindings.all, ascii))
    all += others.map { Self.section($0.title, $0.bindings, ascii) }
    all.append(Self.section("While something is typed", TextKeys.completed, ascii))
    all.append(Self.signs(ascii))
    sections = all.compactMap { $0.filtered(by: filter) }
  }

  /// The lines for a column of `width`.
  func lines(width: Int) -> [StyledLine] {
    let widest = sections.flatMap { $0.entries.map { TextWidth.of($0.sign) } }.max() ?? 0
    let signs = min(widest, max(8, width / 3))
    let parts = sections.map { section in
      [StyledLine(section.title, .title)]
        + section.entries.flatMap { Self.lines(for: $0, signs: signs, width: width) }
    }
    return Array(parts.joined(separator: [StyledLine.blank]))
  }

  private static func lines(
    for entry: (sign: String, meaning: String), signs: Int, width: Int
  ) -> [StyledLine] {
    let meanings = TextWrap.lines(entry.meaning, width: max(10, width - signs - 3))
    return meanings.enumerated().map { row, meaning in
      var line = StyledLine(" ")
      line.add(row == 0 ? entry.sign : "", .key, width: signs)
      line.add("  " + meaning)
      return line
    }
  }

  private static func section(_ title: String, _ bindings: [Binding], _ ascii: Bool) -> Section {
    Section(
      title: title,
      entries: bindings.map { (KeyText.of($0.keys, ascii: ascii), $0.help) })
  }

  /// In ASCII plots, where nothing is a dot, it is any synthetic row.
  private static func meaningOfPlus(_ ascii: Bool) -> String {
    ascii
      ? "in the plot: a synthetic row"
      : "in the plot: a row that the selected claim follows from; without colors any synthetic row"
  }

  private static func signs(_ ascii: Bool) -> Section {
    let tier: GlyphTier = ascii ? .ascii : .braille
    func mark(_ role: Role) -> String { String(role.plotMark(in: tier)) }
    return Section(
      title: "Signs",
      entries: [
        ("=", "a claim, or a value of it, that is exactly that of a real record"),
        ("x", "a claim, or a value of it, that is wrong"),
        (mark(.plotMatched), "in the plot: a claim that is a real record"),
        (mark(.plotReconstructed), "in the plot: a claim that is no real record"),
        (mark(.plotMinority), "in the plot: a record of the minority"),
        (mark(.plotSynthetic), Self.meaningOfPlus(ascii)),
      ]
        + (ascii
          ? [
            ("E *", "in the plot: rows that the selected claim follows from, and the lines of them")
          ] : []) + [
          (MaskText.dots, "a value of a real person that is not shown; R shows those of a claim"),
          (
            "▶ ■ · ✗ ! -",
            "an attack that runs, is done, waits, was stopped, has failed, is not run"
          ),
          ("[x] [-] [ ]", "chosen; chosen, but not run under this threat model; not chosen"),
          ("*", "of methods: the one that suits the data"),
          ("↑ ↓", "of a measure: higher, or lower, is safer"),
          ("copy", "whether a measure calls a verbatim copy of the real rows a leak, as it must"),
          ("fresh", "whether it calls rows of people whom nobody used no leak, as it must"),
          ("ok FAIL x", "passed such a test; failed it: the measure is not to be believed here"),
          (
            "sees SMOTE?",
            "whether a measure calls a leak what an attack has proved on this release"
          ),
          ("●─│", "a figure, its interval, and what it is compared with"),
          ("CP GDP run", "bounds on epsilon: Clopper-Pearson, Gaussian, from one run"),
          ("~", "made with other settings than those on screen"),
          ("distance", "the largest difference in a column, as a share of the column's range"),
          ("row 22", "the 22nd row of the file, its header not counted"),
          ("[0.92, 1.00]", "the interval that holds the true value in 95 of 100 such cases"),
          ("true", "what was really used, beside what the release gave away"),
        ])
  }
}

extension HelpText.Section {
  /// The entries that have `text` in them, in either case; nil if there are none.
  fileprivate func filtered(by text: String) -> Self? {
    guard !text.isEmpty else { return self }
    let wanted = text.lowercased()
    let kept = entries.filter { entry in
      "\(entry.sign) \(entry.meaning) \(title)".lowercased().contains(wanted)
    }
    return kept.isEmpty ? nil : Self(title: title, entries: kept)
  }
}
