import Attacks
import Foundation
import Numeric

/// What was done to a release so that nobody sees how it was made.
struct AuditHiding: Sendable {
  /// As sentences.
  let defences: [String]
  /// Half the width of the error of each column's values, in release units; all 0 where values are
  /// as they were made.
  let amplitudes: [Double]

  /// Values with more digits than this are as they were made.
  private static let mostDecimals = 12

  init(_ signs: ReleaseSigns, _ look: ReleaseAudit.Look, _ reading: ReleaseReading) {
    let table = look.table
    var defences: [String] = []
    var amplitudes = [Double](repeating: 0, count: table.rows.columns)
    let rounded = table.free.filter { table.decimals[$0] <= Self.mostDecimals }
    let isRounded = reading.making != .copies && rounded.count == table.free.count
    if isRounded {
      let digits = Set(rounded.map { table.decimals[$0] })
      for column in rounded { amplitudes[column] = pow(10, -Double(table.decimals[column])) / 2 }
      defences.append(Self.rounding(digits))
    }
    if case .lines(.share(let share)) = signs.shape {
      for column in 0..<table.rows.columns {
        let range = table.rows.range(ofColumn: column)
        let noise = share * (range.upperBound - range.lowerBound)
        amplitudes[column] = max(amplitudes[column], noise)
      }
      if !isRounded {
        defences.append(
          "values were changed at random by about \(AuditText.number(share)) of each column's range"
        )
      }
    }
    self.defences = defences
    self.amplitudes = amplitudes
  }

  private static func rounding(_ digits: Set<Int>) -> String {
    let least = digits.min() ?? 0
    let most = digits.max() ?? 0
    return least == most
      ? "values are rounded to \(most) digit\(most == 1 ? "" : "s") after the point"
      : "values are rounded to \(least) to \(most) digits after the point, by column"
  }
}
