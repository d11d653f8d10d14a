import Tabular
import Terminal

/// How many rows each class has, as numbers and bars; the one that is balanced first.
struct ClassBars {
  private let profile: DatasetProfile
  /// More classes than this are summed up.
  private static let limit = 3

  init(_ profile: DatasetProfile) { self.profile = profile }

  /// The rows that `draw` uses of a pane with that area.
  func height(in area: Rect) -> Int {
    guard let classes = profile.classes else { return min(1, area.height) }
    return area.height >= 8 ? 1 + min(Self.limit, classes.counts.levels.count) : min(1, area.height)
  }

  func draw(into canvas: inout Canvas, area: Rect) {
    guard let classes = profile.classes else {
      canvas.write("no class column", filling: area.row(0), as: .warning)
      return
    }
    canvas.write(summary(of: classes, width: area.width), filling: area.row(0), as: .text)
    let counts = classes.counts
    for (row, code) in order(of: classes).prefix(max(0, area.height - 1)).enumerated() {
      let line = area.row(row + 1)
      let isMinority = code == classes.minority
      let parts = Layout.columns(
        of: line, [.share(2), .fixed(9), .share(3)], gap: 1)
      canvas.write(
        "  " + counts.levels[code], filling: parts[0], as: isMinority ? .plotMinority : .text)
      canvas.write(
        NumberFormat.thousands(counts.counts[code]), filling: parts[1], alignment: .right,
        as: .text)
      Gauge(share: Double(counts.counts[code]) / Double(max(1, profile.rows)))
        .draw(into: &canvas, area: parts[2])
    }
  }

  /// `outcome: case 45 of 1,200, 1 : 25.7`, with the repeated rows where there is room.
  private func summary(of classes: DatasetProfile.ClassProfile, width: Int) -> String {
    let imbalance = NumberFormat.significant(classes.counts.imbalance)
    let least = Self.counted(
      classes.minorityName, NumberFormat.thousands(classes.minorityRows))
    let short = least + ", imbalance \(imbalance)"
    let middle = "\(classes.label): " + short
    let long =
      middle + ", \(NumberFormat.thousands(classes.minorityUniqueRows)) unique, "
      + "\(NumberFormat.thousands(profile.duplicateRows)) duplicate rows"
    let ratio = least + ", 1 : " + imbalance
    return [long, middle, short, ratio].first { TextWidth.of($0) <= width } ?? least
  }

  /// `case 45`, but `1: 45`: two numbers beside each other would be read as one.
  static func counted(_ name: String, _ count: String) -> String {
    name.last?.isNumber == true ? "\(name): \(count)" : "\(name) \(count)"
  }

  /// The minority, then the others by size.
  private func order(of classes: DatasetProfile.ClassProfile) -> [Int] {
    let counts = classes.counts.counts
    let others = counts.indices.filter { $0 != classes.minority }
      .sorted { (counts[$1], $0) < (counts[$0], $1) }
    return [classes.minority] + others
  }
}
