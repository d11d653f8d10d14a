import Experiments
import Tabular
import Terminal

/// The first row: which data, which settings, whether real values are shown, what goes on.
package struct TitleLine {
  private let session: Session

  package init(_ session: Session) { self.session = session }

  /// Columns that the name of a file or of a class may take: the settings must stay in sight.
  private static func longestName(_ brevity: Int) -> Int { [32, 32, 24, 16][brevity] }

  /// Draws the longest wording that fits: a shorter one drops words, not facts.
  package func draw(into canvas: inout Canvas, area: Rect) {
    canvas.fill(area, as: .status)
    let wordings = (0...3).map { parts(brevity: $0) }
    let ascii = canvas.isASCII
    let fitting = wordings.first { parts in
      TextWidth.of(parts.left, ascii: ascii) + TextWidth.of(parts.right, ascii: ascii) + 2
        <= area.width
    }
    let (left, right) = fitting ?? wordings[3]
    let start = canvas.write(right, alignedRightIn: area, as: .status)
    let rest = Rect(x: area.x, y: area.y, width: start - area.x - 1, height: 1)
    canvas.write(left, filling: rest, as: .status)
  }

  /// - Parameter brevity: from 0, everything in words, to 3.
  private func parts(brevity: Int) -> (left: String, right: String) {
    let data = dataText(brevity: brevity)
    let settings =
      session.openDataset == nil
      ? "" : RunText.settings(session, short: brevity > 0)
    let left = [data, settings].filter { !$0.isEmpty }.joined(separator: brevity > 1 ? "  " : "   ")
    let right = [maskText(brevity: brevity), RunText.state(session)].filter { !$0.isEmpty }
    return (" " + left, right.joined(separator: brevity > 1 ? "  " : "   ") + " ")
  }

  private func dataText(brevity: Int) -> String {
    guard let open = session.openDataset else {
      return session.opening.map { "opening \($0.path)" } ?? "Smokeout: press o to open a file"
    }
    let size = "\(open.dataset.rowCount)x\(open.dataset.columns.count)"
    let shown = TextWidth.truncate(open.name, to: Self.longestName(brevity))
    let name = brevity > 2 ? shown : "\(shown) \(size)"
    let label = classText(open.dataset, brevity: brevity)
    return label.isEmpty ? name : name + "  " + label
  }

  private func classText(_ dataset: Dataset, brevity: Int) -> String {
    guard let data = session.preparedPicture?.data, let count = session.minorityCount else {
      return ""
    }
    let share = NumberFormat.percent(
      Double(count) / Double(max(1, data.labels.count)), digits: 1)
    let name = TextWidth.truncate(data.minorityName, to: Self.longestName(brevity))
    let counted = ClassBars.counted(name, "\(count)\(outOf(count, data))")
    if brevity > 1 { return counted }
    if brevity > 0 { return "\(counted) (\(share))" }
    let label = TextWidth.truncate(dataset.label?.name ?? "?", to: Self.longestName(brevity))
    return "class \(label): \(counted) (\(share))"
  }

  /// ` of 45` where other rows of the class are kept apart.
  private func outOf(_ count: Int, _ data: PreparedData) -> String {
    guard data.preparation.holdout + data.preparation.test > 0,
      let classes = session.openDataset?.profile.classes?.counts,
      let place = classes.levels.firstIndex(of: data.minorityName), classes.counts[place] > count
    else { return "" }
    return " of " + NumberFormat.thousands(classes.counts[place])
  }

  private func maskText(brevity: Int) -> String {
    guard session.openDataset != nil else { return "" }
    let word = MaskText.word(session, isMasked: session.revealedClaim == nil)
    return brevity > 1 ? word : "real rows: " + word
  }
}
