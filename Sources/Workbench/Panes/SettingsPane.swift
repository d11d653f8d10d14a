import Terminal

/// The form of a run: every setting, what it may be, what the selected one does.
package struct SettingsPane: Pane {
  package static let title = "Settings"
  package static let bindings = [
    Binding(.left, .character("h"), .character("-"), help: "one step less", short: "less"),
    Binding(.right, .character("l"), .character("+"), help: "one step more", short: "more"),
    Binding(.character("H"), help: "ten steps less"),
    Binding(.character("L"), help: "ten steps more"),
    Binding(.enter, .character("="), help: "type a value, or the next choice", short: "type"),
    Binding(.up, .character("k"), help: "previous setting"),
    Binding(.down, .character("j"), help: "next setting"),
    Binding(.home, .character("g"), help: "first setting"),
    Binding(.end, .character("G"), help: "last setting"),
    Binding(.character("d"), help: "back to the default"),
  ]

  private var list = ListState()
  private var editing: TextField?
  /// Nothing has been typed yet: a character takes the place of the old value.
  private var isUntouched = false
  /// Why the typed value was refused.
  private var refusal: String?

  package init() {}

  package mutating func handle(_ key: Key, seeing session: Session) -> Response {
    let fields = session.settingFields
    guard let place = list.selection(of: fields.count) else { return .ignored }
    let field = fields[place]
    if editing != nil { return type(key, into: field, seeing: session) }
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

  package func draw(
    _ session: Session, focused: Bool, into canvas: inout Canvas, area: Rect
  ) {
    let parts = parts(of: area, session)
    form(session).draw(into: &canvas, area: parts.form, state: list, focused: focused)
    var rest = parts.rest
    for line in SettingsNotes(session, selected: selectedRow(session), refusal: refusal).lines {
      let used = canvas.write(wrapping: line.text, as: line.role, in: rest)
      rest = Rect(x: rest.x, y: rest.y + used, width: rest.width, height: rest.height - used)
    }
  }

  package func cursor(_ session: Session, area: Rect) -> Point? {
    // Only the form knows where the caret is; a canvas of this size costs nothing worth saving.
    var canvas = Canvas(Size(width: area.right, height: area.bottom))
    return form(session).draw(
      into: &canvas, area: parts(of: area, session).form, state: list, focused: true)
  }

  // MARK: - Changing

  /// A big step of a choice would skip some of them.
  private func step(_ field: SettingField, _ amount: Int) -> Response {
    switch field {
    case .goalKind, .release, .scale, .runsByItself, .method:
      .act(.sampling(.step(field, amount.signum())))
    case .parameter, .goal, .seed: .act(.sampling(.step(field, amount)))
    }
  }

  private mutating func begin(_ field: SettingField, seeing session: Session) -> Response {
    let row = session.settingRow(field)
    guard row.isTyped else { return step(field, 1) }
    editing = TextField(row.value)
    isUntouched = true
    refusal = nil
    return .redraw
  }

  private mutating func type(
    _ key: Key, into field: SettingField, seeing session: Session
  ) -> Response {
    switch key {
    case .control("c"), .control("l"), .control("z"): return .ignored
    case .escape:
      editing = nil
      refusal = nil
    case .enter: return accept(into: field, seeing: session)
    default:
      if isUntouched, case .character = key { editing?.set("") }
      isUntouched = false
      if editing?.handle(key) == .changed { refusal = nil }
    }
    return .redraw
  }

  private mutating func accept(into field: SettingField, seeing session: Session) -> Response {
    let text = (editing?.text ?? "").filter { $0 != " " }
    var trial = session
    do {
      try trial.set(field, text: text)
    } catch {
      refusal = error.description
      return .redraw
    }
    editing = nil
    refusal = nil
    return .act(.sampling(.set(field, text: text)))
  }

  // MARK: - Drawing

  private func selectedRow(_ session: Session) -> SettingRow? {
    let fields = session.settingFields
    return list.selection(of: fields.count).map { session.settingRow(fields[$0]) }
  }

  /// The form gets what it needs and leaves a line for the rest where there is any, and for the
  /// reason of a refusal what that takes.
  private func parts(of area: Rect, _ session: Session) -> (form: Rect, rest: Rect) {
    let wanted = session.settingFields.count
    let reason = refusal.map { TextWrap.lines($0, width: area.width).count } ?? 1
    let least = area.height < 4 ? 0 : min(reason, area.height - 2)
    let form = max(1, min(wanted, area.height - least))
    let rows = Layout.rows(of: area, [.fixed(form), .share(1)])
    return (rows[0], rows[1])
  }

  private func form(_ session: Session) -> FormView {
    let rows = session.settingRows.map { row in
      let isRefused = refusal != nil && row.field == selectedRow(session)?.field
      let role: Role = isRefused ? .error : session.isChanged(row.field) ? .valueChanged : .value
      return FormView.Row(
        label: row.label, value: row.value, hint: row.hint, role: role,
        isAdjustable: row.isAdjustable)
    }
    return FormView(rows: rows, editing: editing)
  }
}
