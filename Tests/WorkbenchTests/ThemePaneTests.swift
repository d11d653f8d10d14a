import Terminal
import Testing
import Workbench

@Suite struct ThemePaneTests {
  private static let themes = ["Dark", "Light", "Mono"].map {
    Theme(name: $0, summary: "The \($0) one.", styles: [:])
  }

  private func opened() -> ThemePane {
    var pane = ThemePane()
    pane.open(
      over: WorkbenchState(panes: [], theme: Self.themes[1], themes: Self.themes))
    return pane
  }

  private func theme(_ response: Response) -> String? {
    guard case .act(.layout(.theme(let theme))) = response else { return nil }
    return theme.name
  }

  @Test func movingAppliesATheme() {
    var pane = opened()
    #expect(theme(pane.handle(.down, seeing: Session())) == "Mono")
    #expect(theme(pane.handle(.character("k"), seeing: Session())) == "Light")
    #expect(theme(pane.handle(.home, seeing: Session())) == "Dark")
  }

  @Test func escapeGoesBackToTheThemeBefore() {
    var pane = opened()
    _ = pane.handle(.down, seeing: Session())
    guard case .act(.layout(.leaveThemes(let theme))) = pane.handle(.escape, seeing: Session())
    else {
      Issue.record("the theme was kept")
      return
    }
    #expect(theme.name == "Light")
  }

  @Test func enterKeepsTheTheme() {
    var pane = opened()
    guard case .act(.layout(.closeOverlay)) = pane.handle(.enter, seeing: Session()) else {
      Issue.record("still open")
      return
    }
  }

  @Test func theMenuNamesThemesAndShowsEveryRole() {
    let canvas = drawn(opened(), Session(), 78, 22)
    let text = canvas.text.joined(separator: "\n")
    for theme in Self.themes {
      #expect(text.contains(theme.name))
      #expect(text.contains(theme.summary))
    }
    for role in Role.allCases { #expect(canvas.cells.contains { $0.role == role }) }
  }

  @Test func noSizeTraps() {
    #expect(survivesEverySize(opened(), Session()))
    #expect(survivesEverySize(ThemePane(), Session()))
  }
}
