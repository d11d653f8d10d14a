import Terminal

/// Every warning in full, under the setting that causes it, with the rows that it is about.
package struct WarningPane: Pane {
  package static let title = "Warnings"
  package static let bindings = [
    Binding(.down, .character("j"), help: "scroll down", short: "scroll"),
    Binding(.up, .character("k"), help: "scroll up"),
    Binding(.pageDown, .control("d"), .character(" "), help: "ten lines down"),
    Binding(.pageUp, .control("u"), help: "ten lines up"),
    Binding(.character("g"), .home, help: "to the top"),
    Binding(.character("G"), .end, help: "to the end"),
    Binding(.escape, .character("q"), .enter, help: "close", short: "close"),
  ]

  private var text = TextScroll()
  private var area = TextScroll.usualArea
  private static let page = 10
  /// Rows that are named of each kind.
  private static let namedRows = 500

  package init() {}

  package mutating func handle(_ key: Key, seeing session: Session) -> Response {
    switch key {
    case .down, .character("j"): scroll(by: 1, session)
    case .up, .character("k"): scroll(by: -1, session)
    case .pageDown, .control("d"), .character(" "): scroll(by: Self.page, session)
    case .pageUp, .control("u"): scroll(by: -Self.page, session)
    case .character("g"), .home: text.toTop()
    case .character("G"), .end: scroll(by: .max, session)
    case .escape, .character("q"), .enter: return .act(.layout(.closeOverlay))
    default: return .ignored
    }
    return .redraw
  }

  private mutating func scroll(by amount: Int, _ session: Session) {
    text.move(by: amount, of: lines(session, width: area.width).count, rows: area.height)
  }

  package mutating func place(in area: Rect) { self.area = area }

  package func subtitle(_ session: Session) -> String {
    session.isStale ? "of the run before" : ""
  }

  package func draw(
    _ session: Session, focused: Bool, into canvas: inout Canvas, area: Rect
  ) {
    let lines = lines(session, width: area.width)
    canvas.draw(
      lines, from: text.first(of: lines.count, rows: area.height), in: area, hasMore: true)
  }

  private func lines(_ session: Session, width: Int) -> [StyledLine] {
    let sections =
      failure(session, width: width) + warnings(session, width: width)
      + remarks(session, width: width)
    guard !sections.isEmpty else {
      return StyledLine.wrapped("There is nothing to warn of.", .dim, width: width)
    }
    return Array(sections.joined(separator: [StyledLine.blank]))
  }

  private func failure(_ session: Session, width: Int) -> [[StyledLine]] {
    guard case .failed(let message) = session.run else { return [] }
    return [
      [StyledLine("The run failed", .title)] + StyledLine.wrapped(message, .error, width: width)
    ]
  }

  /// A section for each setting, in the order of the form, and one for the data.
  private func warnings(_ session: Session, width: Int) -> [[StyledLine]] {
    let all = session.warnings
    let fields = session.settingFields.map(Optional.some) + [nil]
    return fields.compactMap { field in
      let texts = all.filter { $0.field == field }.map(\.text)
      guard !texts.isEmpty else { return nil }
      let name = field.map { Self.heading(session.settingRow($0)) } ?? "data"
      var lines = [StyledLine(name, .title)]
      lines += texts.flatMap { StyledLine.wrapped("! " + $0, .warning, width: width, indent: 2) }
      guard field == .method else { return lines }
      return lines
        + session.warnedRows(limit: Self.namedRows)
        .flatMap { StyledLine.wrapped($0, width: width, indent: 2) }
    }
  }

  /// What the attacks had to say, and why some do not apply.
  private func remarks(_ session: Session, width: Int) -> [[StyledLine]] {
    session.picture.attacks.compactMap { attack in
      var texts = attack.remarks
      if case .doesNotApply(let reason) = attack.state { texts.append(reason) }
      guard !texts.isEmpty else { return nil }
      return [StyledLine(attack.title, .title)]
        + texts.flatMap { StyledLine.wrapped("- " + $0, width: width, indent: 2) }
    }
  }

  private static func heading(_ row: SettingRow) -> String { "\(row.label) \(row.value)" }
}
