import Experiments
import Numeric
import Terminal

/// The class that grows beside the others: how many of each are given away, and the ratio.
struct ExposureClasses {
  private let report: ExposureReport
  private let className: String?

  init(_ report: ExposureReport, className: String?) {
    self.report = report
    self.className = className
  }

  private static let label = 21
  private static let share = 20

  /// A heading, then a line for each kind of release.
  var lines: [StyledLine] {
    let name = TextWidth.truncate(className ?? "the class", to: 12)
    return [
      row(
        "given away", "\(name) (\(report.records.count))",
        "others (\(NumberFormat.thousands(report.majorityRows)))", "ratio", role: .header),
      row(
        " synthetic rows alone", ExposurePane.text(report.minorityRebuilt),
        report.unattacked.isEmpty ? ExposurePane.text(report.majorityRebuilt) : "not attacked",
        report.unattacked.isEmpty ? Self.text(report.rebuiltRatio) : NumberFormat.none),
      row(
        " whole release", ExposurePane.text(report.minority),
        ExposurePane.text(report.majorityReleased), Self.text(report.releasedRatio)),
    ]
  }

  private func row(
    _ label: String, _ minority: String, _ majority: String, _ ratio: String, role: Role = .text
  ) -> StyledLine {
    var line = StyledLine()
    line.add(label, role == .header ? .header : .label, width: Self.label)
    line.add(" ", role)
    line.add(minority, role, width: Self.share)
    line.add(majority, role, width: Self.share)
    line.add(ratio, role)
    return line
  }

  /// `3.2 [1.1, 9.0]`, and `over 9.5` where nobody of the others is given away.
  private static func text(_ ratio: ClassRatio) -> String {
    let interval = ratio.interval
    guard interval.high.isFinite else {
      return interval.low > 0
        ? "over " + NumberFormat.significant(interval.low, digits: 2) : "unknown"
    }
    let value = ratio.value.map { NumberFormat.significant($0, digits: 2) } ?? NumberFormat.none
    return "\(value) [\(NumberFormat.significant(interval.low, digits: 2)), "
      + "\(NumberFormat.significant(interval.high, digits: 2))]"
  }
}
