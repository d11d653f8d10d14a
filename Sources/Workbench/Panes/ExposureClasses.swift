import Experiments
import Numeric
import Terminal

/// The class that grows beside the others: how many of each are given away, and the ratio.
struct ExposureClasses {
  private let report: ExposureReport
  private let className: String?
  private let width: Int

  init(_ report: ExposureReport, className: String?, width: Int) {
    self.report = report
    self.className = className
    self.width = width
  }

  /// Columns from which on the others have their interval too.
  private static let wide = 76
  private var isWide: Bool { width >= Self.wide }
  private var labelWidth: Int { isWide ? 21 : 15 }
  private var share: Int { isWide ? 20 : 19 }
  /// Of the others: where room is short without the interval, which the ratio has as well.
  private var otherShare: Int { isWide ? 20 : 9 }

  /// A heading, then a line for each kind of release.
  var lines: [StyledLine] {
    let name = TextWidth.truncate(className ?? "the class", to: 12)
    return [
      row(
        "given away", "\(name) (\(report.records.count))",
        isWide ? "others (\(NumberFormat.thousands(report.majorityRows)))" : "others", "ratio",
        role: .header),
      row(
        isWide ? " synthetic rows alone" : " synthetic", ExposurePane.text(report.minorityRebuilt),
        report.unattacked.isEmpty ? others(report.majorityRebuilt) : "not attacked",
        report.unattacked.isEmpty ? Self.text(report.rebuiltRatio) : NumberFormat.none),
      row(
        " whole release", ExposurePane.text(report.minority), others(report.majorityReleased),
        Self.text(report.releasedRatio)),
    ]
  }

  private func others(_ share: ExposureShare) -> String {
    isWide ? ExposurePane.text(share) : NumberFormat.percent(share.share, digits: 0)
  }

  private func row(
    _ label: String, _ minority: String, _ majority: String, _ ratio: String, role: Role = .text
  ) -> StyledLine {
    var line = StyledLine()
    line.add(label, role == .header ? .header : .label, width: labelWidth)
    line.add(" ", role)
    line.add(minority, role, width: share)
    line.add(majority, role, width: otherShare)
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
