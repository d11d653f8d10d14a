/// The look of every role.
package struct Theme: Sendable, Equatable {
  package let name: String
  package let summary: String
  private let styles: [Role: Style]

  /// `styles` needs no entry for every role: a missing one is that of the part before its dot, at
  /// last that of `text`.
  package init(name: String, summary: String, styles: [Role: Style]) {
    self.name = name
    self.summary = summary
    self.styles = styles
  }

  /// Whether the classes of a plot differ in color.
  package var hasPlotColors: Bool {
    let plots: [Role] = [.plotMajority, .plotMinority, .plotSynthetic]
    let colors = plots.map { style($0).foreground }
    return colors.indices.allSatisfy { !colors[..<$0].contains(colors[$0]) }
  }

  package func style(_ role: Role) -> Style {
    if let style = styles[role] { return style }
    if let dot = role.rawValue.firstIndex(of: "."),
      let parent = Role(rawValue: String(role.rawValue[..<dot]))
    {
      return style(parent)
    }
    return role == .text ? Style() : style(.text)
  }
}
