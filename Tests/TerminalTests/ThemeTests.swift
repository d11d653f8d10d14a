import Foundation
import Terminal
import Testing

@Suite struct ThemeTests {
  private func parse(_ text: String) -> (theme: Theme?, problems: [String]) {
    let (theme, problems) = ThemeParser.parse(text, file: "test.toml")
    return (theme, problems.map(\.description))
  }

  @Test func colorsComeFromThePalette() {
    let (theme, problems) = parse(
      """
      name = "Test"
      summary = "A test."
      [palette]
      gold = 220
      sky = "#5fAFff"
      coral = { rgb = "#ff5f5f", index = 203 }
      sand = { rgb = "#ffd7af" }
      [roles]
      text = { fg = "gold", bg = "terminal" }
      risk = { fg = "coral", bg = "sky", bold = true, dim = false }
      key = { fg = "#010203", mono = ["underline", "bold"] }
      label = { fg = 7 }
      value = { fg = "sand", italic = true }
      """)
    #expect(problems == [])
    #expect(theme?.name == "Test")
    #expect(theme?.summary == "A test.")
    #expect(theme?.style(.text) == Style(foreground: .indexed(220)))
    #expect(
      theme?.style(.risk)
        == Style(
          foreground: .indexed(203), background: .rgb(red: 95, green: 175, blue: 255),
          attributes: .bold, monochrome: .bold))
    #expect(
      theme?.style(.key)
        == Style(
          foreground: .rgb(red: 1, green: 2, blue: 3), monochrome: [.underline, .bold]))
    #expect(theme?.style(.label).foreground == .indexed(7))
    #expect(theme?.style(.value).foreground == .rgb(red: 255, green: 215, blue: 175))
  }

  @Test func aMissingRoleLooksLikeThePartBeforeItsDot() {
    let (theme, problems) = parse(
      """
      [roles]
      text = { dim = true }
      title = { bold = true }
      plot = { fg = 3 }
      "plot.minority" = { fg = 4 }
      """)
    #expect(problems == [])
    #expect(theme?.style(.titleFocused).attributes == .bold)
    #expect(theme?.style(.plotMatched).foreground == .indexed(3))
    #expect(theme?.style(.plotMinority).foreground == .indexed(4))
    #expect(theme?.style(.warning).attributes == .dim)
  }

  @Test func dottedNamesNeedNoQuotes() {
    let (theme, problems) = parse(
      "[roles]\nplot.minority = { fg = 4 }\n[roles.title.focused]\nfg = 5")
    #expect(problems == [])
    #expect(theme?.style(.plotMinority).foreground == .indexed(4))
    #expect(theme?.style(.titleFocused).foreground == .indexed(5))
    #expect(theme?.style(.plotMajority).foreground == .terminal)
  }

  @Test(arguments: [
    ("[roles]\n\n\"plot.minorty\" = { fg = 1 }", "test.toml:3: unknown role \"plot.minorty\""),
    (
      "[palette]\nred = 1\n[roles]\nrisk = { fg = \"rad\" }",
      "test.toml:4: unknown color \"rad\" in role \"risk\"; expected a name of the palette, "
        + "\"terminal\", \"#rrggbb\" or 0 to 255"
    ),
    (
      "[roles]\nrisk = { fg = 256 }",
      "test.toml:2: bad color in role \"risk\"; expected a name of the palette, \"terminal\", "
        + "\"#rrggbb\" or 0 to 255"
    ),
    (
      "\n[palette]\nred = \"#ff00\"",
      "test.toml:3: color \"red\" must be \"#rrggbb\", 0 to 255, or { rgb = …, index = … }"
    ),
    (
      "[palette]\nred = { rgb = \"#ff0000\", index = 300 }",
      "test.toml:2: color \"red\" must be \"#rrggbb\", 0 to 255, or { rgb = …, index = … }"
    ),
    (
      "[roles]\n# risk = bold\nrisk = { blink = true }",
      "test.toml:3: unknown key \"blink\" in role \"risk\""
    ),
    ("[roles]\nrisk = { bold = 1 }", "test.toml:2: bold in role \"risk\" must be true or false"),
    (
      "[roles]\nrisk = { mono = [\"loud\"] }",
      "test.toml:2: unknown attribute \"loud\" in mono of role \"risk\""
    ),
    (
      "[roles]\nrisk = { mono = \"bold\" }",
      "test.toml:2: mono in role \"risk\" must be a list such as [\"bold\"]"
    ),
    ("[roles]\nrisk = \"red\"", "test.toml:2: role \"risk\" must be { fg = …, bold = … }"),
    ("name = 5", "test.toml:1: name must be a text in quotes"),
    ("palette = 5", "test.toml:1: palette must be a table"),
    (
      "name = \"x\"\ncolour = 1",
      "test.toml:2: unknown key \"colour\"; expected name, summary, palette or roles"
    ),
  ])
  func whatIsNotUnderstoodIsReportedWithItsLine(text: String, expected: String) {
    let (theme, problems) = parse(text)
    #expect(problems == [expected])
    #expect(theme != nil)
  }

  @Test func aProblemLeavesTheRestOfTheThemeAlone() {
    let (theme, problems) = parse("[roles]\nrisk = { fg = 999, bold = true }\nkey = { fg = 2 }")
    #expect(problems.count == 1)
    #expect(theme?.style(.risk).attributes == .bold)
    #expect(theme?.style(.key).foreground == .indexed(2))
  }

  @Test func brokenTOMLIsReportedWithLineAndColumn() {
    let (theme, problems) = ThemeParser.parse("name = \"x\"\n[roles\ntext = {}", file: "a.toml")
    #expect(theme == nil)
    #expect(problems.map(\.line) == [2])
    #expect(problems.first?.column == 7)
    #expect(problems.first?.description.hasPrefix("a.toml:2:7: ") == true)
  }

  @Test func problemsShowHostileNamesAsVisibleText() {
    let (_, problems) = parse("[roles]\n\"\\u001b[2J\" = {}")
    #expect(problems == ["test.toml:1: unknown role \"␛[2J\""])
  }

  @Test func aThemeWithoutANameIsCalledAfterItsFile() {
    #expect(ThemeParser.parse("", file: "Themes/sea.toml").theme?.name == "sea")
  }

  @Test(arguments: ["dark", "light", "mono"])
  func theThemesOfTheProjectHaveNoProblems(name: String) throws {
    let (theme, problems) = try shipped(name)
    #expect(problems == [])
    #expect(theme?.summary.isEmpty == false)
  }

  @Test(arguments: ["dark", "light", "mono"])
  func theThemesOfTheProjectGiveEveryRoleALookOfItsOwn(name: String) throws {
    // Only a role without an entry looks like its changed parents.
    let text = try text(of: name)
    for role in Role.allCases {
      #expect(
        text.contains("\n\(role.rawValue) = {") || text.contains("\n\"\(role.rawValue)\" = {"))
    }
  }

  @Test(arguments: ["dark", "light", "mono", "plain"])
  func withoutColorsTheClassesOfThePlotDiffer(name: String) throws {
    let theme = try #require(name == "plain" ? .plain : try shipped(name).theme)
    let classes: [Role] = [
      .plotMajority, .plotMinority, .plotSynthetic, .plotReconstructed, .plotMatched,
    ]
    #expect(Set(classes.map { theme.style($0).monochrome }).count == classes.count)
    #expect(theme.style(.text) == Style())
  }

  @Test func thePlotColorsAreTheMeasuredOnes() throws {
    let classes: [Role] = [
      .plotMajority, .plotMinority, .plotSynthetic, .plotReconstructed, .plotMatched,
    ]
    for (name, indices) in [
      ("dark", [248, 220, 75, 203, 231]), ("light", [243, 130, 25, 88, 16]),
    ] as [(String, [UInt8])] {
      let theme = try #require(try shipped(name).theme)
      #expect(classes.map { theme.style($0).foreground } == indices.map { .indexed($0) })
    }
  }

  private func shipped(_ name: String) throws -> (theme: Theme?, problems: [ThemeProblem]) {
    ThemeParser.parse(try text(of: name), file: name + ".toml")
  }

  private func text(of name: String) throws -> String {
    let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let path = root.appendingPathComponent("Themes").appendingPathComponent(name + ".toml")
    return try String(contentsOf: path, encoding: .utf8)
  }
}
