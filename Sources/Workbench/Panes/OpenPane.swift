import Terminal

/// Choosing a file: a path that completes itself, and what is in its folder.
package struct OpenPane: Pane {
  package static let title = "Open"
  package static let bindings = [
    Binding(.tab, help: "complete the path", short: "complete"),
    Binding(.backTab, help: "the folder above", short: "folder above"),
    Binding(.down, .up, help: "choose from the list", short: "choose"),
    Binding(.pageDown, .pageUp, help: "ten entries on or back"),
    Binding(.enter, help: "open the marked file, or enter the folder", short: "open"),
    Binding(.escape, help: "close", short: "close"),
  ]

  private var field = TextField()
  private var list = ListState()
  /// Whether an entry of the list is meant, not the text.
  private var isChoosing = false
  private static let page = 10

  package init() {}

  package var isTyping: Bool { true }

  /// Begins in the folder that was looked at last, or in that of the open file.
  package mutating func open(over state: WorkbenchState) {
    let folder = PathCompletion.normalized(state.session.startFolder)
    if folder != "." { field.set(folder == "/" ? folder : folder + "/") }
  }

  // MARK: - Keys

  package mutating func handle(_ key: Key, seeing session: Session) -> Response {
    let entries = entries(session)
    switch key {
    case .escape: return .act(.layout(.closeOverlay))
    case .tab: return replaceText(PathCompletion(field.text).completed(with: entries), session)
    case .backTab: return replaceText(PathCompletion(field.text).folderAbove, session)
    case .enter: return enter(entries, session)
    case .down: choose(by: 1, among: entries)
    case .up: choose(by: -1, among: entries)
    case .pageDown: choose(by: Self.page, among: entries)
    case .pageUp: choose(by: -Self.page, among: entries)
    default: return typed(key, session)
    }
    return .redraw
  }

  private mutating func typed(_ key: Key, _ session: Session) -> Response {
    var newField = field
    switch newField.handle(key) {
    case .ignored: return .ignored
    case .consumed:
      field = newField
      return .redraw
    case .changed:
      field = newField
      isChoosing = false
      return listIfNeeded(session)
    }
  }

  private mutating func choose(by amount: Int, among entries: [FolderEntry]) {
    guard !entries.isEmpty else { return }
    list.move(by: amount, count: entries.count)
    isChoosing = true
  }

  /// What was typed in full is meant before what is marked in the list.
  private mutating func enter(_ entries: [FolderEntry], _ session: Session) -> Response {
    let path = PathCompletion(field.text)
    let named = listing(session)?.entries.first { $0.name == path.prefix }
    let marked = list.selection(of: entries.count).map { entries[$0] }
    if let chosen = isChoosing ? marked : named ?? marked {
      let text = path.replaced(by: chosen)
      return chosen.isFolder ? replaceText(text, session) : .act(.dataset(.open(path: text)))
    }
    guard !path.prefix.isEmpty else { return .redraw }
    return .act(.dataset(.open(path: field.text)))
  }

  private mutating func replaceText(_ text: String, _ session: Session) -> Response {
    field.set(text)
    isChoosing = false
    return listIfNeeded(session)
  }

  /// Asks for the folder of the text, unless it is listed already.
  private mutating func listIfNeeded(_ session: Session) -> Response {
    list = ListState()
    guard listing(session) == nil else { return .redraw }
    return .act(.dataset(.browse(folder: PathCompletion(field.text).folder)))
  }

  // MARK: - What there is

  /// What is in the folder of the text, once that is known.
  private func listing(_ session: Session) -> FolderListing? {
    guard case .finished(let listing) = session.browsing,
      PathCompletion.normalized(listing.folder) == PathCompletion(field.text).folder
    else { return nil }
    return listing
  }

  private func entries(_ session: Session) -> [FolderEntry] {
    listing(session).map { PathCompletion(field.text).candidates(in: $0) } ?? []
  }

  // MARK: - Drawing

  package func draw(
    _ session: Session, focused: Bool, into canvas: inout Canvas, area: Rect
  ) {
    let parts = parts(of: area)
    canvas.write("File ", at: parts.field.start, as: .label, in: parts.field)
    field.draw(into: &canvas, area: Self.input(in: parts.field), focused: focused)
    let entries = entries(session)
    if entries.isEmpty {
      let (text, role) = absence(session)
      canvas.write(wrapping: text, as: role, in: parts.list)
    }
    Self.table.draw(
      into: &canvas, area: parts.list, state: shownState(rows: parts.list.height),
      count: entries.count, focused: focused && isChoosing
    ) { row in Self.row(entries[row]) }
  }

  package func cursor(_ session: Session, area: Rect) -> Point? {
    let parts = parts(of: area)
    let count = entries(session).count
    if isChoosing, let selected = list.selection(of: count), !parts.list.isEmpty {
      let rows = parts.list.height
      let first = shownState(rows: rows).firstVisible(count: count, rows: rows)
      return Point(x: parts.list.x, y: parts.list.y + selected - first)
    }
    let input = Self.input(in: parts.field)
    guard !input.isEmpty else { return area.start }
    let before = TextWidth.of(String(field.text.prefix(field.caret)))
    return Point(x: input.x + min(before, input.width - 1), y: input.y)
  }

  private func parts(of area: Rect) -> (field: Rect, list: Rect) {
    let rows = Layout.rows(
      of: area, [.fixed(1), .fixed(area.height > 6 ? 1 : 0), .share(1)])
    return (rows[0], rows[2])
  }

  private static func input(in row: Rect) -> Rect {
    Rect(x: row.x + 5, y: row.y, width: row.width - 5, height: row.height)
  }

  /// The list is turned over page by page.
  private func shownState(rows: Int) -> ListState {
    ListState(selected: list.selected, top: list.selected / max(1, rows) * max(1, rows))
  }

  private func absence(_ session: Session) -> (String, Role) {
    switch session.browsing {
    case .running: ("Reading the folder ...", .dim)
    case .failed(let message): (message, .error)
    case .idle: ("Type a path; Tab completes it.", .dim)
    case .finished:
      listing(session) == nil
        ? ("Tab lists the folder.", .dim) : ("No folder and no data file begins so.", .dim)
    }
  }

  private static let table = TableView(
    columns: [
      .init("name", width: .share(1)),
      .init("size", width: .fixed(9), alignment: .right),
    ], hasHeader: false)

  private static func row(_ entry: FolderEntry) -> [TableView.Value] {
    [
      .init(entry.name + (entry.isFolder ? "/" : ""), entry.isFolder ? .key : .text),
      .init(entry.size.map(NumberFormat.bytes) ?? "", .dim),
    ]
  }
}
