import Tabular
import Terminal

/// The columns of the dataset with their types and ranges, its classes, and what is odd about it.
package struct DatasetPane: Pane {
  package static let title = "Dataset"
  package static let bindings = [
    Binding(.down, .character("j"), help: "next column or warning", short: "column"),
    Binding(.up, .character("k"), help: "previous column or warning"),
    Binding(.pageDown, .control("d"), help: "ten rows down"),
    Binding(.pageUp, .control("u"), help: "ten rows up"),
    Binding(.home, .character("g"), help: "first column"),
    Binding(.end, .character("G"), help: "last row"),
  ]

  private var list = ListState()
  private static let page = 10

  package init() {}

  package mutating func handle(_ key: Key, seeing session: Session) -> Response {
    let count = session.openDataset.map { Self.count($0) } ?? 0
    switch key {
    case .down, .character("j"): list.move(by: 1, count: count)
    case .up, .character("k"): list.move(by: -1, count: count)
    case .pageDown, .control("d"): list.move(by: Self.page, count: count)
    case .pageUp, .control("u"): list.move(by: -Self.page, count: count)
    case .home, .character("g"): list.home(count: count)
    case .end, .character("G"): list.end(count: count)
    default: return .ignored
    }
    return .redraw
  }

  package func subtitle(_ session: Session) -> String {
    guard let open = session.openDataset else { return "" }
    let warnings = open.warnings.count
    return warnings == 0 ? "" : "! " + NumberFormat.count(warnings, "note")
  }

  package func draw(
    _ session: Session, focused: Bool, into canvas: inout Canvas, area: Rect
  ) {
    guard let open = session.openDataset else {
      canvas.write(wrapping: Self.absence(in: session), as: .dim, in: area)
      return
    }
    let places = places(open, area: area)
    ClassBars(open.profile).draw(into: &canvas, area: places.classes)
    let columns = open.profile.columns
    let warnings = open.warnings
    let table = table(width: area.width, hasHeader: places.hasHeader)
    table.draw(
      into: &canvas, area: places.table, state: list, count: Self.count(open), focused: focused
    ) { row in
      guard row < columns.count else {
        return [.init("! " + warnings[row - columns.count], .warning)]
      }
      return Self.values(
        of: columns[row], isMasked: !open.isPublic, width: area.width)
    }
    let details = details(of: list.selection(of: Self.count(open)) ?? 0, in: open)
    canvas.write(wrapping: details.text, as: details.role, in: places.details)
  }

  package func cursor(_ session: Session, area: Rect) -> Point? {
    guard let open = session.openDataset else { return area.start }
    let places = places(open, area: area)
    let header = places.hasHeader ? 1 : 0
    let count = Self.count(open)
    let first = list.firstVisible(count: count, rows: places.table.height - header)
    let line = (list.selection(of: count) ?? 0) - first
    return Point(x: area.x, y: places.table.y + header + max(0, line))
  }

  // MARK: - What is shown

  private static func absence(in session: Session) -> String {
    switch session.dataset {
    case .idle: "No data yet: o opens a file."
    case .running: "Reading " + (session.opening?.path ?? "") + " ..."
    case .failed(let message): message
    case .finished: ""
    }
  }

  private static func count(_ open: OpenDataset) -> Int {
    open.profile.columns.count + open.warnings.count
  }

  private func details(of row: Int, in open: OpenDataset) -> (text: String, role: Role) {
    let columns = open.profile.columns
    if row < columns.count {
      return (ColumnText(columns[row], isMasked: !open.isPublic).details, .dim)
    }
    let warnings = open.warnings
    let number = row - columns.count
    return number < warnings.count ? ("! " + warnings[number], .warning) : ("", .dim)
  }

  // MARK: - Places

  private struct Places {
    let classes: Rect
    let table: Rect
    let details: Rect
    let hasHeader: Bool
  }

  /// The table has the most of the room; details only where five rows of it are left.
  private func places(_ open: OpenDataset, area: Rect) -> Places {
    let classes = ClassBars(open.profile).height(in: area)
    let details = area.height >= 16 ? 4 : area.height >= 12 ? 3 : area.height >= 6 ? 2 : 0
    let rows = Layout.rows(of: area, [.fixed(classes), .share(1), .fixed(details)])
    return Places(
      classes: rows[0], table: rows[1], details: rows[2], hasHeader: rows[1].height >= 4)
  }

  private func table(width: Int, hasHeader: Bool) -> TableView {
    var columns: [TableView.Column] = [
      .init("name", width: .share(3)), .init("type", width: .fixed(6)),
    ]
    if width >= Self.medium {
      columns.append(.init("missing", width: .fixed(7), alignment: .right))
      columns.append(.init("distinct", width: .fixed(8), alignment: .right))
    }
    if width >= Self.wide { columns.append(.init("mean", width: .fixed(8), alignment: .right)) }
    if width >= Self.small { columns.append(.init("range", width: .atLeast(13, 2))) }
    return TableView(columns: columns, hasHeader: hasHeader)
  }

  private static func values(
    of column: ColumnProfile, isMasked: Bool, width: Int
  ) -> [TableView.Value] {
    let text = ColumnText(column, isMasked: isMasked)
    let role: Role = column.role == .label ? .valueChanged : .text
    var values: [TableView.Value] = [
      .init(column.name, role), .init(text.kind, .dim),
    ]
    if width >= medium {
      let isComplete = column.missing == 0
      values.append(.init("\(column.missing)", isComplete ? .dim : .warning))
      values.append(.init("\(column.distinct)"))
    }
    if width >= wide { values.append(.init(text.mean)) }
    if width >= small { values.append(.init(text.range(width: width >= medium ? 24 : 13))) }
    return values
  }

  /// With less room the name has it all, and the range is told below the table.
  private static let small = 32
  private static let medium = 56
  private static let wide = 80
}
