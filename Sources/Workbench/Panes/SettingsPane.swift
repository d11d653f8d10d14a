import Terminal

/// The form of a run: every setting, what it may be, what the selected one does.
package struct SettingsPane: Pane {
  package static let title = "Settings"
  package static let bindings = [
    Binding(.left, .character("h"), .character("-"), help: "one step less", short: "less"),
    Binding(.right, .character("l"), .character("+"), help: "one step more", short: "more"),
    Binding(.character("H"), help: "ten steps less"),
    Binding(.character("L"), help: "ten steps more"),
    Binding(
      .enter, .character("="), help: "type a value, open a menu, or the next choice",
      short: "type"),
    Binding(.up, .character("k"), help: "previous setting"),
    Binding(.down, .character("j"), help: "next setting"),
    Binding(.home, .character("g"), help: "first setting"),
    Binding(.end, .character("G"), help: "last setting"),
    Binding(.character("d"), help: "back to the default"),
  ]

  private var list = ListState()
  private var entry = ValueEntry()

  package init() {}

  package var isTyping: Bool { entry.isOpen }

  package func keys(_ session: Session) -> [Binding] {
    entry.isOpen ? TextKeys.entry : Self.bindings
  }

  package mutating func handle(_ key: Key, seeing session: Session) -> Response {
    let fields = session.settingFields
    guard let place = list.selection(of: fields.count) else { return .ignored }
    let field = fields[place]
    if entry.isOpen { return type(key, into: field, seeing: session) }
    switch key {
    case .left, .character("h"), .character("-"): return step(field, -1)
    case .right, .character("l"), .character("+"): return step(field, 1)
    case .character("H"): return step(field, -10)
    case .character("L"): return step(field, 10)
    case .enter, .character("="): return begin(field, seeing: session)
    case .character("d"): return .act(.sampling(.reset(field)))
    case .up, .character("k"): list.move(by: -1, count: fields.count)
    case .down, .character("j"): list.move(by: 1, count: fields.count)
    case .home, .character("g"): list.home(count: fields.count)
    case .end, .character("G"): list.end(count: fields.count)
    default: return .ignored
    }
    return .redraw
  }

  /// Not all of the settings may be in sight.
  package func subtitle(_ session: Session) -> String {
    let count = session.settingFields.count
    return list.selection(of: count).map { "\($0 + 1) of \(count)" } ?? ""
  }

  package func draw(
    _ session: Session, focused: Bool, into canvas: inout Canvas, area: Rect
  ) {
    let notes = SettingsNotes(session, selected: selectedRow(session), refusal: entry.refusal)
    let parts = parts(of: area, session, notes)
    form(session, width: parts.form.width)
      .draw(into: &canvas, area: parts.form, state: list, focused: focused)
    markWarnings(session, into: &canvas, area: parts.form)
    let lines = notes.lines.flatMap { line in
      TextWrap.lines(line.text, width: parts.rest.width).map { StyledLine($0, line.role) }
    }
    canvas.draw(lines, from: 0, in: parts.rest)
    sayMore(lines.count, notes, into: &canvas, area: parts.rest)
  }

  /// Where the rest can be read, if some of it is out of sight; never in place of one that
  /// must be readable.
  private func sayMore(
    _ count: Int, _ notes: SettingsNotes, into canvas: inout Canvas, area: Rect
  ) {
    let needed = notes.neededLines(width: area.width)
    guard count > area.height, area.height != needed, area.height > 2 else { return }
    let hasWarnings = notes.lines.contains { $0.role == .warning }
    let last = area.row(area.height - 1)
    canvas.fill(last)
    canvas.write(
      "\(count - area.height + 1) more lines: " + (hasWarnings ? "W or z" : "z"), filling: last,
      as: .dim)
  }

  /// A sign in front of each setting that causes a warning.
  private func markWarnings(_ session: Session, into canvas: inout Canvas, area: Rect) {
    let fields = session.settingFields
    let warned = Set(session.warnings.compactMap(\.field))
    let first = list.firstVisible(count: fields.count, rows: area.height)
    for (row, field) in fields.dropFirst(first).prefix(area.height).enumerated()
    where warned.contains(field) {
      let line = area.row(row)
      canvas.write("!", at: Point(x: line.x + 1, y: line.y), as: .warning, in: line)
    }
  }

  package func cursor(_ session: Session, area: Rect) -> Point? {
    // Only the form knows where the caret is; a canvas of this size costs nothing worth saving.
    var canvas = Canvas(Size(width: area.right, height: area.bottom))
    let notes = SettingsNotes(session, selected: selectedRow(session), refusal: entry.refusal)
    let place = parts(of: area, session, notes).form
    return form(session, width: place.width)
      .draw(into: &canvas, area: place, state: list, focused: true)
  }

  // MARK: - Changing

  /// A big step of a choice would skip some of them.
  private func step(_ field: SettingField, _ amount: Int) -> Response {
    .act(.sampling(.step(field, field.isNumber ? amount : amount.signum())))
  }

  private mutating func begin(_ field: SettingField, seeing session: Session) -> Response {
    if let menu = field.menu { return .act(.layout(.show(menu))) }
    let row = session.settingRow(field)
    guard row.isTyped else { return step(field, 1) }
    entry.open(row.value)
    return .redraw
  }

  private mutating func type(
    _ key: Key, into field: SettingField, seeing session: Session
  ) -> Response {
    switch entry.handle(key) {
    case .ignored: .ignored
    case .changed: .redraw
    case .entered(let text): accept(text, into: field, seeing: session)
    }
  }

  private mutating func accept(
    _ typed: String, into field: SettingField, seeing session: Session
  ) -> Response {
    // Words and names of classes have blanks in them; numbers have none.
    let text = field == .goal ? typed.trimmed : typed.filter { $0 != " " }
    var trial = session
    do {
      try trial.set(field, text: text)
    } catch {
      entry.refuse(error.description)
      return .redraw
    }
    entry.close()
    return .act(.sampling(.set(field, text: text)))
  }

  // MARK: - Drawing

  private func selectedRow(_ session: Session) -> SettingRow? {
    let fields = session.settingFields
    return list.selection(of: fields.count).map { session.settingRow(fields[$0]) }
  }

  /// Notes stand beside the form from this width on: then there is room for all of them.
  private static let wide = 70
  private static let formWidth = 36
  /// Rows of the form that stay in sight whatever there is to say.
  private static let leastRows = 3

  /// The form gets what it needs and leaves a few lines for the rest where there are any; for the
  /// reason of a refusal, and for the warnings beside the selected setting, what those take.
  private func parts(
    of area: Rect, _ session: Session, _ notes: SettingsNotes
  ) -> (form: Rect, rest: Rect) {
    if area.width >= Self.wide {
      let columns = Layout.columns(of: area, [.fixed(Self.formWidth), .share(1)], gap: 2)
      return (columns[0], columns[1])
    }
    let wanted = session.settingFields.count
    let lines = notes.neededLines(width: area.width)
    let usual = area.height >= 14 ? 5 : area.height >= 8 ? 3 : 2
    let least = area.height < 4 ? 0 : min(max(usual, lines), area.height - Self.leastRows)
    let form = max(1, min(wanted, area.height - least))
    let rows = Layout.rows(of: area, [.fixed(form), .share(1)])
    return (rows[0], rows[1])
  }

  private func form(_ session: Session, width: Int) -> FormView {
    let rows = session.settingRows.map { row in
      let isRefused = entry.refusal != nil && row.field == selectedRow(session)?.field
      let role: Role = isRefused ? .error : session.isChanged(row.field) ? .valueChanged : .value
      return FormView.Row(
        label: row.label, value: Self.shortened(row, width: width), hint: row.hint, role: role,
        isAdjustable: row.isAdjustable)
    }
    return FormView(rows: rows, editing: entry.field)
  }

  /// A long value must not push the labels out of the form: the status of the whole is told below.
  private static func shortened(_ row: SettingRow, width: Int) -> String {
    let arrows = row.isAdjustable ? 4 : 0
    let room = max(6, width - labelRoom - arrows)
    guard TextWidth.of(row.value) > room else { return row.value }
    let text = row.field == .method ? MethodText.short(row.value) : row.value
    return TextWidth.truncate(text, to: room)
  }

  /// Columns of the marker and of a label.
  private static let labelRoom = 11
}

extension String {
  /// Without blanks at both ends.
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
